using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Portals;

/// <summary>Where a notice and its clauses stand in the portal, and its conditions in words.</summary>
public static class NoticeWords
{
    public static string Address(Notice notice) => "/notices/" + notice.Id;

    /// <summary>The element id of a clause's text on the notice's page.</summary>
    public static string Anchor(string path) => "c-" + path.Replace(' ', '-').Replace(':', '-');

    public static string AddressOf(Notice notice, string path) => Address(notice) + "#" + Uri.EscapeDataString(Anchor(path));

    /// <summary>What must have happened by a window's end; Chinese text and key.</summary>
    public static string Must(EndedBy endedBy) => endedBy switch
    {
        EndedBy.SubmitByApplicant => "须由本人提交",
        EndedBy.RecommendationByUnit => "须由单位推荐上报",
        EndedBy.ArrivalAtCommittee => "须到达评审委员会",
        EndedBy.Payment => "须缴清评审费",
        EndedBy.PaperArrival => "须交到纸质材料",
        EndedBy.ReviewDecision => "须审核完毕",
        EndedBy.Issue => "须印发",
        EndedBy.None => "截止",
        _ => throw new ArgumentOutOfRangeException(nameof(endedBy), endedBy, "Not an act."),
    };

    /// <summary>What follows when a window has passed; null where the notice does not say. Chinese text and key.</summary>
    public static string? Then(Consequence consequence) => consequence switch
    {
        Consequence.NotSaid => null,
        Consequence.Forfeited => "视为放弃",
        Consequence.NotAccepted => "不予受理",
        Consequence.NotRecognised => "不予认可",
        _ => throw new ArgumentOutOfRangeException(nameof(consequence), consequence, "Not a consequence."),
    };

    public static string Round(CapRounding rounding) => rounding switch
    {
        CapRounding.Down => "名额不足1人的舍去",
        CapRounding.Nearest => "名额四舍五入",
        CapRounding.Up => "名额不足1人的按1人",
        _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "Not a rounding."),
    };

    public static string Of(CapBase capBase) => capBase switch
    {
        CapBase.PutToVote => "以提交表决的人数为基数",
        CapBase.Admitted => "以审核通过的人数为基数",
        CapBase.Defended => "以参加答辩和免答辩的人数为基数",
        _ => throw new ArgumentOutOfRangeException(nameof(capBase), capBase, "Not a base."),
    };

    public static string Of(PaymentMethod method) => method switch
    {
        PaymentMethod.QrCode => "扫码",
        PaymentMethod.BankTransfer => "银行转账",
        PaymentMethod.ByUnitWithPaper => "单位随纸质材料代缴",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Not a method."),
    };

    public static string Of(AssumptionKind kind) => kind switch
    {
        AssumptionKind.Assumed => "通知没有写明，由平台设定",
        AssumptionKind.Inferred => "原文不清，推断",
        AssumptionKind.StandIn => "借用其他年度的通知",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind."),
    };

    /// <summary>The levels that can be applied for in a specialty with their titles, from the lowest up.</summary>
    public static string Titles(Texts texts, Specialty specialty) => texts.Join(specialty.Titles.OrderBy(x => x.Key)
        .Where(x => !specialty.ByExam.Contains(x.Key))
        .Select(x => texts.Plain("{0}（{1}）", x.Value, Terms.Name(x.Key))));
}
