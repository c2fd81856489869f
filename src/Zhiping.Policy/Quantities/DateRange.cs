namespace Zhiping.Policy.Quantities;

/// <summary>Calendar days from <see cref="Start"/> to <see cref="End"/>, both included. A range is never empty.</summary>
public readonly record struct DateRange
{
    public DateRange(DateOnly start, DateOnly end)
    {
        if (end < start)
        {
            throw new ArgumentOutOfRangeException(nameof(end), end, "A range ends on or after its first day.");
        }

        Start = start;
        End = end;
    }

    public DateOnly Start { get; }

    public DateOnly End { get; }

    public int Days => End.DayNumber - Start.DayNumber + 1;

    public bool Contains(DateOnly day) => day >= Start && day <= End;

    public bool Overlaps(DateRange other) => Start <= other.End && other.Start <= End;

    public override string ToString() => $"{Start:yyyy-MM-dd}/{End:yyyy-MM-dd}";
}
