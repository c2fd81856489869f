using System.Text.RegularExpressions;
using Zhiping.Accounts;
using Zhiping.Attachments.Imaging;

namespace Zhiping.Masking;

/// <summary>What was read on the front of an identity card; the person corrects it by hand.</summary>
/// <param name="Name">As printed after 姓名, or null.</param>
/// <param name="Number">A number whose check digit fits, or null.</param>
/// <param name="Problem">Why the picture could not be opened.</param>
public sealed record ReadIdentityCard(string? Name, IdentityNumber? Number, ImageProblem Problem = ImageProblem.None);

/// <summary>Reads number and name from a picture of the front of an identity card, however it lies. (A2)</summary>
public static partial class IdentityCardReader
{
    /// <summary>Opens the picture in a worker and reads it; nothing is kept.</summary>
    public static async Task<ReadIdentityCard> ReadAsync(ImageWorkers workers, byte[] picture, DateOnly today, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        var page = await workers.PageAsync(picture, 0, cancel);
        if (page.IsRefused)
        {
            return new ReadIdentityCard(null, null, page.Findings.Problem);
        }

        var (words, _) = await PageReader.ReadAsync(workers, page.Pictures[0], page.Findings.Width, page.Findings.Height, cancel);
        var lines = words.GroupBy(word => word.Line).Select(line => string.Concat(line.Select(word => word.Text))).ToList();
        return new ReadIdentityCard(
            lines.Select(NameIn).FirstOrDefault(name => name is not null),
            lines.SelectMany(NumbersIn).Select(number => IdentityNumber.Parse(number, today).Number).FirstOrDefault(number => number is not null));
    }

    private static string? NameIn(string line) => NameLine().Match(line) is { Success: true } match ? match.Groups["name"].Value : null;

    private static IEnumerable<string> NumbersIn(string line) => NumberLine().Matches(line.Replace('O', '0').Replace('o', '0').Replace('l', '1')).Select(match => match.Value.ToUpperInvariant());

    [GeneratedRegex(@"姓名[:：]?(?<name>[\u3400-\u9fff]{2,4}([·•．.][\u3400-\u9fff]{1,10})?)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NameLine();

    [GeneratedRegex(@"(?<!\d)\d{17}[\dXx](?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex NumberLine();
}
