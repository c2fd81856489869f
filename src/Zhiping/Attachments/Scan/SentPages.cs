using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Messages;

namespace Zhiping.Attachments.Scan;

/// <summary>Pages of applications and portraits.</summary>
internal sealed class SentPages(AppDb db, MessageDesk messages, TimeProvider clock) : ISentFiles
{
    public async Task<IReadOnlyList<string>> Unscanned(int most, CancellationToken cancel) => await db.Database.SqlQuery<string>(
        $"""
         select f.file as "Value" from (
           select coalesce(source_sha256, original_sha256) as file from pages where state = 'Ready'
           union select original_sha256 from portraits) f
         where f.file is not null and not exists (select from scanned_files s where s.file = f.file)
         order by 1 limit {most}
         """).ToListAsync(cancel);

    /// <summary>
    /// A page that is still being judged is refused as any bad file. One that had been taken goes, out of submissions too: what was frozen keeps its
    /// hash, and the page says in its place why there is nothing to see.
    /// </summary>
    public async Task<IReadOnlyList<string>> Refuse(string sha256, CancellationToken cancel)
    {
        var act = Act.OfPlatform(clock.Now());
        var pages = await db.AttachedPages().Where(page => (page.OriginalSha256 == sha256 || page.SourceSha256 == sha256) && page.State != PageState.Refused).ToListAsync(cancel);
        var ids = pages.Select(page => page.ApplicationId).Distinct().ToList();
        var applications = await db.Applications().Where(application => ids.Contains(application.Id)).ToDictionaryAsync(application => application.Id, cancel);
        foreach (var page in pages.Where(page => page.UprightSha256 is null))
        {
            page.Refuse(PageRefusal.Infected);
        }

        List<string> pictures = [.. pages.SelectMany(page => new[] { page.UprightSha256, page.ThumbSha256, page.MaskedSha256, page.MaskedThumbSha256 }).OfType<string>()];
        foreach (var place in pages.Where(page => page.UprightSha256 is not null).GroupBy(page => (page.ApplicationId, page.UploadedBy, page.Place)))
        {
            var application = applications[place.Key.ApplicationId];
            foreach (var page in place)
            {
                page.Remove();
                application.Record(act, "RemoveInfectedPage", ("page", page.Id), ("section", page.SectionId), ("slot", page.SlotId), ("file", page.OriginalSha256));
            }

            if (place.Any(page => page.DeletedAt is null) && application.DeletedAt is null)
            {
                await Tell(application, place.Key.UploadedBy, place.First(), act.At, cancel);
            }
        }

        return [.. pictures, .. await RefusePortraits(sha256, act, cancel)];
    }

    private async Task Tell(Application application, Guid uploader, AttachedPage page, DateTimeOffset at, CancellationToken cancel)
    {
        var news = uploader != application.PersonId && uploader != Guid.Empty
            ? new News("您代单位上传的一页材料已经删除：收下以后，病毒检查发现它的文件带有病毒。请重新扫描，再上传。", $"/office/cases/{application.Id}")
            : new News(
                application.IsEditable
                    ? "申报书里有一页材料已经删除：收下以后，病毒检查发现它的文件带有病毒。请在安全的设备上重新扫描或拍摄，再上传。"
                    : "申报书里有一页材料已经删除：收下以后，病毒检查发现它的文件带有病毒。办理的单位会看到；需要补传的，会退回给您。",
                $"/applications/{application.Id}/sections/{page.SectionId}/pages#page-{page.Id}");
        await messages.TellAsync(uploader == Guid.Empty ? application.PersonId : uploader, at, news, cancel);
    }

    private async Task<IReadOnlyList<string>> RefusePortraits(string sha256, Act act, CancellationToken cancel)
    {
        List<string> pictures = [];
        foreach (var portrait in await db.PersonPortraits().Where(p => p.ComingSha256 == sha256 || p.OriginalSha256 == sha256).ToListAsync(cancel))
        {
            var inch = portrait.InchSha256;
            if (portrait.Forget(sha256))
            {
                pictures.Add(inch!);
                (await db.People().SingleAsync(person => person.Id == portrait.PersonId, cancel)).RecordPortraitRemoved(act, sha256);
                await messages.TellAsync(portrait.PersonId, act.At, new News("您的证件照已经删除：收下以后，病毒检查发现它的文件带有病毒。请重新上传一张。", "/me/portrait"), cancel);
            }
        }

        return pictures;
    }
}
