using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Notices;

/// <summary>Works out a simulation over all applications of a notice, a thousand at a time, and says how far it is.</summary>
internal sealed class SimulationWork(AppDb db, NoticeWorkshop workshop, INoticeApplications applications, TimeProvider clock) : IWorkHandler
{
    public const string Name = "notice-simulation";

    /// <summary>So many are worked out while the page waits.</summary>
    public const int AtOnce = 200;

    private const int Part = 1000;

    public string Kind => Name;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var asked = await db.NoticeSimulations().SingleOrDefaultAsync(s => s.Id == Guid.Parse(item.Data), stop);
        if (asked is not { DoneAt: null })
        {
            return;
        }

        var (before, after) = (await workshop.Side(asked.Before, "Before", stop), await workshop.Side(asked.After, "After", stop));
        await Run(asked, before, after, applications, clock.Now(), () => db.Commit(stop), stop);
        await db.Commit(stop);
    }

    internal static async Task Run(
        NoticeSimulation asked, NoticeSource before, NoticeSource after, INoticeApplications applications, DateTimeOffset at, Func<Task> partDone, CancellationToken cancel)
    {
        asked.Begin();
        var told = new Told(before.Notice);
        await foreach (var part in applications.Of(before.Notice.Id, cancel).Chunk(Part).WithCancellation(cancel))
        {
            var documents = part.ToDictionary(p => p.Id.ToString(), p => p.Document, StringComparer.Ordinal);
            var result = Simulation.Run(before.Compiled, after.Compiled, documents.Select(p => (p.Key, p.Value)), new CheckInstant(at), keep: Part);
            asked.Count(result);
            told.Add(result.Flips, documents);
            await partDone();
        }

        asked.Done(at, told.All);
    }

    /// <summary>What is told of the flips: each rule counted, the first applications in full.</summary>
    private sealed class Told(Notice notice)
    {
        private readonly Dictionary<(string RuleId, ClauseRef? Clause), RuleCount> rules = [];
        private readonly List<ToldFlip> turned = [];
        private readonly List<ToldFlip> others = [];

        /// <summary>Those whom it bars or lets in come first.</summary>
        public SimulationTold All => new(
            [.. rules.Values.OrderByDescending(r => r.Added + r.Removed).ThenBy(r => r.RuleId, StringComparer.Ordinal)], [.. turned.Concat(others).Take(NoticeSimulation.Told)]);

        public void Add(IReadOnlyList<Flip> changed, Dictionary<string, ApplicationDocument> documents)
        {
            foreach (var flip in changed)
            {
                Count(flip.Added, 1, 0);
                Count(flip.Removed, 0, 1);
                var flips = flip.MayBefore == flip.MayAfter ? others : turned;
                if (flips.Count < NoticeSimulation.Told)
                {
                    var document = documents[flip.Application];
                    flips.Add(new ToldFlip(
                        Guid.Parse(flip.Application), notice.TitleOf(document.Series, document.Specialty, document.Level), flip.MayBefore, flip.MayAfter,
                        [.. flip.Added.Select(Say)], [.. flip.Removed.Select(Say)]));
                }
            }
        }

        private static ToldFinding Say(Finding f) => new(f.RuleId, f.Severity, f.Message, f.Clause);

        private void Count(IReadOnlyList<Finding> findings, int added, int removed)
        {
            foreach (var one in findings.DistinctBy(f => (f.RuleId, f.Clause)))
            {
                var known = rules.GetValueOrDefault((one.RuleId, one.Clause)) ?? new RuleCount(one.RuleId, one.Clause, one.Message, 0, 0);
                rules[(one.RuleId, one.Clause)] = known with { Added = known.Added + added, Removed = known.Removed + removed };
            }
        }
    }
}
