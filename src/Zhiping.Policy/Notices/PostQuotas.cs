namespace Zhiping.Policy.Notices;

/// <summary>Posts (岗位数额): a unit recommends for each level no more people than it has vacant posts, or is told when it does.</summary>
public sealed record PostQuota : PlacedItem
{
    public required string Id { get; init; }

    /// <summary>MustFix: beyond the vacant posts the unit cannot recommend. Mind: it is told and may.</summary>
    public required RuleSeverity Severity { get; init; }
}
