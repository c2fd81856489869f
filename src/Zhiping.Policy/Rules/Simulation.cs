using System.Collections.Concurrent;
using Zhiping.Policy.Forms;

namespace Zhiping.Policy.Rules;

/// <summary>An application whose outcome differs between two revisions, with the findings that came and went.</summary>
public sealed record Flip(string Application, bool MayBefore, bool MayAfter, IReadOnlyList<Finding> Added, IReadOnlyList<Finding> Removed);

/// <summary>What publishing a revision would change for applications that are under way.</summary>
public sealed record SimulationResult(int Applications, int Changed, int NowBarred, int NowAllowed, IReadOnlyList<Flip> Flips);

/// <summary>Two revisions over a set of applications: who flips, and why (B10).</summary>
public static class Simulation
{
    /// <summary>So many applications are judged on all cores before their answers are put together in their order.</summary>
    private const int Together = 2048;

    /// <param name="keep">At most so many flips are kept with their findings; all are counted.</param>
    public static SimulationResult Run(
        CompiledNotice before, CompiledNotice after, IEnumerable<(string Name, ApplicationDocument Document)> applications, CheckInstant at, int keep = 1000)
    {
        int all = 0, changed = 0, barred = 0, allowed = 0;
        var flips = new List<Flip>();
        var laidOutOnce = before.LaysOutAs(after);
        var answers = new Answer?[Together];
        foreach (var some in applications.Chunk(Together))
        {
            Parallel.ForEach(Partitioner.Create(0, some.Length), () => new CheckContext(), (range, _, context) =>
            {
                for (var i = range.Item1; i < range.Item2; i++)
                {
                    answers[i] = Judge(context, before, after, some[i].Document, at, laidOutOnce);
                }

                return context;
            }, static _ => { });
            all += some.Length;
            for (var i = 0; i < some.Length; i++)
            {
                if (answers[i] is not var (old, now))
                {
                    continue;
                }

                changed++;
                var (mayOld, mayNow) = (old.MaySubmit, now.MaySubmit);
                barred += mayOld && !mayNow ? 1 : 0;
                allowed += !mayOld && mayNow ? 1 : 0;
                if (flips.Count < keep)
                {
                    flips.Add(new Flip(some[i].Name, mayOld, mayNow,
                        [.. now.Findings.Where(f => !old.Findings.Any(o => Alike(o, f)))], [.. old.Findings.Where(f => !now.Findings.Any(n => Alike(n, f)))]));
                }
            }
        }

        return new SimulationResult(all, changed, barred, allowed, flips);
    }

    private sealed record Answer(CheckResult Old, CheckResult Now);

    /// <summary>What both revisions say of one application; null where they say the same.</summary>
    private static Answer? Judge(CheckContext context, CompiledNotice before, CompiledNotice after, ApplicationDocument document, CheckInstant at, bool laidOutOnce)
    {
        context.Begin(before, document, at);
        var old = before.Run(context);
        if (laidOutOnce)
        {
            context.Revise(after);
        }
        else
        {
            context.Begin(after, document, at);
        }

        var now = after.Run(context);
        return Same(old.Findings, now.Findings) ? null : new Answer(old, now);
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
