using System.Globalization;

namespace Zhiping.Policy.Quantities;

/// <summary>A fraction between 0 and 1 kept as two whole numbers, so that a majority is counted without rounding.</summary>
public readonly record struct Fraction
{
    private readonly int _denominatorLessOne;

    public Fraction(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(denominator, 10_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numerator, denominator);
        Numerator = numerator;
        _denominatorLessOne = denominator - 1;
    }

    public static readonly Fraction TwoThirds = new(2, 3);

    public int Numerator { get; }

    public int Denominator => _denominatorLessOne + 1;

    /// <summary>Whether part is at least this fraction of whole, in whole numbers: denominator × part ≥ numerator × whole.</summary>
    public bool IsReachedBy(int part, int whole) => (long)Denominator * part >= (long)Numerator * whole;

    /// <summary>The least whole number that reaches this fraction of whole.</summary>
    public int LeastOf(int whole) => (int)((((long)Numerator * whole) + Denominator - 1) / Denominator);

    /// <summary>Reads '2/3'. Null when the text is no such fraction.</summary>
    public static Fraction? Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var d)
            && d is >= 1 and <= 10_000 && n <= d
            ? new Fraction(n, d)
            : null;
    }

    public override string ToString() => $"{Numerator}/{Denominator}";
}

/// <summary>A percentage from 0 to 100 with at most two decimals.</summary>
public readonly record struct Percent : IComparable<Percent>
{
    public Percent(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100m);
        if (decimal.Round(value, 2) != value)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A percentage has at most two decimals.");
        }

        Value = value;
    }

    public decimal Value { get; }

    public int CompareTo(Percent other) => Value.CompareTo(other.Value);

    /// <summary>The exact share of a whole number, before any rounding.</summary>
    public decimal Of(int whole) => Value * whole / 100m;

    public static bool operator <(Percent left, Percent right) => left.Value < right.Value;

    public static bool operator >(Percent left, Percent right) => left.Value > right.Value;

    public static bool operator <=(Percent left, Percent right) => left.Value <= right.Value;

    public static bool operator >=(Percent left, Percent right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
