using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Quantities;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Certificates.Results;

/// <summary>Who passed is shown publicly for at least five working days, and objections are taken. (会议公示, J5)</summary>
public sealed class ResultPublicity : Recorded
{
    private ResultPublicity()
    {
    }

    /// <summary>Publishes it at the act's instant; it runs by the working days of the notice's calendar.</summary>
    public ResultPublicity(Act act, Meeting meeting, Notice notice, string committeeName, int passed)
    {
        RefusalException.ThrowIf(ResultRules.CanPublish(meeting, passed));
        Id = Ids.Blind();
        MeetingId = meeting.Id;
        BodyId = meeting.BodyId;
        NoticeId = meeting.NoticeId;
        RevisionId = meeting.RevisionId;
        CommitteeName = committeeName;
        var days = notice.Calendar.PublicityRange(Beijing.Day(act.At), notice.ResultPublicity.WorkingDays);
        FirstDay = days.Start;
        LastDay = days.End;
        WorkingDays = notice.ResultPublicity.WorkingDays;
        StartsAt = act.At;
        EndsAt = SiteTime.EndOf(days.End);
        ClauseDocument = notice.ResultPublicity.Clause?.Document;
        ClausePath = notice.ResultPublicity.Clause?.Path;
        PublishedBy = act.By!.Value;
        Record(act, "PublishResult", ("meeting", meeting.Id), ("until", EndsAt.ToString("O")), ("count", passed));
    }

    public override string SubjectKind => "result-publicity";

    public Guid MeetingId { get; private set; }

    public Guid BodyId { get; private set; }

    public string NoticeId { get; private set; } = "";

    public Guid RevisionId { get; private set; }

    public string CommitteeName { get; private set; } = "";

    public DateOnly FirstDay { get; private set; }

    /// <summary>Included.</summary>
    public DateOnly LastDay { get; private set; }

    public int WorkingDays { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>24:00 of the last day.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public string? ClauseDocument { get; private set; }

    public string? ClausePath { get; private set; }

    public Guid PublishedBy { get; private set; }

    public ClauseRef? Clause => ClauseDocument is null ? null : new ClauseRef(ClauseDocument, ClausePath!);

    public bool IsOpen(DateTimeOffset at) => at >= StartsAt && at < EndsAt;
}

/// <summary>One person on the public list: name, unit, specialty, title, level; no number, no rank, no ethnic group.</summary>
public sealed class ResultEntry
{
    private ResultEntry()
    {
    }

    public ResultEntry(ResultPublicity publicity, Application application, string name, string unitName, LocalText title)
    {
        Id = Ids.Blind();
        PublicityId = publicity.Id;
        ApplicationId = application.Id;
        Name = name;
        UnitName = unitName;
        Series = application.Series;
        Specialty = application.Specialty;
        Level = application.Level;
        TitleZh = title.Zh;
        TitleEn = title.En;
    }

    /// <summary>Random: it stands in the form for objections.</summary>
    public Guid Id { get; private set; }

    public Guid PublicityId { get; private set; }

    public Guid ApplicationId { get; private set; }

    public string Name { get; private set; } = "";

    public string UnitName { get; private set; } = "";

    public string Series { get; private set; } = "";

    public string Specialty { get; private set; } = "";

    public Level Level { get; private set; }

    public string TitleZh { get; private set; } = "";

    public string TitleEn { get; private set; } = "";

    public LocalText Title => new(TitleZh, TitleEn);
}
