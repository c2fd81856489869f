namespace Zhiping.Data;

/// <summary>Who does something, for which body, at which instant and why. Every verb takes one; its history entry is made from it.</summary>
/// <param name="By">The person; null when the platform itself records that a deadline has passed.</param>
/// <param name="ForBody">The body the person acts for; null for applicants acting for themselves.</param>
/// <param name="At">Stamped once, when the last byte of the request had been read; decides every deadline of that request.</param>
/// <param name="Reason">Given where the verb asks for one.</param>
public sealed record Act(Guid? By, Guid? ForBody, DateTimeOffset At, string? Reason = null)
{
    /// <summary>The platform's own act, dated at the instant of the deadline it records.</summary>
    public static Act OfPlatform(DateTimeOffset at, string? reason = null) => new(null, null, at, reason);
}

/// <summary>The one instant of a request. First read after the body was read, then kept, however long a lock is waited for.</summary>
public sealed class RequestInstant(TimeProvider clock)
{
    private DateTimeOffset? at;

    /// <summary>In whole microseconds, as PostgreSQL keeps it, so that a hash over it survives the round trip.</summary>
    public DateTimeOffset At => at ??= clock.Now();
}

/// <summary>The clock, rounded to what the database can keep.</summary>
public static class Clock
{
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % 10), now.Offset).ToUniversalTime();
    }
}
