using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;

namespace Zhiping.Applications;

/// <summary>What waits for an applicant: drafts to finish, returns to answer, fees to pay, and what others are dealing with.</summary>
internal sealed class ApplicantWaiting(AppDb db, NoticeStore notices, CurrentPerson me, Texts texts) : IWaitingFor
{
    public async Task<IReadOnlyList<WaitingItem>> For(Guid person, DateTimeOffset now, CancellationToken cancel)
    {
        if (me.ActingBodyId is not null)
        {
            return [];
        }

        var items = new List<WaitingItem>();
        var own = await db.Applications().AsNoTracking().OwnedBy(person).Where(a => a.DeletedAt == null).ToListAsync(cancel);
        foreach (var application in own.Where(a => !ApplicationStates.Ended.Contains(a.State)))
        {
            var notice = (await notices.Get(application.RevisionId, cancel)).Notice;
            var title = texts.Of(notice.TitleOf(application.Series, application.Specialty, application.Level));
            var due = application.Due is { Consequence: not DueConsequence.None } d ? d.At : (DateTimeOffset?)null;
            items.Add(Item(application, title, due) with { Hint = texts.Of(notice.ShortTitle) });
        }

        return items;
    }

    private static WaitingItem Item(Application application, string title, DateTimeOffset? due) => application.State switch
    {
        ApplicationState.Draft => new WaitingItem("填写{0}申报书", [title], $"/applications/{application.Id}", due) { Shape = Shape.Part, State = "填写中" },
        ApplicationState.Returned => new WaitingItem("改正被退回的{0}申报", [title], $"/applications/{application.Id}#remarks", due) { Shape = Shape.Fix, State = "要改正" },
        ApplicationState.Admitted => new WaitingItem("缴纳{0}评审费", [title], $"/applications/{application.Id}", due) { Shape = Shape.Near, State = "请缴费" },
        _ => new WaitingItem("{0}申报正在办理", [title], $"/applications/{application.Id}", null) { Shape = Shape.Wait, State = "等办理" },
    };
}
