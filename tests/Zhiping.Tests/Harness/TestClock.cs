namespace Zhiping.Tests.Harness;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    /// <summary>The instant it shows; may be set to any other.</summary>
    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _ticks, value.UtcTicks);
    }

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <summary>Sets it to a wall clock in Beijing: <c>clock.SetBeijing(2024, 8, 30, 18)</c>.</summary>
    public void SetBeijing(int year, int month, int day, int hour = 0, int minute = 0)
        => Now = new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    public override DateTimeOffset GetUtcNow() => Now;
}
