using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>Something that a person must decide after a notice was rolled forward.</summary>
public sealed record RollDecision(int Line, LocalText What);

/// <summary>A notice of another year, as text, and what a person must decide before it can be published.</summary>
public sealed record RolledNotice(string Id, string Text, IReadOnlyList<RollDecision> Decisions);

/// <summary>Next year's notice from this year's: every date moves by whole years, quoted clauses stay as they are and are listed.</summary>
public static partial class NoticeRoll
{
    /// <summary>Rolls the text of a notice to a year. Throws <see cref="BadDocumentException"/> where nothing says from which.</summary>
    public static RolledNotice Roll(string id, string text, int year)
    {
        var from = YearOf().Match(text) is { Success: true } match ? int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture)
            : YearInId().Match(id) is { Success: true } named ? int.Parse(named.Value, CultureInfo.InvariantCulture)
            : throw new BadDocumentException(new("没有写“year:”，不知道从哪一年顺延。", "The notice has no 'year:'."));
        var shift = year - from;
        var rolled = new StringBuilder();
        var decisions = new List<RollDecision>();
        var quoting = false;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Length > 0 && !char.IsWhiteSpace(line[0]))
            {
                quoting = line.StartsWith("clauses:", StringComparison.Ordinal);
            }

            if (quoting && line.StartsWith("  ", StringComparison.Ordinal))
            {
                rolled.Append(line).Append('\n');
                if (AnyYear().IsMatch(line))
                {
                    var clause = line.Split(':')[0].Trim();
                    decisions.Add(new RollDecision(i + 1, new($"条款{clause}的原文写有年份，请抄录新的原文。", $"Quote the new text of clause {clause}; it names a year.")));
                }

                continue;
            }

            var moved = AnyYear().Replace(line, m => (int.Parse(m.Value, CultureInfo.InvariantCulture) + shift).ToString(CultureInfo.InvariantCulture));
            Judge(line, moved, i + 1, decisions);
            rolled.Append(moved).Append('\n');
        }

        var newId = AnyYear().Replace(id, year.ToString(CultureInfo.InvariantCulture));
        return new RolledNotice(newId, rolled.ToString().TrimEnd('\n') + "\n", decisions);
    }

    private static void Judge(string before, string after, int line, List<RollDecision> decisions)
    {
        if (before.Contains("to be announced", StringComparison.Ordinal))
        {
            decisions.Add(new RollDecision(line, new("仍写着另行通知，定了以后请补写。", "Still to be announced: write the edge when it is known.")));
        }

        if (before.TrimStart().StartsWith("documentNumber:", StringComparison.Ordinal))
        {
            decisions.Add(new RollDecision(line, new("请写新的文号。", "Write the new document number.")));
        }

        if (before.TrimStart().StartsWith("basedOn:", StringComparison.Ordinal) && !string.Equals(before, after, StringComparison.Ordinal))
        {
            var basis = after.Split(':')[1].Trim();
            decisions.Add(new RollDecision(line, new($"现在以“{basis}”为依据，那一份也要新写或顺延。", $"It now stands on '{basis}': make or roll that notice too.")));
        }

        foreach (Match match in Date().Matches(after))
        {
            if (DateOnly.TryParseExact(match.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                decisions.Add(new RollDecision(line, new($"{match.Value}是{SiteTime.ZhWeekday(day)}，请核对。", $"{match.Value} is a {day.DayOfWeek}: is that meant?")));
            }
            else if (!DateOnly.TryParseExact(match.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                decisions.Add(new RollDecision(line, new($"没有{match.Value}这一天，请另写一天。", $"{match.Value} does not exist: write another day.")));
            }
        }
    }

    [GeneratedRegex(@"^year:\s*(?<year>20\d\d)", RegexOptions.Multiline, 1000)]
    private static partial Regex YearOf();

    [GeneratedRegex(@"20\d\d", RegexOptions.None, 1000)]
    private static partial Regex YearInId();

    [GeneratedRegex(@"(?<!\d)20[0-9]{2}(?!\d)", RegexOptions.None, 1000)]
    private static partial Regex AnyYear();

    [GeneratedRegex(@"20\d\d-\d\d-\d\d", RegexOptions.None, 1000)]
    private static partial Regex Date();
}
