using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Notices;
using Terms = Zhiping.Policy.Notices.UnitPublicity;

namespace Zhiping.Publicity;

/// <summary>Why something cannot be done at the unit. Pure: the page shows the refusal, the verb throws the same one.</summary>
public static class PublicityRules
{
    /// <summary>
    /// The earliest last day. A first day that has already begun does not count (Civil Code 201), nor does one that is not worked;
    /// then as many working days as the notice says. (F2, B1b)
    /// </summary>
    public static DateOnly EarliestEnd(DateOnly from, DateTimeOffset at, int workingDays, WorkCalendar calendar) =>
        from <= Beijing.Day(at) ? calendar.AddWorkingDays(from, workingDays) : calendar.PublicityRange(from, workingDays).End;

    /// <summary>The working days of a range that count.</summary>
    public static int CountedDays(DateOnly from, DateOnly to, DateTimeOffset at, WorkCalendar calendar)
    {
        var count = 0;
        for (var day = from <= Beijing.Day(at) ? from.AddDays(1) : from; day <= to; day = day.AddDays(1))
        {
            count += calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The publicity that a recommendation of this submission rests on, if there is one. (F2: a correction repeats it only where the notice says so)</summary>
    public static UnitPublicity? That(IEnumerable<UnitPublicity> ofApplication, Submission submission, Terms terms) => ofApplication
        .Where(p => p.Counts && (!terms.RepeatOnCorrection || p.SubmissionId == submission.Id))
        .MaxBy(p => p.StartedAt);

    public static Refusal? CanStart(
        Application application, DateTimeOffset at, UnitPublicity? existing, DateOnly from, DateOnly to, PublicityText text, Notice notice)
    {
        if (application.State != ApplicationState.AtUnit)
        {
            return ApplicationRules.WrongState(application);
        }

        if (ApplicationRules.Lapsed(application, at) is { } lapsed)
        {
            return lapsed;
        }

        if (existing is not null)
        {
            return new Refusal("这份申报已经公示，时间是{0}至{1}。", Beijing.Date(existing.From), Beijing.Date(existing.To))
            {
                Remedy = "一人一张公示，不用再开始一次。公示内容有错的，请先撤下原来的公示。",
                Clause = notice.UnitPublicity.Clause,
                IsConflict = true,
            };
        }

        var today = Beijing.Day(at);
        if (from < today)
        {
            return new Refusal("公示不能从过去的日子算起。") { Field = "From", Remedy = "请填今天或以后的日期。" };
        }

        var earliest = EarliestEnd(from, at, notice.UnitPublicity.WorkingDays, notice.Calendar);
        return to < earliest
            ? new Refusal("公示不少于{0}个工作日，从{1}算起，最早到{2}结束。", notice.UnitPublicity.WorkingDays, Beijing.Date(from), Beijing.Date(earliest))
            {
                Field = "To",
                Remedy = from == today ? "今天已经过了一部分，不算在内。请把结束日期往后改。" : "节假日和周末不算，调休上班的算。请把结束日期往后改。",
                Clause = notice.UnitPublicity.Clause,
            }
            : Missing(text);
    }

    public static Refusal? CanRecordObjection(UnitPublicity publicity, string from, string content) =>
        publicity.StoppedAt is not null ? new Refusal("这次公示已经撤下。") { IsConflict = true }
        : publicity.EndedAt is not null ? new Refusal("公示结果已经登记，不能再登记异议。") { Remedy = "新的异议请向评审委员会办公室或监督电话反映。", IsConflict = true }
        : string.IsNullOrWhiteSpace(from) ? new Refusal("请填写反映人，不愿具名的写“匿名”。") { Field = "ObjectionFrom" }
        : string.IsNullOrWhiteSpace(content) ? new Refusal("请填写反映的内容。") { Field = "ObjectionContent" }
        : null;

    public static Refusal? CanSettle(PublicityObjection objection, string finding) =>
        objection.SettledAt is not null ? new Refusal("这条异议已经有核查结论。") { IsConflict = true }
        : string.IsNullOrWhiteSpace(finding) ? new Refusal("请写明核查结论。") { Field = "Finding" }
        : null;

    /// <summary>The last day counts to its end: the result cannot be recorded before 24:00. (F2)</summary>
    public static Refusal? CanEnd(UnitPublicity publicity, DateTimeOffset at, PublicityOutcome outcome) =>
        publicity.StoppedAt is not null ? new Refusal("这次公示已经撤下。") { IsConflict = true }
        : publicity.EndedAt is not null ? new Refusal("公示结果已经登记。") { IsConflict = true }
        : StillRunning(publicity, at, null) is { } running ? running
        : publicity.Objections.FirstOrDefault(o => o.SettledAt is null) is not null
            ? new Refusal("还有异议没有核查结论。") { Remedy = "请先逐条写明核查结论，再登记公示结果。" }
        : outcome == PublicityOutcome.NoObjection && publicity.Objections.Count > 0
            ? new Refusal("公示期间登记了{0}条异议，结果不能写“无异议”。", publicity.Objections.Count) { Field = "Outcome" }
        : outcome != PublicityOutcome.NoObjection && publicity.Objections.Count == 0
            ? new Refusal("没有登记异议，结果应为“无异议”。") { Field = "Outcome", Remedy = "有异议的，请先登记异议和核查结论。" }
        : null;

    public static Refusal? CanStop(UnitPublicity publicity, Act act) =>
        publicity.StoppedAt is not null ? new Refusal("这次公示已经撤下。") { IsConflict = true }
        : publicity.EndedAt is not null ? new Refusal("公示结果已经登记，不能再撤下。") { IsConflict = true }
        : string.IsNullOrWhiteSpace(act.Reason) ? new Refusal("撤下公示要写明原因。") { Field = "StopReason" }
        : null;

    /// <summary>A unit recommends no more people than it has vacant posts of the level, where the notice binds it to them. (F2)</summary>
    public static Refusal? BeyondPosts(PostQuota? quota, Posts? posts) =>
        quota is not { Severity: RuleSeverity.MustFix } ? posts?.Vacancies is < 0 or > 9999 ? WrongVacancies : null
        : posts?.Vacancies is not { } vacant ? new Refusal("请填写本单位这一级别的空缺岗位数。") { Field = "Vacancies", Clause = quota.Clause }
        : vacant is < 0 or > 9999 ? WrongVacancies
        : posts.Recommended >= vacant
            ? new Refusal("本单位这一级别有{0}个空缺岗位，已推荐{1}人，不能再推荐。", vacant, posts.Recommended)
            {
                Field = "Vacancies", Clause = quota.Clause, Remedy = "空缺数有变化的，请改填后再推荐；没有空缺的，请退回申报人并说明。",
            }
        : null;

    private static readonly Refusal WrongVacancies = new("空缺岗位数应为0至9999的整数。") { Field = "Vacancies" };

    /// <summary>The unit recommends after the publicity has ended without an objection that holds, in the prescribed words. (F2)</summary>
    public static Refusal? CanRecommend(Application application, DateTimeOffset at, UnitPublicity? publicity, Terms terms, bool wordsConfirmed)
    {
        if (!ApplicationStates.Allows(application.State, ApplicationVerb.Recommend))
        {
            return ApplicationRules.WrongState(application);
        }

        if (ApplicationRules.Lapsed(application, at) is { } lapsed)
        {
            return lapsed;
        }

        if (publicity is null)
        {
            return new Refusal("还没有在本单位公示，不能推荐。")
            {
                Remedy = "请先公示不少于{0}个工作日，公示无异议的再推荐。",
                RemedyArgs = [terms.WorkingDays],
                Clause = terms.Clause,
            };
        }

        if (StillRunning(publicity, at, terms) is { } running)
        {
            return running;
        }

        return publicity.EndedAt is null
            ? new Refusal("公示已经结束，还没有登记公示结果。") { Remedy = "请先登记公示结果，再推荐。", Clause = terms.Clause }
            : !wordsConfirmed
                ? new Refusal("请确认单位意见的原话。") { Field = "WordsConfirmed", Remedy = "请读一遍意见，同意后勾选。谁审核，谁负责。", Clause = terms.OpinionClause }
                : null;
    }

    private static Refusal? StillRunning(UnitPublicity publicity, DateTimeOffset at, Terms? terms) => at < publicity.EndsAt
        ? new Refusal("公示到{0}（北京时间）才结束，现在还不能办。", Beijing.Full(publicity.EndsAt))
        {
            Remedy = "请在公示结束后再来，系统会在首页提醒您。",
            Clause = terms?.Clause,
        }
        : null;

    private static Refusal? Missing(PublicityText text) =>
        string.IsNullOrWhiteSpace(text.Conduct) ? new Refusal("请填写思想政治条件，没有内容请写“无”。") { Field = "Conduct" }
        : string.IsNullOrWhiteSpace(text.Achievements) ? new Refusal("请填写业绩成果，没有内容请写“无”。") { Field = "Achievements" }
        : string.IsNullOrWhiteSpace(text.Office) ? new Refusal("请填写受理异议的办公室。") { Field = "Office" }
        : string.IsNullOrWhiteSpace(text.Phone) ? new Refusal("请填写监督电话。") { Field = "Phone" }
        : null;
}
