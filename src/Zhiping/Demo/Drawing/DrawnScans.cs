using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Zhiping.Attachments.Imaging;
using Zhiping.Documents.Browser;

namespace Zhiping.Demo.Drawing;

/// <summary>What is wrong with a drawn scan, on purpose.</summary>
public enum DrawnFlaw
{
    None,

    /// <summary>Lies on its side, and EXIF says so: the platform turns it by itself.</summary>
    TurnedWithExif,

    /// <summary>Lies on its side or head, and nothing says so: somebody must turn it.</summary>
    Turned,

    Blurred,

    Dark,

    /// <summary>A photograph of paper: a little tilted, uneven, noisy.</summary>
    Photographed,
}

/// <summary>A drawn scan: the file, what is wrong with it, and where own name and unit stand on the upright page.</summary>
public sealed record DrawnScan(byte[] Jpeg, DrawnFlaw Flaw, int TurnNeeded, IReadOnlyList<MaskBox> NameBoxes);

/// <summary>
/// Draws the papers of made-up applicants: the same kind, index and person give the same bytes. The browser draws, a worker spoils;
/// files are kept in a folder by what they were made from.
/// </summary>
public sealed class DrawnScans(Chromium chromium, ImageWorkers workers, string folder)
{
    // Part of the name of every kept file: change it when the drawing changes.
    private const string Edition = "1";

    private static readonly DrawnPerson Anybody = new("安清和", "示例县文化馆", "999999199001010001", true, new DateOnly(1990, 1, 1));
    private readonly ConcurrentDictionary<string, DrawnScan> drawn = new(StringComparer.Ordinal);

    /// <summary>All kinds with the number of different sheets of each; about sixty together.</summary>
    public static IReadOnlyDictionary<string, int> Variants => DrawnKinds.Variants;

    /// <summary>The n-th sheet of a kind, for a person or for nobody in particular. An unknown kind is a unit's proof.</summary>
    /// <param name="kind">Such as <c>diploma</c>; see <see cref="Variants"/>.</param>
    /// <param name="index">Any number; sheets repeat after the number of variants.</param>
    /// <param name="person">Whose name stands on it; null gives one and the same made-up name to all, so that pages are shared.</param>
    /// <param name="isFlawed">Some sheets are turned, blurred or dark, always the same ones; false gives clean scans.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<DrawnScan> Get(string kind, int index, DrawnPerson? person = null, bool isFlawed = true, CancellationToken cancel = default)
    {
        var known = Variants.ContainsKey(kind) ? kind : "proof";
        var variant = ((index % Variants[known]) + Variants[known]) % Variants[known];
        var flaw = isFlawed ? FlawOf(known, variant) : DrawnFlaw.None;
        var key = Key(known, variant, person ?? Anybody, flaw);
        if (drawn.TryGetValue(key, out var scan))
        {
            return scan;
        }

        var sheet = DrawnKinds.Draw(known, variant, person ?? Anybody);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, key + ".jpg");
        var jpeg = File.Exists(file) ? await File.ReadAllBytesAsync(file, cancel) : await Draw(sheet, flaw, variant, cancel);
        if (!File.Exists(file))
        {
            var draft = file + "." + Environment.CurrentManagedThreadId;
            await File.WriteAllBytesAsync(draft, jpeg, cancel);
            File.Move(draft, file, overwrite: true);
        }

        scan = new DrawnScan(jpeg, flaw, flaw == DrawnFlaw.Turned ? variant % 2 == 0 ? 2 : 1 : 0, sheet.Own);
        return drawn.GetOrAdd(key, scan);
    }

    /// <summary>Which sheets are flawed: one in five, so that each kind of flaw occurs among the sixty.</summary>
    public static DrawnFlaw FlawOf(string kind, int variant) => (kind, variant) switch
    {
        ("proof", 1) or ("diploma", 2) => DrawnFlaw.TurnedWithExif,
        ("proof", 3) or ("assessment", 4) => DrawnFlaw.Turned,
        ("proof", 5) => DrawnFlaw.Blurred,
        ("proof", 7) => DrawnFlaw.Dark,
        ("hours", 1) or ("document", 3) or ("chsi", 1) or ("proof", 6) => DrawnFlaw.Photographed,
        _ => DrawnFlaw.None,
    };

    private async Task<byte[]> Draw(DrawnSheet sheet, DrawnFlaw flaw, int variant, CancellationToken cancel)
    {
        var clean = await chromium.DrawAsync(sheet.ToHtml(), sheet.Width, sheet.Height, 90, cancel);
        var order = flaw switch
        {
            DrawnFlaw.None => new ImageOrder { Do = "spoil", Noise = 4, Quality = 82 },

            // EXIF 6 asks for a quarter turn clockwise, so the picture itself lies a quarter turn the other way.
            DrawnFlaw.TurnedWithExif => new ImageOrder { Do = "spoil", Noise = 4, Quality = 82, Turn = 3 },
            DrawnFlaw.Turned => new ImageOrder { Do = "spoil", Noise = 4, Quality = 82, Turn = variant % 2 == 0 ? 2 : 3 },
            DrawnFlaw.Blurred => new ImageOrder { Do = "spoil", Noise = 3, Quality = 80, Blur = 4.5 },
            DrawnFlaw.Dark => new ImageOrder { Do = "spoil", Noise = 6, Quality = 80, Brightness = 0.36 },
            DrawnFlaw.Photographed => new ImageOrder { Do = "spoil", Noise = 10, Quality = 80, Brightness = 0.9, Tilt = 1.4, Blur = 0.6 },
        };
        var spoilt = await workers.DoAsync(order, clean, cancel);
        if (spoilt.IsRefused)
        {
            throw new IOException($"A drawn scan could not be made: {spoilt.Findings.Problem}.");
        }

        return flaw == DrawnFlaw.TurnedWithExif ? WithOrientation(spoilt.Pictures[0], 6) : spoilt.Pictures[0];
    }

    /// <summary>Puts an EXIF block with nothing but the orientation behind the start of a JPEG.</summary>
    private static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0x00, 0x00, 0x4D, 0x4D, 0x00, 0x2A, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01,
            0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static string Key(string kind, int variant, DrawnPerson person, DrawnFlaw flaw)
        => $"{kind}-{variant}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Edition}|{person}|{flaw}")))[..16]}";
}
