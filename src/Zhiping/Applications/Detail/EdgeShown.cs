using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications.Detail;

/// <summary>The edge that the applicant can miss now, in words: what must have happened by then and what follows.</summary>
public sealed record EdgeShown(OpenApplication Open, DateTimeOffset Now, bool Slim)
{
    private Notice Notice => Open.Notice.Notice;

    private Application Application => Open.Application;

    private EndedBy EndedBy => Notice.Windows.Application.For(Application.Placing).EndedBy;

    /// <summary>Null where nothing runs out.</summary>
    public DueDate? Due => Application.Due is { Consequence: not DueConsequence.None } due ? due : null;

    /// <summary>True when the edge is that of the application window, false when it is that of a return.</summary>
    public bool IsWindow => Due is { } due && due.At == Application.ArriveBy.At;

    /// <summary>Chinese text and key.</summary>
    public string What => Due is null ? ""
        : IsWindow ? EndedBy switch
        {
            EndedBy.SubmitByApplicant => "须由您提交",
            EndedBy.RecommendationByUnit => "须由单位推荐上报",
            EndedBy.Payment => "须缴清评审费",
            _ => "须到达评审委员会",
        }
        : Application.State == ApplicationState.Admitted ? "须缴纳评审费"
        : Notice.Returns.Binds == ReturnBinds.Submit ? "须改正并重新提交" : "须改正并再次到达评审委员会";

    /// <summary>Chinese text and key.</summary>
    public string? Then => Due?.Consequence switch
    {
        DueConsequence.Forfeited => "视为放弃",
        DueConsequence.NotAccepted => "不予受理",
        _ => null,
    };

    /// <summary>The one thing that people get wrong about this edge; Chinese text and key.</summary>
    public string? Mind => IsWindow && EndedBy == EndedBy.ArrivalAtCommittee
        ? "看的是到达评审委员会的时间，不是您点“提交”的时间。" : null;
}
