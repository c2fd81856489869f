namespace Zhiping.Demo;

/// <summary>The clock of a played season: stands still until the next event and never goes back.</summary>
public sealed class SeasonClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start.ToUniversalTime();

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Moves on to an instant; an earlier one is an error of the script.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant < now)
        {
            throw new InvalidOperationException($"The season is at {now:O} and cannot go back to {instant:O}.");
        }

        now = instant.ToUniversalTime();
    }
}
