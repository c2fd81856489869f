using Zhiping.Policy.Quantities;

namespace Zhiping.Data;

/// <summary>
/// Why something cannot be done: what is wrong, what to do about it, and the clause it rests on.
/// The page shows it beside the disabled button; the verb throws the same object.
/// </summary>
/// <param name="Sentence">Chinese text, also the key of the English one; may hold {0} placeholders.</param>
/// <param name="Args">Values of the placeholders, already in words.</param>
public sealed record Refusal(string Sentence, params object[] Args)
{
    /// <summary>What the reader should do now; Chinese text and key as well.</summary>
    public string? Remedy { get; init; }

    public object[] RemedyArgs { get; init; } = [];

    public ClauseRef? Clause { get; init; }

    /// <summary>The form field it points at, if one.</summary>
    public string? Field { get; init; }

    /// <summary>Somebody else was first, so the page shows what changed instead of an error of the reader's.</summary>
    public bool IsConflict { get; init; }

    public override string ToString() => string.Format(Sentence, Args);
}

/// <summary>Thrown by a verb that may not happen; a page filter turns it into the page with its error summary.</summary>
public sealed class RefusalException(Refusal refusal) : Exception(refusal.ToString())
{
    public Refusal Refusal { get; } = refusal;

    /// <summary>Throws when there is a refusal.</summary>
    public static void ThrowIf(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new RefusalException(refusal);
        }
    }
}
