using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Notices;

/// <summary>A published revision, read and compiled.</summary>
public sealed record PublishedNotice(Guid RevisionId, int Number, string Sha256, DateTimeOffset PublishedAt, string? Reason, Notice Notice, CompiledNotice Compiled);

/// <summary>Published revisions, each compiled once and kept, since a revision never changes.</summary>
public sealed class NoticeStore(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<Guid, PublishedNotice> compiled = new();

    /// <summary>One revision: the one an application pins. Throws when there is none, since only ids of published revisions are kept.</summary>
    public async Task<PublishedNotice> Get(Guid revisionId, CancellationToken cancel = default)
    {
        if (compiled.TryGetValue(revisionId, out var known))
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var revision = await db.NoticeRevisions().AsNoTracking().SingleAsync(r => r.Id == revisionId, cancel);
        return compiled.GetOrAdd(revisionId, _ => Read(revision));
    }

    /// <summary>The revision in force of a notice, or null when it was never published.</summary>
    public async Task<PublishedNotice?> Current(string noticeId, CancellationToken cancel = default) =>
        (await All(cancel)).FirstOrDefault(n => string.Equals(n.Notice.Id, noticeId, StringComparison.Ordinal));

    /// <summary>The revision in force of every notice, newest notice first.</summary>
    public async Task<IReadOnlyList<PublishedNotice>> All(CancellationToken cancel = default)
    {
        Guid[] ids;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var rows = await db.NoticeRevisions().Select(r => new { r.Id, r.NoticeId, r.Number }).ToListAsync(cancel);
            ids = [.. rows.GroupBy(r => r.NoticeId, StringComparer.Ordinal).Select(g => g.MaxBy(r => r.Number)!.Id)];
        }

        var result = new List<PublishedNotice>();
        foreach (var id in ids)
        {
            result.Add(await Get(id, cancel));
        }

        return [.. result.OrderByDescending(n => n.Notice.IssuedOn).ThenBy(n => n.Notice.Id, StringComparer.Ordinal)];
    }

    /// <summary>Notices under which somebody can apply at that instant: not a base for others, not a stand-in, window open.</summary>
    public async Task<IReadOnlyList<PublishedNotice>> OpenAt(DateTimeOffset at, CancellationToken cancel = default) =>
        [.. (await All(cancel)).Where(n => n.Notice is { Abstract: false, StandIn: false } && n.Notice.Windows.Application.IsOpenToAny(at))];

    private static PublishedNotice Read(NoticeRevision revision)
    {
        var notice = Notice.FromCanonicalJson(revision.Content);
        return new PublishedNotice(
            revision.Id, revision.Number, revision.Sha256, revision.PublishedAt, revision.Reason, notice, PolicyCompiler.Compile(notice));
    }
}

/// <summary>Publishes notices: freezes what the reader resolved. (B10)</summary>
public sealed class NoticePublisher(AppDb db, NoticeFiles files)
{
    /// <summary>Publishes a draft; one with a problem or an example that fails is refused.</summary>
    public Task<NoticeRevision> Publish(Act act, NoticeDraft draft, CancellationToken cancel = default) =>
        draft.Notice is { } notice
            ? Freeze(act, notice, cancel)
            : throw new RefusalException(NoticeRules.NotSound(draft));

    /// <summary>Publishes a notice that was read, after running its examples.</summary>
    public Task<NoticeRevision> Publish(Act act, Notice notice, CancellationToken cancel = default) =>
        Publish(act, NoticeDraft.Of(notice, [], files.Open), cancel);

    /// <summary>Publishes the first revision, or an amendment, for which the act must give a reason. The same content again is no new revision.</summary>
    private async Task<NoticeRevision> Freeze(Act act, Notice notice, CancellationToken cancel)
    {
        var last = await db.NoticeRevisions().Where(r => r.NoticeId == notice.Id).OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancel);
        if (last is not null && string.IsNullOrWhiteSpace(act.Reason))
        {
            throw new RefusalException(new Refusal("修订已发布的通知要写明理由。") { Field = "Reason" });
        }

        var revision = new NoticeRevision(act, notice, (last?.Number ?? 0) + 1);
        if (last is not null && last.Sha256 == revision.Sha256)
        {
            return last;
        }

        db.Add(revision);
        await db.Commit(cancel);
        return revision;
    }
}

/// <summary>The files that drafts stand on: bases, forms, calendars, and the applications of the examples. The running system reads them only to publish.</summary>
public sealed record NoticeFiles(Func<string, string?> Open);

/// <summary>Published notices.</summary>
public sealed class NoticesFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<NoticeStore>();
        services.AddSingleton(new NoticeFiles(path => NoticeFolder.Find(null)?.Open(path)));
        services.AddScoped<NoticePublisher>();
        services.AddScoped<NoticeWorkshop>();
        services.AddScoped<IWorkHandler, SimulationWork>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}

/// <summary>Revisions as the pages ask for them.</summary>
public static class NoticeQueries
{
    public static DbSet<NoticeRevision> NoticeRevisions(this AppDb db) => db.Set<NoticeRevision>();

    public static DbSet<NoticeFile> NoticeFiles(this AppDb db) => db.Set<NoticeFile>();

    public static DbSet<NoticeSimulation> NoticeSimulations(this AppDb db) => db.Set<NoticeSimulation>();
}
