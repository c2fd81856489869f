using System.Globalization;

namespace Zhiping.Policy.Quantities;

/// <summary>A score from 0 to 1000 with at most four decimals; averages are rounded to four by the functions that make them.</summary>
public readonly record struct Score : IComparable<Score>
{
    public Score(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1000m);
        if (decimal.Round(value, 4) != value)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A score has at most four decimals.");
        }

        Value = value;
    }

    public decimal Value { get; }

    public int CompareTo(Score other) => Value.CompareTo(other.Value);

    public static bool operator <(Score left, Score right) => left.Value < right.Value;

    public static bool operator >(Score left, Score right) => left.Value > right.Value;

    public static bool operator <=(Score left, Score right) => left.Value <= right.Value;

    public static bool operator >=(Score left, Score right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString("0.00##", CultureInfo.InvariantCulture);
}
