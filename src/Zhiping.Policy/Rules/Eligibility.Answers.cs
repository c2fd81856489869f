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
        var context = new CheckContext(compiled);
        context.Begin(asked, new CheckInstant(at));
        LadderAnswer? nearest = null;
        foreach (var row in notice.Ladder.Where(r => r.Level == asked.Level && CheckRunners.Fits(r, asked.Kind)))
        {
            var answer = LadderJudge.Judge(row, context);
            if (nearest is null || answer.Truth > nearest.Truth || (answer.Truth == nearest.Truth && CheckRunners.Nearer(answer, nearest)))
            {
                nearest = answer;
            }
        }

        var rules = notice.Rules.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var bars = compiled.Check(asked, new CheckInstant(at)).Findings
            .Where(f => f.Severity != Severity.Mind && (rules.Contains(f.RuleId) || Eligibles.Contains(f.RuleId, StringComparer.Ordinal)))
            .ToList();
        var truth = bars.Exists(b => b.Severity == Severity.MustFix) ? Truth.No : bars.Count > 0 ? Truth.Unknown : Truth.Yes;
        var earliest = nearest is { Truth: Truth.No } ? nearest.Earliest : null;
        return new EligibilityAnswer(asked.Level, asked.Kind, notice.TitleOf(asked.Series, asked.Specialty, asked.Level), truth, earliest, nearest, bars);
    }
}

/// <summary>An application whose outcome differs between two revisions, with the findings that came and went.</summary>
public sealed record Flip(string Application, bool MayBefore, bool MayAfter, IReadOnlyList<Finding> Added, IReadOnlyList<Finding> Removed);

/// <summary>What publishing a revision would change for applications that are under way.</summary>
public sealed record SimulationResult(int Applications, int Changed, int NowBarred, int NowAllowed, IReadOnlyList<Flip> Flips);

/// <summary>Two revisions over a set of applications: who flips, and why (B10).</summary>
public static class Simulation
{
    /// <param name="keep">At most so many flips are kept with their findings; all are counted.</param>
    public static SimulationResult Run(
        CompiledNotice before, CompiledNotice after, IEnumerable<(string Name, ApplicationDocument Document)> applications, CheckInstant at, int keep = 1000)
    {
        int all = 0, changed = 0, barred = 0, allowed = 0;
        var flips = new List<Flip>();
        foreach (var (name, document) in applications)
        {
            all++;
            var (old, now) = (before.Check(document, at), after.Check(document, at));
            if (Same(old.Findings, now.Findings))
            {
                continue;
            }

            changed++;
            var (mayOld, mayNow) = (old.MaySubmit, now.MaySubmit);
            barred += mayOld && !mayNow ? 1 : 0;
            allowed += !mayOld && mayNow ? 1 : 0;
            if (flips.Count < keep)
            {
                flips.Add(new Flip(name, mayOld, mayNow,
                    [.. now.Findings.Where(f => !old.Findings.Any(o => Alike(o, f)))], [.. old.Findings.Where(f => !now.Findings.Any(n => Alike(n, f)))]));
            }
        }

        return new SimulationResult(all, changed, barred, allowed, flips);
    }

    private static bool Same(IReadOnlyList<Finding> one, IReadOnlyList<Finding> other)
    {
        if (one.Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < one.Count; i++)
        {
            if (!Alike(one[i], other[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Alike(Finding one, Finding other) =>
        one.Severity == other.Severity
        && string.Equals(one.RuleId, other.RuleId, StringComparison.Ordinal)
        && string.Equals(one.Section, other.Section, StringComparison.Ordinal)
        && string.Equals(one.Entry, other.Entry, StringComparison.Ordinal)
        && string.Equals(one.Field, other.Field, StringComparison.Ordinal)
        && string.Equals(one.Slot, other.Slot, StringComparison.Ordinal)
        && one.Page == other.Page
        && string.Equals(one.Message.Zh, other.Message.Zh, StringComparison.Ordinal);
}

/// <summary>One example of a notice that does not come out as it says.</summary>
public sealed record ExampleFailure(string Id, LocalText Name, IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, string? Broken);

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
                var text = open(example.Application) ?? throw new FormatException($"There is no file '{example.Application}'.");
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
            catch (FormatException broken)
            {
                failures.Add(new ExampleFailure(example.Id, example.Name, [], [], broken.Message));
            }
        }

        return failures;
    }

    private static HashSet<string> Ids(CheckResult result, Severity severity) =>
        result.Findings.Where(f => f.Severity == severity).Select(f => f.RuleId).ToHashSet(StringComparer.Ordinal);
}
