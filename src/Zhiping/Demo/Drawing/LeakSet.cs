using Zhiping.Attachments.Imaging;
using Zhiping.Documents.Browser;
using Zhiping.Masking;

namespace Zhiping.Demo.Drawing;

/// <summary>Words that must not be seen by experts: what they are, and where the middle of each character stands in fractions of the page.</summary>
public sealed record LeakSpot(SuggestionKind Kind, string Words, IReadOnlyList<Spot> Middles);

/// <summary>Whose page it is.</summary>
public sealed record LeakPerson(string Name, string Unit, string IdentityNumber, string Telephone);

/// <summary>A page that names its applicant, and under what conditions it was taken.</summary>
/// <param name="Number">Of the page in the set.</param>
/// <param name="Person">Whose page it is.</param>
/// <param name="Condition">Such as <c>tilt 20</c>.</param>
/// <param name="Layout">Such as <c>table</c>.</param>
/// <param name="Font">Such as <c>serif 30</c>.</param>
/// <param name="Jpeg">The file as uploaded.</param>
/// <param name="Spots">What has to be found.</param>
public sealed record LeakPage(int Number, LeakPerson Person, string Condition, string Layout, string Font, byte[] Jpeg, IReadOnlyList<LeakSpot> Spots);

/// <summary>
/// Printed pages for measuring how well names are found: fonts, sizes, turned and tilted sheets, noise, blur, stamps over words,
/// photographs of paper; names of two to four characters, names that are also words, Uyghur-style names in three spellings of the
/// dot, and other people's names that differ in one character. The same number gives the same page. Nobody is real.
/// </summary>
public sealed class LeakSet(Chromium chromium, ImageWorkers workers)
{
    private const int Wide = 1240;
    private const int High = 1754;

    private static readonly (string Registered, string[] Written)[] Names =
    [
        ("苏木清", ["苏木清"]), ("高山", ["高山"]), ("欧阳晚晴", ["欧阳晚晴"]), ("阿依谢姆·托合提", ["阿依谢姆·托合提", "阿依谢姆•托合提", "阿依谢姆．托合提"]),
        ("梁丰", ["梁丰"]), ("东方明珠", ["东方明珠"]), ("叶青禾", ["叶青禾"]), ("古丽加玛力•买买提", ["古丽加玛力·买买提", "古丽加玛力•买买提", "古丽加玛力．买买提"]),
        ("向阳", ["向阳"]), ("贺远山", ["贺远山"]), ("司马春晓", ["司马春晓"]), ("戴曦", ["戴曦"]), ("鞠馥甯", ["鞠馥甯"]), ("玉素甫．艾合买提", ["玉素甫·艾合买提", "玉素甫．艾合买提"]),
        ("江晚照", ["江晚照"]), ("文静", ["文静"]),
    ];

    private static readonly string[] Units = ["云杉县文化馆", "红柳县图书馆", "示例地区群众艺术馆", "绿洲乡综合文化站", "白杨镇文物保护管理所"];

    private static readonly (string Name, ImageOrder Order)[] Conditions =
    [
        ("clean", Order(noise: 4)), ("noise 14", Order(noise: 14)), ("noise 28", Order(noise: 28)), ("blur 0.9", Order(noise: 4, blur: 0.9)), ("blur 1.3", Order(noise: 4, blur: 1.3)),
        ("dark", Order(noise: 8, light: 0.5)), ("tilt 2", Order(noise: 5, corners: Tilted(2))), ("tilt -5", Order(noise: 5, corners: Tilted(-5))), ("tilt 12", Order(noise: 5, corners: Tilted(12))),
        ("tilt 30", Order(noise: 5, corners: Tilted(30))), ("tilt 45", Order(noise: 5, corners: Tilted(45))), ("tilt 70", Order(noise: 5, corners: Tilted(70))),
        ("turn 90", Order(noise: 4, corners: Tilted(90))), ("turn 180", Order(noise: 4, corners: Tilted(180))), ("turn 270", Order(noise: 4, corners: Tilted(270))),
        ("stamp", Order(noise: 5)), ("stamp and noise", Order(noise: 16, blur: 0.5)),
        ("photo", Order(noise: 9, blur: 0.6, light: 0.92, shade: 0.5, corners: Photographed(0))), ("photo tilted", Order(noise: 12, blur: 0.7, light: 0.85, shade: 0.6, corners: Photographed(1))),
        ("jpeg 35", Order(noise: 3, quality: 35)),
    ];

