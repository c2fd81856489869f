using System.Security.Cryptography;

namespace Zhiping.Meetings;

/// <summary>Where the seed of a draw comes from: chance. A played season brings seeds of its own, so that it comes out the same again.</summary>
public class DrawSeeds
{
    /// <summary>32 bytes that nobody knew before.</summary>
    public virtual byte[] Next() => RandomNumberGenerator.GetBytes(32);
}
