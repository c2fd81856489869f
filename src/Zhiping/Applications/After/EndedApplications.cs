using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Notices;

namespace Zhiping.Applications;

/// <summary>How a person's applications ended, for the first page: the newest first.</summary>
public sealed class EndedApplications(AppDb db, NoticeStore notices, Texts texts)
{
    private const int Most = 5;

    public async Task<IReadOnlyList<WaitingItem>> Of(Guid person, CancellationToken cancel)
    {
        var ended = await db.Applications().AsNoTracking().OwnedBy(person).Where(a => a.DeletedAt == null && ApplicationStates.Ended.Contains(a.State))
            .OrderByDescending(a => a.Year).ThenByDescending(a => a.MovedAt).Take(Most).ToListAsync(cancel);
        var items = new List<WaitingItem>();
        foreach (var application in ended)
        {
            var notice = (await notices.Get(application.RevisionId, cancel)).Notice;
            var title = texts.Of(notice.TitleOf(application.Series, application.Specialty, application.Level));

            // A deadline is recorded at its own instant, so that the instant of the move is the deadline that passed.
            var why = application.State == ApplicationState.Forfeited ? texts.Plain("已过{0}（北京时间），视为放弃。", Beijing.Full(application.MovedAt)) : texts.Of(notice.ShortTitle);
            items.Add(new WaitingItem("{0}（{1}年度）", [title, application.Year], $"/applications/{application.Id}", null)
            {
                Hint = why,
                Shape = ApplicationStates.ShapeOf(application.State),
                State = texts.Of(ApplicationStates.ApplicantLabel(application.State)),
            });
        }

        return items;
    }
}
