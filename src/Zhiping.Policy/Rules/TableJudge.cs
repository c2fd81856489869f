using Zhiping.Policy.Notices;

namespace Zhiping.Policy.Rules;

/// <summary>A decision table as closures, a row each.</summary>
internal sealed record CompiledTable(DecisionTable Table, CompiledRule[] Rows);

/// <summary>What one row says of an application: whether it fits, and whether what it asks holds.</summary>
internal readonly record struct RowAnswer(int Row, Truth Fits, Truth Holds);

/// <summary>Reads decision tables by their hit policy, with unknown as the third value.</summary>
internal static class TableJudge
{
    /// <summary>Says the rows that decide against the application: the row, and whether that is certain.</summary>
    public static void Judge(CheckContext context, CompiledTable table, Action<CheckContext, CompiledRule, bool> say)
    {
        switch (table.Table.Hit)
        {
            case HitPolicy.All:
                foreach (var row in table.Rows)
                {
                    var (fits, holds) = Answer(context, row);
                    Say(context, row, fits == Truth.No ? Truth.Yes : Truths.Or(Truths.Not(fits), holds), say);
                }

                break;
            case HitPolicy.First:
                var (at, first) = First(context, table.Rows, 0);
                Say(context, at < 0 ? null : table.Rows[at], first, say);
                break;
            case HitPolicy.LeastFavourable:
                var (worst, least) = Worst(context, table.Rows);
                Say(context, worst < 0 ? null : table.Rows[worst], least, say);
                break;
            case HitPolicy.Any:
                var (nearest, most) = Best(context, table.Rows);
                Say(context, nearest < 0 ? null : table.Rows[nearest], most, say);
                break;
            default:
                throw new InvalidOperationException("Not a hit policy.");
        }
    }

    private static void Say(CheckContext context, CompiledRule? row, Truth truth, Action<CheckContext, CompiledRule, bool> say)
    {
        if (row is not null && truth != Truth.Yes)
        {
            say(context, row, truth == Truth.No);
        }
    }

    private static (Truth Fits, Truth Holds) Answer(CheckContext context, CompiledRule row)
    {
        var fits = row.When?.Invoke(context) ?? Truth.Yes;
        return fits == Truth.No ? (fits, Truth.Yes) : (fits, row.Must(context));
    }

    /// <summary>The row that decides and what it says. Where it is unknown whether a row fits, the row and those after it must agree.</summary>
    private static (int Row, Truth Truth) First(CheckContext context, CompiledRule[] rows, int from)
    {
        for (var i = from; i < rows.Length; i++)
        {
            var (fits, holds) = Answer(context, rows[i]);
            if (fits == Truth.Yes)
            {
                return (i, holds);
            }

            if (fits == Truth.Unknown)
            {
                var (later, other) = First(context, rows, i + 1);
                return holds == other ? (holds == Truth.Yes && later >= 0 ? later : i, holds) : (i, Truth.Unknown);
            }
        }

        return (-1, Truth.Yes);
    }

    private static (int Row, Truth Truth) Worst(CheckContext context, CompiledRule[] rows)
    {
        var (at, worst) = (-1, Truth.Yes);
        for (var i = 0; i < rows.Length; i++)
        {
            var (fits, holds) = Answer(context, rows[i]);
            var truth = Truths.Or(Truths.Not(fits), holds);
            if (truth < worst)
            {
                (at, worst) = (i, truth);
            }
        }

        return (at, worst);
    }

    /// <summary>No row fits: nothing is asked. Else one that certainly fits and holds is enough.</summary>
    private static (int Row, Truth Truth) Best(CheckContext context, CompiledRule[] rows)
    {
        int at = -1;
        Truth best = Truth.No, any = Truth.No;
        for (var i = 0; i < rows.Length; i++)
        {
            var (fits, holds) = Answer(context, rows[i]);
            any = Truths.Or(any, fits);
            var truth = Truths.And(fits, holds);
            if (fits != Truth.No && (at < 0 || truth > best))
            {
                (at, best) = (i, truth);
            }
        }

        return (at, Truths.Or(best, Truths.Not(any)));
    }
}
