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

/// <summary>The value of a fact. Numbers, days (by day number), yes (1) and no (0) and places in an order stand in <see cref="Number"/>.</summary>
internal readonly record struct FactValue(bool Known, decimal Number, string? Text)
{
    public static readonly FactValue Unknown = new(false, 0, null);

    public static FactValue Of(decimal number) => new(true, number, null);

    public static FactValue Of(string? text) => text is null ? Unknown : new FactValue(true, 0, text);

    public static FactValue Of(bool? truth) => truth is { } known ? Of(known ? 1m : 0m) : Unknown;

    public static FactValue Of(DateOnly? day) => day is { } known ? Of((decimal)known.DayNumber) : Unknown;

    public static FactValue Of(int? number) => number is { } known ? Of((decimal)known) : Unknown;
}
