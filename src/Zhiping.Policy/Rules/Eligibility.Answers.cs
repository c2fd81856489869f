using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>What one level by one kind of programme would need of a person.</summary>
/// <param name="Truth">Yes: may apply this year. No: not this year. Unknown: something is not filled in.</param>
/// <param name="Nearest">The ladder row that holds, or the one that comes nearest; null where the notice has no row for it.</param>
/// <param name="Bars">Rules and conditions that bar the application, each with its clause.</param>
public sealed record EligibilityAnswer(
    Level Level, ProgrammeKind Kind, LocalText Title, Truth Truth, DateOnly? Earliest, LadderAnswer? Nearest, IReadOnlyList<Finding> Bars);

/// <summary>Every level and kind that a person could apply for, the earliest day, and what is missing, clause by clause.</summary>
public static class Eligibility
{
    private static readonly string[] Eligibles = ["offered", "ladder", "hours", "putonghua", "grassroots"];

    /// <param name="person">An application document; its level and kind do not matter.</param>
    public static IReadOnlyList<EligibilityAnswer> Of(CompiledNotice compiled, ApplicationDocument person, DateTimeOffset at)
    {
        var notice = compiled.Notice;
        var specialty = notice.FindSpecialty(person.Series, person.Specialty);
        var answers = new List<EligibilityAnswer>();
        foreach (var programme in notice.Programmes)
        {
            foreach (var level in (specialty?.Titles.Keys ?? []).Where(programme.Offers).Order())
            {
                if (programme.Kind == ProgrammeKind.SkilledWorkerRoute && specialty is { SkilledWorkerRoute: false })
                {
                    continue;
                }

                answers.Add(One(compiled, person with { Level = level, Kind = programme.Kind }, at));
            }
        }

        return answers;
    }

    private static EligibilityAnswer One(CompiledNotice compiled, ApplicationDocument asked, DateTimeOffset at)
    {
        var notice = compiled.Notice;
        var context = new CheckContext();
        context.Begin(compiled, asked, new CheckInstant(at));
        LadderAnswer? nearest = null;
        foreach (var row in notice.Ladder.Where(r => r.Level == asked.Level && CheckRunners.Fits(r, context)))
        {
            var answer = LadderJudge.Judge(row, context);
            if (nearest is null || answer.Truth > nearest.Truth || (answer.Truth == nearest.Truth && CheckRunners.Nearer(answer, nearest)))
            {
                nearest = answer;
            }
        }

        var rules = notice.Rules.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var bars = compiled.Run(context).Findings
            .Where(f => f.Severity != Severity.Mind && (rules.Contains(f.RuleId) || Eligibles.Contains(f.RuleId, StringComparer.Ordinal)))
            .ToList();
        var truth = bars.Exists(b => b.Severity == Severity.MustFix) ? Truth.No : bars.Count > 0 ? Truth.Unknown : Truth.Yes;
        var earliest = nearest is { Truth: Truth.No } ? nearest.Earliest : null;
        return new EligibilityAnswer(asked.Level, asked.Kind, notice.TitleOf(asked.Series, asked.Specialty, asked.Level), truth, earliest, nearest, bars);
    }
}

/// <summary>One example of a notice that does not come out as it says.</summary>
public sealed record ExampleFailure(string Id, LocalText Name, IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, LocalText? Broken);

/// <summary>The examples that a notice carries: while one fails the notice cannot be published.</summary>
public static class NoticeExamples
{
    /// <param name="open">Gives the text of an application file by its path under the notices folder, or null.</param>
    public static IReadOnlyList<ExampleFailure> Run(CompiledNotice compiled, Func<string, string?> open)
    {
        var failures = new List<ExampleFailure>();
        foreach (var example in compiled.Notice.Examples)
        {
            try
            {
                var text = open(example.Application) ?? throw new BadDocumentException(new($"没有文件“{example.Application}”。", $"There is no file '{example.Application}'."));
                var result = compiled.Check(ApplicationDocument.Parse(System.Text.Encoding.UTF8.GetBytes(text)), new CheckInstant(example.At));
                var fix = Ids(result, Severity.MustFix);
                var mind = Ids(result, Severity.Mind);
                string[] missing = [.. example.MustFix.Except(fix, StringComparer.Ordinal), .. example.Mind.Except(mind, StringComparer.Ordinal)];
                string[] unexpected = [.. fix.Except(example.MustFix, StringComparer.Ordinal)];
                if (missing.Length > 0 || unexpected.Length > 0)
                {
                    failures.Add(new ExampleFailure(example.Id, example.Name, missing, unexpected, null));
                }
            }
            catch (BadDocumentException broken)
            {
                failures.Add(new ExampleFailure(example.Id, example.Name, [], [], broken.Said));
            }
        }

        return failures;
    }

    private static HashSet<string> Ids(CheckResult result, Severity severity) =>
        result.Findings.Where(f => f.Severity == severity).Select(f => f.RuleId).ToHashSet(StringComparer.Ordinal);
}
