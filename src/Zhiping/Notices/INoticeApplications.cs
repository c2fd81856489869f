using Zhiping.Policy.Forms;

namespace Zhiping.Notices;

/// <summary>The applications under a notice, as whoever changes the notice needs them. The folder of applications answers.</summary>
public interface INoticeApplications
{
    /// <summary>How many a simulation would look at.</summary>
    Task<int> Count(string noticeId, CancellationToken cancel);

    /// <summary>What each application says now: its last submission, or its draft while nothing was submitted.</summary>
    IAsyncEnumerable<(Guid Id, ApplicationDocument Document)> Of(string noticeId, CancellationToken cancel);

    /// <summary>How many a change of one part of the notice touches, by the name of the part, such as windows; a part that is not named touches all under way.</summary>
    Task<TouchedApplications> Touched(string noticeId, CancellationToken cancel);
}

/// <summary>Applications by the step that they have not passed yet.</summary>
public sealed record TouchedApplications(int UnderWay, int Drafts, int NotArrived, int Returned, int NotPaid, int NotScored, int Senior)
{
    public static readonly TouchedApplications None = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>How many a change of that part touches.</summary>
    public int By(string area) => area switch
    {
        "windows" or "routes" => NotArrived,
        "returns" => Returned,
        "fees" or "payment" => NotPaid,
        "passCaps" => Senior,
        "scoringStandards" or "defence" or "meeting" => NotScored,
        "form" or "checks" or "pledge" => Drafts,
        _ => UnderWay,
    };
}
