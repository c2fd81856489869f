using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Notices;

/// <summary>One side of a comparison: a published revision, or a file that is being written.</summary>
/// <param name="Key">revision:3f2a… or file:aksu/2025-engineering.</param>
/// <param name="Number">The number of the revision; null for a file.</param>
public sealed record NoticeSource(string Key, int? Number, Notice Notice, CompiledNotice Compiled);

/// <summary>One thing that can be compared, as a list shows it.</summary>
public sealed record NoticeChoice(string Key, string NoticeId, int? Number);

/// <summary>
/// What operators write, check and publish: files kept in the database, laid over the files that the program brings. Every page and the publication use it.
/// </summary>
public sealed class NoticeWorkshop(AppDb db, NoticeFiles files, NoticeStore store, NoticePublisher publisher, INoticeApplications applications)
{
    /// <summary>The texts that a reader finds: what operators wrote first, then what the program brings.</summary>
    public async Task<Func<string, string?>> Open(CancellationToken cancel = default)
    {
        var written = await db.NoticeFiles().AsNoTracking().ToDictionaryAsync(f => f.IsNotice ? f.Path + ".yaml" : f.Path, f => f.Text, StringComparer.Ordinal, cancel);
        return path => written.GetValueOrDefault(path) ?? files.Open(path);
    }

    /// <summary>Reads and checks what is written and runs its examples.</summary>
    public async Task<NoticeDraft> Check(string path, CancellationToken cancel = default) => NoticeDraft.Read(path, await Open(cancel));

    /// <summary>Keeps a file; a first save begins from 0, a later one from the version it was opened at.</summary>
    public async Task<NoticeFile> Save(Act act, string path, string text, uint from, CancellationToken cancel = default)
    {
        path = path.Trim();
        var file = await db.NoticeFiles().SingleOrDefaultAsync(f => f.Path == path, cancel);
        if (file is null)
        {
            db.Add(file = new NoticeFile(act, path, text));
        }
        else
        {
            RefusalException.ThrowIf(file.Version == from ? null : new Refusal("您打开以后，这份草稿已经被别人改过，这次没有保存。")
            {
                Remedy = "您写的内容还在下面。请另开一页看现在的草稿，再决定怎样合并。",
                IsConflict = true,
            });
            file.Write(act, text);
        }

        await db.Commit(cancel);
        return file;
    }

    /// <summary>Throws a draft away; what was published of it stays.</summary>
    public async Task Drop(Act act, string path, CancellationToken cancel = default)
    {
        var file = await db.NoticeFiles().SingleOrDefaultAsync(f => f.Path == path, cancel)
            ?? throw new RefusalException(new Refusal("没有这份草稿。") { IsConflict = true });
        file.Record(act, "Drop", ("path", path));
        await db.Commit(cancel);
        db.Remove(file);
        await db.Commit(cancel);
    }

    /// <summary>Publishes what is written: a first revision, or an amendment with the act's reason. With a problem or a failing example nothing is published.</summary>
    public async Task<NoticeRevision> Publish(Act act, string path, CancellationToken cancel = default) =>
        await publisher.Publish(act, await Check(path, cancel), cancel);

    /// <summary>Everything that can be compared: each revision and each file that is a notice.</summary>
    public async Task<IReadOnlyList<NoticeChoice>> Choices(CancellationToken cancel = default)
    {
        var revisions = await db.NoticeRevisions().AsNoTracking().OrderBy(r => r.NoticeId).ThenByDescending(r => r.Number)
            .Select(r => new NoticeChoice("revision:" + r.Id, r.NoticeId, r.Number)).ToListAsync(cancel);
        var written = await db.NoticeFiles().AsNoTracking().Where(f => !EF.Functions.Like(f.Path, "%.json")).OrderBy(f => f.Path)
            .Select(f => new NoticeChoice("file:" + f.Path, f.Path, null)).ToListAsync(cancel);
        return [.. written, .. revisions];
    }

    /// <summary>One side of a comparison; refused where it cannot be read.</summary>
    public async Task<NoticeSource> Side(string? key, string field, CancellationToken cancel = default)
    {
        if (key?.Split(':', 2) is ["revision", var id] && Guid.TryParse(id, out var revision)
            && await db.NoticeRevisions().AnyAsync(r => r.Id == revision, cancel))
        {
            var published = await store.Get(revision, cancel);
            return new NoticeSource(key, published.Number, published.Notice, published.Compiled);
        }

        if (key?.Split(':', 2) is ["file", var path] && await db.NoticeFiles().AnyAsync(f => f.Path == path, cancel))
        {
            var draft = await Check(path, cancel);
            return draft is { Notice: { } notice, Compiled: { } compiled }
                ? new NoticeSource(key, null, notice, compiled)
                : throw new RefusalException(NoticeRules.NotSound(draft) with { Field = field });
        }

        throw new RefusalException(new Refusal("请选择要比较的两份。") { Field = field });
    }

    /// <summary>Asks what one revision would change against another; many applications are worked out in the background.</summary>
    public async Task<NoticeSimulation> Simulate(Act act, string? before, string? after, CancellationToken cancel = default)
    {
        var (one, other) = (await Side(before, "Before", cancel), await Side(after, "After", cancel));
        var asked = new NoticeSimulation(act, one.Key, other.Key);
        db.Add(asked);
        if (await applications.Count(one.Notice.Id, cancel) > SimulationWork.AtOnce)
        {
            db.Queue(new WorkItem(SimulationWork.Name, act.At, data: asked.Id.ToString()));
        }
        else
        {
            await SimulationWork.Run(asked, one, other, applications, act.At, () => Task.CompletedTask, cancel);
        }

        await db.Commit(cancel);
        return asked;
    }
}

/// <summary>Why a notice cannot be published or tried. Pure.</summary>
public static class NoticeRules
{
    public static Refusal NotSound(NoticeDraft draft) =>
        new("通知还有{0}处错误，不能发布。", draft.Problems.Count(p => p.Severity == ProblemSeverity.Error)) { Field = "Text", Remedy = "每一处错误的文件、行号和改法列在下面。" };
}
