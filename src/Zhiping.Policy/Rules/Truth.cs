namespace Zhiping.Policy.Rules;

/// <summary>The three values of a condition. Unknown is 'cannot be judged yet', never pass or fail.</summary>
public enum Truth
{
    No = 0,
    Unknown = 1,
    Yes = 2,
}

public static class Truths
{
    public static Truth Not(Truth value) => (Truth)(2 - (int)value);

    public static Truth From(bool value) => value ? Truth.Yes : Truth.No;

    /// <summary>The least of all: No beats Unknown beats Yes.</summary>
    public static Truth And(Truth left, Truth right) => left < right ? left : right;

    public static Truth Or(Truth left, Truth right) => left > right ? left : right;

    /// <summary>At least n of those that were counted as yes and as unknown.</summary>
    public static Truth AtLeast(int n, int yes, int unknown) => yes >= n ? Truth.Yes : yes + unknown >= n ? Truth.Unknown : Truth.No;
}

/// <summary>
/// The value of a fact. Numbers, days (by day number), yes (1) and no (0) and places in an order stand in <see cref="Number"/>.
/// Nearly all of them are whole and are compared and added as such; a number with a fraction is exact too.
/// </summary>
internal readonly struct FactValue
{
    public static readonly FactValue Unknown;

    private readonly object? _held; // A text, or a number with a fraction.

    private FactValue(bool isWhole, long whole, object? held)
    {
        Known = true;
        IsWhole = isWhole;
        Whole = whole;
        _held = held;
    }

    public bool Known { get; }

    /// <summary>A number without a fraction, which then stands in <see cref="Whole"/>.</summary>
    public bool IsWhole { get; }

    public long Whole { get; }

    public decimal Number => _held is decimal broken ? broken : Whole;

    public string? Text => _held as string;

    public static FactValue OfWhole(long number) => new(true, number, null);

    public static FactValue Of(decimal number) =>
        decimal.Truncate(number) == number && number is > long.MinValue and < long.MaxValue ? OfWhole((long)number) : new FactValue(false, 0, number);

    public static FactValue Of(string? text) => text is null ? Unknown : new FactValue(false, 0, text);

    public static FactValue Of(bool? truth) => truth is { } known ? OfWhole(known ? 1 : 0) : Unknown;

    public static FactValue Of(DateOnly? day) => day is { } known ? OfWhole(known.DayNumber) : Unknown;

    public static FactValue Of(int? number) => number is { } known ? OfWhole(known) : Unknown;

    /// <summary>The sum of two numbers.</summary>
    public static FactValue operator +(in FactValue left, in FactValue right) =>
        left.IsWhole && right.IsWhole ? OfWhole(left.Whole + right.Whole) : Of(left.Number + right.Number);

    public static bool operator <(in FactValue left, in FactValue right) =>
        left.IsWhole && right.IsWhole ? left.Whole < right.Whole : left.Number < right.Number;

    public static bool operator >(in FactValue left, in FactValue right) => right < left;
}
