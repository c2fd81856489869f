using Zhiping.Data;
using Zhiping.Policy.Evaluation;

namespace Zhiping.Meetings;

/// <summary>Why something cannot be done about a defence.</summary>
public static class DefenceRules
{
    public static Refusal? CanAnnounce(Meeting meeting, DateTimeOffset startsAt, string place, DateTimeOffset now) =>
        meeting.State is MeetingState.Voting or MeetingState.Closed ? MeetingRules.InState(meeting, MeetingState.Reading)
        : string.IsNullOrWhiteSpace(place) ? new Refusal("请填写答辩的地点。") { Field = "Place" }
        : startsAt <= now ? new Refusal("答辩时间{0}已经过了。", Beijing.Full(startsAt)) { Field = "StartsAt" }
        : null;

    public static Refusal? CanDecline(DefenceEntry entry, Meeting meeting, bool mayDecline) =>
        entry.ExemptionId is null ? new Refusal("您没有免答辩，不用放弃。")
        : !mayDecline ? new Refusal("这个通知没有说可以放弃免答辩。")
        : entry.DeclinedAt is not null ? new Refusal("您已经放弃免答辩了。") { IsConflict = true }
        : meeting.State is MeetingState.Voting or MeetingState.Closed ? new Refusal("答辩已经结束，不能再放弃免答辩。")
        : null;

    /// <summary>Only members who sit and are not recused score; once each; from 0 to the full points.</summary>
    public static Refusal? CanScore(DefenceEntry entry, Meeting meeting, bool recused, bool alreadyScored, decimal points, decimal full) =>
        MeetingRules.InState(meeting, MeetingState.Defence)
        ?? (recused ? new Refusal("您已回避这份材料，不能给它的答辩打分。")
        : entry.IsExempt ? new Refusal("这份材料免答辩，不用打分。")
        : entry.AbsentAt is not null ? new Refusal("这份材料的申报人没有到场，不能打分。")
        : alreadyScored ? new Refusal("您已经给这次答辩打过分，提交后不能再改。")
        : points < 0 || points > full || decimal.Round(points, 2) != points
            ? new Refusal("答辩分应在0到{0}之间，最多两位小数。", full) { Field = "Points" }
        : null);

    public static Refusal? CanMarkAbsent(DefenceEntry entry, int scores) =>
        entry.IsExempt ? new Refusal("这份材料免答辩，不用到场。")
        : scores > 0 ? new Refusal("已经有专家给这次答辩打分，不能记为没有到场。")
        : entry.AbsentAt is not null ? new Refusal("已经记为没有到场。") { IsConflict = true }
        : null;

    public static Refusal? CanDecide(DefenceEntry entry, DefenceOrigin origin, decimal value, Act act) =>
        origin != DefenceOrigin.CommitteeDecides ? new Refusal("这份材料的答辩分有据可算，不由评委会另定。")
        : value is < 0 or > 100 || decimal.Round(value, 2) != value ? new Refusal("答辩分应在0到{0}之间，最多两位小数。", 100m) { Field = "Value" }
        : Committees.CommitteeRules.NeedsReason(act);

    /// <summary>Whether nothing more is to come before the vote.</summary>
    public static bool IsSettled(DefenceEntry entry, DefenceOrigin origin) =>
        origin switch
        {
            DefenceOrigin.Defended or DefenceOrigin.ExemptAverage or DefenceOrigin.ExemptPass or DefenceOrigin.NotRequired => true,
            DefenceOrigin.CommitteeDecides => entry.DecidedAt is not null,
            DefenceOrigin.Absent => entry.AbsentAt is not null,
        };
}
