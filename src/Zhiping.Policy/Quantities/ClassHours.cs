using System.Globalization;

namespace Zhiping.Policy.Quantities;

/// <summary>Class hours (学时) of continuing education: 0 to 10,000, in steps of a tenth.</summary>
public readonly record struct ClassHours : IComparable<ClassHours>
{
    public ClassHours(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10_000m);
        if (decimal.Round(value, 1) != value)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Class hours come in tenths.");
        }

        Value = value;
    }

    public decimal Value { get; }

    public int CompareTo(ClassHours other) => Value.CompareTo(other.Value);

    public static ClassHours operator +(ClassHours left, ClassHours right) => new(left.Value + right.Value);

    public static bool operator <(ClassHours left, ClassHours right) => left.Value < right.Value;

    public static bool operator >(ClassHours left, ClassHours right) => left.Value > right.Value;

    public static bool operator <=(ClassHours left, ClassHours right) => left.Value <= right.Value;

    public static bool operator >=(ClassHours left, ClassHours right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString("0.#", CultureInfo.InvariantCulture) + "学时";
}
