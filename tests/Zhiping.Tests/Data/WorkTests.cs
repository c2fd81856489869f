using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Data;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Data;

public sealed class WorkTests(WorkTests.WorkSite site) : IClassFixture<WorkTests.WorkSite>
{
    [Fact]
    public async Task RunDue_DoesWhatIsDue_AndLeavesWhatIsNot()
    {
        await QueueAsync(new WorkItem("note", site.Clock.Now, data: "due"), new WorkItem("note", site.Clock.Now.AddMinutes(1), data: "later"));
        await site.RunDueAsync();
        Assert.Contains("due", Note.Done.Keys);
        Assert.DoesNotContain("later", Note.Done.Keys);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.RunDueAsync();
        Assert.Contains("later", Note.Done.Keys);
    }

    [Fact]
    public async Task RunDue_ByManyWorkersAtOnce_DoesEachItemOnce()
    {
        await QueueAsync([.. Enumerable.Range(0, 60).Select(i => new WorkItem("note", site.Clock.Now, data: $"many-{i}"))]);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => site.RunDueAsync()));
        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(1, Note.Done[$"many-{i}"]));
    }

    [Fact]
    public async Task Queue_TwiceUnderOneKey_IsOneItemAtTheEarlierTime()
    {
        await QueueAsync(new WorkItem("note", site.Clock.Now.AddHours(2), key: "k", data: "keyed"));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => QueueAsync(new WorkItem("note", site.Clock.Now.AddHours(1), key: "k", data: "keyed"))));
        var due = await site.WithDb(db => db.Work().Where(item => item.Key == "k").Select(item => item.Due).SingleAsync());
        Assert.Equal(site.Clock.Now.AddHours(1), due);
    }

    [Fact]
    public async Task Queue_WhileItRuns_RunsOnceMore()
    {
        Again.Runs = 0;
        await QueueAsync(new WorkItem("again", site.Clock.Now, key: "same"));
        await site.RunDueAsync();
        Assert.Equal(2, Again.Runs);
        Assert.Empty(await site.WithDb(db => db.Work().Where(item => item.Kind == "again").ToListAsync()));
    }

    [Fact]
    public async Task RunDue_WorkThatFails_IsTriedAgainLaterAndLater_ThenWaitsForTheOperator()
    {
        await QueueAsync(new WorkItem("fail", site.Clock.Now));
        var pauses = new List<double>();
        for (var i = 0; i < WorkItem.MaxTries; i++)
        {
            await site.RunDueAsync();
            var item = await site.WithDb(db => db.Work().AsNoTracking().SingleAsync(item => item.Kind == "fail"));
            Assert.Equal(i + 1, item.Tries);
            Assert.Contains("broken on purpose", item.LastError, StringComparison.Ordinal);
            pauses.Add((item.Due - site.Clock.Now).TotalSeconds);
            Assert.Equal(i + 1 == WorkItem.MaxTries, item.GivenUp);
            site.Clock.Now = item.Due;
        }

        Assert.Equal([5, 10, 20, 40], pauses.Take(4));
        Assert.All(pauses, pause => Assert.True(pause <= 3600));
        site.Clock.Advance(TimeSpan.FromDays(10));
        await site.RunDueAsync();
        Assert.Equal(WorkItem.MaxTries, await site.WithDb(db => db.Work().Where(item => item.Kind == "fail").Select(item => item.Tries).SingleAsync()));
    }

    private Task QueueAsync(params WorkItem[] items) => site.WithDb(async db =>
    {
        foreach (var item in items)
        {
            db.Queue(item);
        }

        await db.Commit();
    });

    public sealed class WorkSite : Site
    {
        protected override void Configure(WebApplicationBuilder builder)
        {
            builder.Services.AddScoped<IWorkHandler, Note>();
            builder.Services.AddScoped<IWorkHandler, Fail>();
            builder.Services.AddScoped<IWorkHandler, Again>();
        }
    }

    private sealed class Note : IWorkHandler
    {
        public static readonly ConcurrentDictionary<string, int> Done = new(StringComparer.Ordinal);

        public string Kind => "note";

        public Task Run(WorkItem item, CancellationToken stop)
        {
            Done.AddOrUpdate(item.Data, 1, (_, times) => times + 1);
            return Task.CompletedTask;
        }
    }

    private sealed class Fail : IWorkHandler
    {
        public string Kind => "fail";

        public Task Run(WorkItem item, CancellationToken stop) => throw new IOException("broken on purpose");
    }

    private sealed class Again(AppDb db) : IWorkHandler
    {
        public static int Runs { get; set; }

        public string Kind => "again";

        public async Task Run(WorkItem item, CancellationToken stop)
        {
            if (++Runs == 1)
            {
                db.Queue(new WorkItem("again", item.Due, key: "same"));
                await db.Commit(stop);
            }
        }
    }
}
