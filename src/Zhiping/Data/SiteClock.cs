namespace Zhiping.Data;

/// <summary>
/// Site time: the machine's time moved by an offset that was fixed when the database was born. It runs on and never back.
/// Sessions, tokens and signatures use <see cref="TimeProvider.System"/>; everything that a notice speaks of uses this.
/// </summary>
public sealed class SiteClock(TimeSpan offset) : TimeProvider
{
    public TimeSpan Offset { get; } = offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
