using System.Globalization;

namespace Zhiping.Policy.Quantities;

/// <summary>The year of an evaluation, 2000 to 2099. One application a person and evaluation year.</summary>
public readonly record struct EvaluationYear : IComparable<EvaluationYear>
{
    private readonly int _sinceTwoThousand;

    public EvaluationYear(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 2000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 2099);
        _sinceTwoThousand = year - 2000;
    }

    public int Value => 2000 + _sinceTwoThousand;

    public int CompareTo(EvaluationYear other) => Value.CompareTo(other.Value);

    public static bool operator <(EvaluationYear left, EvaluationYear right) => left.Value < right.Value;

    public static bool operator >(EvaluationYear left, EvaluationYear right) => left.Value > right.Value;

    public static bool operator <=(EvaluationYear left, EvaluationYear right) => left.Value <= right.Value;

    public static bool operator >=(EvaluationYear left, EvaluationYear right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
