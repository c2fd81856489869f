using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications;

/// <summary>What is known of the pages that were uploaded to an application. Answered by the folder that keeps the pages.</summary>
public interface IPageFacts
{
    Task<IReadOnlyList<PageFact>> Of(Guid applicationId, CancellationToken cancel);
}

/// <summary>One remark of a return: where, what is wrong, the clause it rests on.</summary>
public sealed record RemarkShown(Guid Id, string Section, string? Entry, string? Field, string? Slot, int? Page, string Text, ClauseRef? Clause)
{
    /// <summary>The place in words, as the office saw it.</summary>
    public string? Where { get; init; }

    /// <summary>What the office asks the applicant to do.</summary>
    public string? Remedy { get; init; }

    /// <summary>Why the remark is made only now, on something that stood unchanged at the return before. (F3)</summary>
    public string? WhyNew { get; init; }
}

/// <summary>The return that a correction answers.</summary>
public sealed record ReturnShown(Guid Id, Guid ByBodyId, DateTimeOffset At, string Opinion, IReadOnlyList<RemarkShown> Remarks);

/// <summary>The returns of an application. Answered by the folder that reviews.</summary>
public interface IReturnsOf
{
    /// <summary>The last return, whether it was answered since or not; null when there was none.</summary>
    Task<ReturnShown?> Last(Guid applicationId, CancellationToken cancel);
}

/// <summary>
/// What the check page shows besides the notice's own findings, because a reviewer may return for it: hints about pages, which nobody but a person
/// can decide. Answered by the folders that know pages.
/// </summary>
public interface IPageWarnings
{
    /// <summary>What is checked, shown as passed where nothing is found.</summary>
    PassedCheck Name { get; }

    Task<IReadOnlyList<Finding>> Of(OpenApplication open, CancellationToken cancel);
}

/// <summary>Holds while no folder keeps pages.</summary>
internal sealed class NoPages : IPageFacts
{
    public Task<IReadOnlyList<PageFact>> Of(Guid applicationId, CancellationToken cancel) => Task.FromResult<IReadOnlyList<PageFact>>([]);
}

/// <summary>Holds while no folder reviews.</summary>
internal sealed class NoReturns : IReturnsOf
{
    public Task<ReturnShown?> Last(Guid applicationId, CancellationToken cancel) => Task.FromResult<ReturnShown?>(null);
}
