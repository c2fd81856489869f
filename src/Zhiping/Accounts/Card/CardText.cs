using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>Finds name, number and validity among the lines that a machine read on a card. Pure.</summary>
public static partial class CardText
{
    /// <summary>What stands on the two sides.</summary>
    public static CardFound Of(CardSide front, CardSide? back, DateOnly today)
    {
        var lines = front.Lines.Select(Tight).Where(line => line.Length > 0).ToList();
        var number = lines.Select(line => NumberIn(line, today)).FirstOrDefault(found => found is not null);
        var name = NameIn(lines);
        var frontProblem = front.Problem != CardProblem.None && number is null ? front.Problem
            : number is null && name is null ? CardProblem.NotThisSide : CardProblem.None;
        var (until, backProblem) = back is null ? (null, CardProblem.Missing) : BackOf(back);
        return new CardFound(name, number, until, frontProblem, backProblem);
    }

    /// <summary>Whether the side with the portrait was read.</summary>
    public static bool IsFront(IReadOnlyList<string> lines, DateOnly today) => lines.Any(line => NumberIn(Tight(line), today) is not null);

    /// <summary>Whether the side with the emblem was read.</summary>
    public static bool IsBack(IReadOnlyList<string> lines) => BackOf(new CardSide(CardProblem.None, lines)).Problem == CardProblem.None;

    /// <summary>A name as it is compared: without blanks, every middle dot the same.</summary>
    public static string Plain(string? name) => Dots().Replace(string.Concat(Typed.Narrow(name).Where(c => !char.IsWhiteSpace(c))), "·").Trim('·');

    /// <summary>The first number of eighteen characters whose check digit is right; what machines take for digits is understood.</summary>
    private static string? NumberIn(string line, DateOnly today)
    {
        var text = new StringBuilder(line.Length);
        foreach (var letter in Typed.Narrow(line).ToUpperInvariant())
        {
            text.Append(letter switch { 'O' or 'D' or 'Q' or '〇' => '0', 'I' or 'L' or '|' or '!' => '1', 'Z' => '2', 'S' => '5', 'B' => '8', '×' => 'X', _ => letter });
        }

        var digits = text.ToString();
        for (var at = 0; at + 18 <= digits.Length; at++)
        {
            if (digits.AsSpan(at, 17).ContainsAnyExceptInRange('0', '9'))
            {
                continue;
            }

            if (IdentityNumber.Parse(digits.Substring(at, 18), today).Number is { } number)
            {
                return number.Reveal();
            }
        }

        return null;
    }

    private static string? NameIn(List<string> lines)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            if (Labelled().Match(lines[at]) is { Success: true } found)
            {
                return Plain(found.Groups["name"].Value);
            }

            if (lines[at].Trim(':', '：') == "姓名" && at + 1 < lines.Count && Bare().IsMatch(lines[at + 1]))
            {
                return Plain(lines[at + 1]);
            }
        }

        // The label is printed pale and often lost: then the name is the line above the sex.
        var sex = lines.FindIndex(line => line.Contains("性别", StringComparison.Ordinal) || line.Contains("民族", StringComparison.Ordinal));
        return sex > 0 && Bare().IsMatch(lines[sex - 1]) ? Plain(lines[sex - 1]) : null;
    }

    private static (DateOnly? Until, CardProblem Problem) BackOf(CardSide back)
    {
        var text = string.Concat(back.Lines.Select(Tight));
        var until = Term().Match(Typed.Narrow(text)) is { Success: true } term
            && DateOnly.TryParseExact(Digits(term.Groups["until"].Value), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        var isBack = until is not null || text.Contains("签发", StringComparison.Ordinal) || text.Contains("有效期", StringComparison.Ordinal) || text.Contains("长期", StringComparison.Ordinal);
        return (until, isBack ? CardProblem.None : back.Problem != CardProblem.None ? back.Problem : CardProblem.NotThisSide);
    }

    private static string Tight(string line) => string.Concat(line.Where(c => !char.IsWhiteSpace(c)));

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex("[·•．・‧∙.•]+", RegexOptions.CultureInvariant)]
    private static partial Regex Dots();

    [GeneratedRegex(@"^.{0,2}姓名[:：]?(?<name>[\p{IsCJKUnifiedIdeographs}·•．・‧∙.•]{2,40})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}·•．・‧∙.•]{2,30}$", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\d{4}\.?\d{2}\.?\d{2}[-—–一~至](?<until>\d{4}\.?\d{2}\.?\d{2})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Term();
}
