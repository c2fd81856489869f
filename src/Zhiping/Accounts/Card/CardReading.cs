using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>How what a person typed stands to the identity card that was shown. (A2)</summary>
public enum CardCheck
{
    /// <summary>No card was shown at registration.</summary>
    NotShown,

    /// <summary>Name and number are those that the machine read.</summary>
    Agrees,

    /// <summary>They are others, and the person said why.</summary>
    Differs,

    /// <summary>The pictures could not be read; that is nobody's fault and no obstacle.</summary>
    Unreadable,
}

/// <summary>What is the matter with the picture of one side.</summary>
public enum CardProblem
{
    None,

    /// <summary>It was not given.</summary>
    Missing,

    /// <summary>No picture, or a broken one.</summary>
    CannotOpen,

    TooSmall,

    Dark,

    Blurred,

    Glare,

    /// <summary>A picture, but no such side of a card on it.</summary>
    NotThisSide,
}

/// <summary>What the machine read on a card.</summary>
/// <param name="Name">As it stands there; null where it could not be read.</param>
/// <param name="Number">Eighteen characters with the right check digit; null where none could be read.</param>
/// <param name="ValidUntil">The last day of its validity; null where it holds for ever or could not be read.</param>
/// <param name="Front">What is the matter with the side with the portrait.</param>
/// <param name="Back">What is the matter with the side with the emblem.</param>
public sealed record CardFound(string? Name, string? Number, DateOnly? ValidUntil, CardProblem Front, CardProblem Back)
{
    /// <summary>Whether there is anything to compare with.</summary>
    public bool IsRead => Name is not null || Number is not null;

    /// <summary>How what was typed stands to what was read; only what was read can differ.</summary>
    public CardCheck Compare(string? name, string? number) =>
        !IsRead ? CardCheck.Unreadable
        : (Number is not null && Number != IdentityNumber.Normalise(number)) || (Name is not null && CardText.Plain(Name) != CardText.Plain(name)) ? CardCheck.Differs
        : Number is null ? CardCheck.Unreadable
        : CardCheck.Agrees;
}

/// <summary>
/// Both sides of a card on their way through the reader. The pictures are sealed while they wait and deleted as soon as they are read;
/// what was read is sealed and forgotten after an hour, or when the registration is sent.
/// </summary>
public sealed class CardReading
{
    private CardReading()
    {
    }

    public CardReading(DateTimeOffset now, byte[] sealedTyped, byte[] sealedFront, byte[]? sealedBack)
    {
        Id = Ids.Blind();
        SealedTyped = sealedTyped;
        SealedFront = sealedFront;
        SealedBack = sealedBack;
        BegunAt = now;
        ExpiresAt = now + TimeSpan.FromHours(1);
    }

    /// <summary>Random: it stands in the address of the registration.</summary>
    public Guid Id { get; private set; }

    /// <summary>What stood in the form beside the pictures.</summary>
    public byte[] SealedTyped { get; private set; } = [];

    public byte[]? SealedFront { get; private set; }

    public byte[]? SealedBack { get; private set; }

    public byte[]? SealedFound { get; private set; }

    public DateTimeOffset BegunAt { get; private set; }

    public DateTimeOffset? ReadAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Keeps what was read and lets the pictures go.</summary>
    public void Take(DateTimeOffset now, byte[] sealedFound)
    {
        SealedFound = sealedFound;
        SealedFront = null;
        SealedBack = null;
        ReadAt = now;
    }
}