    private static readonly string[] Layouts = ["proof", "table", "list", "paper", "award", "fields", "document"];
    private static readonly string[] Fonts = ["serif", "sans", "wqy", "hand"];
    private static readonly int[] Sizes = [22, 26, 30, 36, 44];

    /// <summary>Draws the page of that number.</summary>
    public async Task<LeakPage> Get(int number, CancellationToken cancel = default)
    {
        var choice = SeededChoice.For(20240712, "leak", number);
        var (registered, written) = Names[number % Names.Length];
        var person = new LeakPerson(registered, choice.Of(Units), "99999919" + choice.Between(60, 99) + "0101001X", "139" + choice.Between(10000000, 99999999));
        var (name, order) = Conditions[((number * 7) + (number / Conditions.Length)) % Conditions.Length];
        var (font, size) = (choice.Of(Fonts), choice.Of(Sizes));
        var layout = Layouts[((number * 3) + (number / Names.Length)) % Layouts.Length];
        var sheet = new LeakSheet(person, choice.Of(written), font, size, choice);
        sheet.Draw(layout);
        if (name.StartsWith("stamp", StringComparison.Ordinal))
        {
            sheet.StampOverFirst();
        }

        var clean = await chromium.DrawAsync(sheet.Sheet.ToHtml(), Wide, High, 92, cancel);
        var spoilt = await workers.DoAsync(order, clean, cancel);
        return new LeakPage(number, person, name, layout, $"{font} {size}", spoilt.Pictures[0], [.. sheet.Spots.Select(spot => Laid(spot, order))]);
    }

    private static LeakSpot Laid(LeakSpot spot, ImageOrder order)
    {
        if (order.Corners.Count == 0)
        {
            return spot;
        }

        var map = Projection.OntoCorners(order.Corners);
        return spot with { Middles = [.. spot.Middles.Select(middle => map.At(middle.X, middle.Y))] };
    }

    private static ImageOrder Order(double noise, double blur = 0, double light = 1, double shade = 0, int quality = 82, IReadOnlyList<Spot>? corners = null)
    {
        var spoil = new ImageOrder { Do = "spoil", Noise = noise, Blur = blur, Brightness = light, Shade = shade, Quality = quality };
        if (corners is null)
        {
            return spoil;
        }

        var (width, height) = ((int)Math.Round(corners.Max(spot => spot.X)), (int)Math.Round(corners.Max(spot => spot.Y)));
        return spoil with { Width = width, Height = height, Corners = [.. corners.Take(4).Select(spot => new Spot(spot.X / width, spot.Y / height))] };
    }

    // Corners in pixels, with the least of each coordinate at nought.
    private static List<Spot> Tilted(double degrees)
    {
        var turn = Projection.Turn(degrees, Wide, High, 0, 0);
        var (left, top, _, _) = turn.Around(0, 0, Wide, High);
        return [.. new[] { turn.At(0, 0), turn.At(Wide, 0), turn.At(Wide, High), turn.At(0, High) }.Select(spot => new Spot(spot.X - left, spot.Y - top))];
    }

    // Four corners of the sheet and the far corner of the picture, which shows some of the desk.
    private static List<Spot> Photographed(int way) => way == 0
        ? [new(150, 130), new(1470, 90), new(1560, 2020), new(60, 1980), new(1640, 2120)]
        : [new(40, 260), new(1380, 60), new(1640, 1960), new(210, 2120), new(1700, 2200)];
}
