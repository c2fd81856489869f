namespace Zhiping.Data;

/// <summary>The machine's own time, for what is never moved: sessions, tokens, codes by mail, signatures.</summary>
public sealed class RealClock(TimeProvider time)
{
    public TimeProvider Time { get; } = time;

    public DateTimeOffset Now => Time.Now();
}
