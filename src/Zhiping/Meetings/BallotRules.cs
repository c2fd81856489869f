using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings;

/// <summary>Why a ballot, a count or a confirmation cannot be. (J3, J4, Order 40)</summary>
public static class BallotRules
{
    public static readonly Refusal NotPresiding = new("只有到会主持的主任委员或副主任委员可以办。");

    public static Refusal? CanOpen(Meeting meeting, Level level, int candidates, QuorumResult quorum, MeetingMember? presiding, bool recusalsOpen) =>
        MeetingRules.InState(meeting, MeetingState.Voting)
        ?? (presiding is not { Presides: true } ? NotPresiding
        : !quorum.Reached
            ? new Refusal("到会人数不够，不能投票：{0}。", quorum.Words) { Remedy = "请等到会人数达到法定人数，再核对到会。" }
        : candidates == 0 ? new Refusal("{0}没有要表决的材料。", Terms.Name(level))
        : recusalsOpen ? new Refusal("还有回避申请没有决定，不能投票。") { Remedy = "请先由办公室决定回避。" }
        : null);

    /// <summary>One ballot a candidate, by a member in the room who is not recused, all in one act, while the vote is open.</summary>
    public static Refusal? CanCast(BallotRound round, Elector? elector, bool hasVoted, IReadOnlyCollection<Guid> mine, IReadOnlyDictionary<Guid, BallotChoice> choices) =>
        elector is null ? new Refusal("点名时您没有到会，这一轮不能投票。") { Remedy = "不能代投，也不能补投。" }
        : hasVoted ? new Refusal("您已经投过票。票不能改，也不能再投。")
        : elector.AbstainedAt is not null ? new Refusal("主持人已宣布您这一轮弃权，不能再投票。")
        : !round.IsOpen ? new Refusal("这一轮投票已经结束，不能补投。")
        : choices.Keys.FirstOrDefault(id => !mine.Contains(id)) is var other && other != default
            ? new Refusal("有一份材料您不能投票：您已回避，或它不在这一轮。") { Remedy = "请刷新页面再投。" }
        : choices.Count < mine.Count
            ? new Refusal("还有{0}份材料没有选择。", mine.Count - choices.Count) { Remedy = "请对每一份材料选赞成、反对或弃权，一次投出。" }
        : null;

    public static Refusal? CanDeclareAbstaining(Elector elector, BallotRound round, bool presides, bool hasVoted, Act act) =>
        !presides ? NotPresiding
        : !round.IsOpen ? new Refusal("这一轮投票已经结束。") { IsConflict = true }
        : hasVoted ? new Refusal("这位专家已经投过票，不能再记为弃权。") { IsConflict = true }
        : elector.AbstainedAt is not null ? new Refusal("已经宣布这位专家弃权。") { IsConflict = true }
        : CommitteeRules.NeedsReason(act);

    public static Refusal? CanCount(BallotRound round, bool presides, int missing) =>
        !round.IsOpen ? new Refusal("这一轮已经计过票。") { IsConflict = true }
        : !presides ? NotPresiding
        : missing > 0 ? new Refusal("还有{0}人没有投。全部投完，或您宣布他们弃权后，才能结束。", missing)
        : null;

    public static Refusal? CanDecideTie(BallotRound round, IReadOnlyList<Guid> order, bool presides, IReadOnlyCollection<Guid> tied, Act act) =>
        round.IsOpen ? new Refusal("还没有计票。")
        : round.ConfirmedAt is not null ? new Refusal("结果已经确认，不能再改。") { IsConflict = true }
        : !presides ? NotPresiding
        : tied.Count == 0 ? new Refusal("没有要您决定的同票。")
        : order.Count != tied.Count || !order.ToHashSet().SetEquals(tied) ? new Refusal("请给每一份同票的材料排出先后。") { Field = "Order" }
        : CommitteeRules.NeedsReason(act);

    public static Refusal? CanConfirm(BallotRound round, bool presides, int tiesOpen) =>
        round.IsOpen ? new Refusal("还没有计票，不能确认结果。")
        : round.ConfirmedAt is not null ? new Refusal("结果已经确认过了。") { IsConflict = true }
        : !presides ? NotPresiding
        : tiesOpen > 0 ? new Refusal("还有{0}份材料同票同分，跨在通过率线上。", tiesOpen) { Remedy = "请先决定先后并写明理由。" }
        : null;
}
