using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>
/// The second step of a person's sign-in, for those who want one: an authenticator app, and eight recovery codes that are each good once.
/// It begins to count when the first code from the app was right.
/// </summary>
public sealed class SecondStep
{
    public const int RecoveryCodes = 8;

    private SecondStep()
    {
    }

    public SecondStep(Guid personId, byte[] sealedSecret)
    {
        PersonId = personId;
        SealedSecret = sealedSecret;
    }

    public Guid PersonId { get; private set; }

    public byte[] SealedSecret { get; private set; } = [];

    /// <summary>Null until a code from the app was right; until then nothing is asked at the sign-in.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The last step whose code was used.</summary>
    public long LastStep { get; private set; }

    /// <summary>HMACs of the codes that were not used yet.</summary>
    public byte[][] Recovery { get; private set; } = [];

    public uint Version { get; private set; }

    /// <summary>Starts over with another secret, before it counts.</summary>
    public void Renew(byte[] sealedSecret) => SealedSecret = sealedSecret;

    /// <summary>From now on it is asked for.</summary>
    public void Confirm(DateTimeOffset at, long step, byte[][] recovery)
    {
        ConfirmedAt = at;
        LastStep = step;
        Recovery = recovery;
    }

    /// <summary>New recovery codes; those before are worth nothing.</summary>
    public void Replace(byte[][] recovery) => Recovery = recovery;

    public void Use(long step) => LastStep = step;

    /// <summary>Uses one up; false when it is none of them.</summary>
    public bool UseRecovery(byte[] hash)
    {
        var left = Recovery.Where(code => !System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(code, hash)).ToArray();
        var isOne = left.Length < Recovery.Length;
        Recovery = left;
        return isOne;
    }
}
