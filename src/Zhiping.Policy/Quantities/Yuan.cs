namespace Zhiping.Policy.Quantities;

/// <summary>A whole, non-negative amount of money in yuan, at most one million.</summary>
public readonly record struct Yuan : IComparable<Yuan>
{
    public Yuan(int amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, 1_000_000);
        Amount = amount;
    }

    public int Amount { get; }

    public int CompareTo(Yuan other) => Amount.CompareTo(other.Amount);

    public static bool operator <(Yuan left, Yuan right) => left.Amount < right.Amount;

    public static bool operator >(Yuan left, Yuan right) => left.Amount > right.Amount;

    public static bool operator <=(Yuan left, Yuan right) => left.Amount <= right.Amount;

    public static bool operator >=(Yuan left, Yuan right) => left.Amount >= right.Amount;

    public override string ToString() => $"{Amount}元";
}
