namespace Zhiping.Web;

/// <summary>
/// A page that asks before an act that others will see: <c>&lt;partial name="_Confirm" model="…" /&gt;</c>. All words are in the reader's language already.
/// </summary>
/// <param name="Title">The question in short.</param>
/// <param name="Question">What will happen, and to whom it will show.</param>
/// <param name="Button">The verb with its object.</param>
/// <param name="Back">Where no leads.</param>
public sealed record ConfirmPage(string Title, string Question, string Button, string Back)
{
    /// <summary>Everything that will be sent.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    /// <summary>Fields posted along.</summary>
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];

    /// <summary>True for what cannot be undone.</summary>
    public bool Dangerous { get; init; }
}
