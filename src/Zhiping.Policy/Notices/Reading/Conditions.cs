using System.Globalization;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices.Reading;

/// <summary>Reads conditions and facts of the closed rule language.</summary>
internal sealed class Conditions(Binder binder)
{
    private static readonly Dictionary<string, RuleOperator> Operators = new(StringComparer.Ordinal)
    {
        ["is"] = RuleOperator.Equal,
        ["isNot"] = RuleOperator.NotEqual,
        ["under"] = RuleOperator.Less,
        ["atMost"] = RuleOperator.AtMost,
        ["over"] = RuleOperator.Greater,
        ["atLeast"] = RuleOperator.AtLeast,
        ["in"] = RuleOperator.In,
        ["between"] = RuleOperator.Between,
        ["exists"] = RuleOperator.Exists,
    };

    private static readonly Dictionary<string, Aggregate> Aggregates = new(StringComparer.Ordinal)
    {
        ["count"] = Aggregate.Count,
        ["sum"] = Aggregate.Sum,
        ["min"] = Aggregate.Min,
        ["max"] = Aggregate.Max,
        ["any"] = Aggregate.Exists,
    };

    private static readonly LocalText WriteACondition = new(
        "请写all:、any:、not:，或atLeast:加of:，或fact:加一个运算。", "Write all:, any:, not:, atLeast: with of:, or fact: with an operator.");

    public Condition? Condition(DocNode node, string path)
    {
        if (node is not MapNode map)
        {
            binder.Wrong(node, path, new("条件要写成一组“键: 值”，不能写成一句式子。", "A condition is a map; there are no expressions in text."), WriteACondition);
            return null;
        }

        if (map.Has("fact"))
        {
            return Compare(map, path);
        }

        if (map.Has("atLeast"))
        {
            Only(map, path, "atLeast", "of");
            var parts = Many(map, "of", path);
            return parts is not null && int.TryParse(map.Text("atLeast"), out var n) && n >= 1 && n <= parts.Count
                ? new AtLeastOf(n, parts)
                : Nothing(map, path, new("“atLeast”后要写1到“of”列出的项数之间的整数。", "'atLeast' needs a number from 1 to as many as 'of' lists."),
                    new("请写atLeast: 2，再用of:列出各项。", "Write atLeast: 2 and of: with a list."));
        }

        foreach (var key in (string[])["all", "any", "not"])
        {
            if (map[key] is { } inner)
            {
                Only(map, path, key);
                if (key is "not")
                {
                    return Condition(inner, Binder.Join(path, "not")) is { } turned ? new NotOf(turned) : null;
                }

                var parts = Many(map, key, path);
                return parts is null ? null : key is "all" ? new AllOf(parts) : new AnyOf(parts);
            }
        }

        return Nothing(map, path, new("这不是条件。", "This is no condition."), WriteACondition);
    }

    public Fact? Fact(DocNode node, string path)
    {
        switch (node)
        {
            case ScalarNode { Value: { Length: > 0 } name }:
                return name.StartsWith("entry.", StringComparison.Ordinal) ? new EntryFact(name["entry.".Length..])
                    : FactCatalogue.Find(name) is not null ? new NamedFact(name)
                    : name.Split('.') is [var section, var field] ? new FieldFact(section, field)
                    : NoFact(node, path, new($"没有“{name}”这一事实。", $"There is no fact '{name}'."), Suggest.Among(name, FactCatalogue.Names));
            case MapNode map when map["years"] is MapNode years:
                Only(map, path, "years");
                return Between(DateUnit.Years, years, Binder.Join(path, "years"));
            case MapNode map when map["months"] is MapNode months:
                Only(map, path, "months");
                return Between(DateUnit.Months, months, Binder.Join(path, "months"));
            case MapNode map when map["total"] is { } total:
                Only(map, path, "total");
                return Total(total, Binder.Join(path, "total"));
            case MapNode map:
                foreach (var (key, aggregate) in Aggregates)
                {
                    if (map.Text(key) is { } over)
                    {
                        return Aggregated(map, key, aggregate, over, path);
                    }
                }

                return NoFact(node, path, new("这不是事实。", "This is no fact."), new(
                    "请写事实的名称，或对一个栏目写count:、sum:、min:、max:、any:，或写years:、months:加from:和to:，或写total:加列表。",
                    "Write a name, or count:, sum:, min:, max:, any: over a section, years: or months: with from: and to:, or total: with a list."));
            default:
                return NoFact(node, path, new("这不是事实。", "This is no fact."), new("请写名称，如unit.kind，或“栏目.字段”。", "Write a name such as unit.kind or section.field."));
        }
    }

    private AggregateFact? Aggregated(MapNode map, string key, Aggregate aggregate, string over, string path)
    {
        Only(map, path, key, "where");
        var dot = over.IndexOf('.', StringComparison.Ordinal);
        var needsField = aggregate is Aggregate.Sum or Aggregate.Min or Aggregate.Max;
        if (needsField != dot > 0)
        {
            binder.Wrong(map, path, new($"“{key}: {over}”写得不对。", $"'{key}: {over}' does not fit."),
                needsField ? new($"请写“{key}: 栏目.字段”。", $"Write {key}: section.field.") : new($"请写“{key}: 栏目”。", $"Write {key}: section."));
            return null;
        }

        Condition? where = null;
        if (map["where"] is { } filter)
        {
            where = Condition(filter, Binder.Join(path, "where"));
            if (where is null)
            {
                return null;
            }
        }

        return new AggregateFact(aggregate, dot > 0 ? over[..dot] : over, dot > 0 ? over[(dot + 1)..] : null, where);
    }

    private TotalFact? Total(DocNode node, string path)
    {
        if (node is not ListNode { Items.Count: > 0 } list)
        {
            binder.Wrong(node, path, new("“total”后要写列表。", "'total' needs a list."),
                new("请逐行写，如- {of: {sum: 栏目.字段}, times: 10}。", "Write lines such as - {of: {sum: section.field}, times: 10}."));
            return null;
        }

        var parts = new List<TotalPart>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var at = $"{path}[{i}]";
            if (list.Items[i] is not MapNode part || part["of"] is not { } of)
            {
                binder.Wrong(list.Items[i], at, new("缺少“of”。", "'of' is missing."), new("请写{of: 是数字的事实, times: 倍数}。", "Write {of: a fact that is a number, times: a number}."));
                return null;
            }

            Only(part, at, "of", "times");
            if (!decimal.TryParse(part.Text("times") ?? "1", NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var times))
            {
                binder.Wrong(part["times"]!, at, new($"“{part.Text("times")}”不是数字。", $"'{part.Text("times")}' is no number."), new("请写数字，如10、0.5或-1。", "Write a number such as 10, 0.5 or -1."));
                return null;
            }

            if (Fact(of, Binder.Join(at, "of")) is not { } fact)
            {
                return null;
            }

            parts.Add(new TotalPart(fact, times));
        }

        return new TotalFact(parts);
    }

    private BetweenFact? Between(DateUnit unit, MapNode map, string path)
    {
        Only(map, path, "from", "to");
        if (map["from"] is not { } from || map["to"] is not { } to)
        {
            binder.Wrong(map, path, new("缺少“from”或“to”。", "'from' or 'to' is missing."), new("请在from:和to:后各写一个是日期的事实。", "Write from: and to: with facts that are dates."));
            return null;
        }

        return Fact(from, Binder.Join(path, "from")) is { } first && Fact(to, Binder.Join(path, "to")) is { } last ? new BetweenFact(unit, first, last) : null;
    }

    private Compare? Compare(MapNode map, string path)
    {
        var fact = Fact(map["fact"]!, Binder.Join(path, "fact"));
        var used = map.Entries.Where(e => Operators.ContainsKey(e.Key)).ToList();
        Only(map, path, ["fact", .. Operators.Keys]);
        if (used.Count != 1)
        {
            binder.Wrong(map, path, used.Count == 0 ? new("缺少运算。", "The operator is missing.") : new("写了不止一个运算。", "There are two operators."),
                new($"请写其中一个：{string.Join("、", Operators.Keys)}。", $"Write one of {string.Join(", ", Operators.Keys)}."));
            return null;
        }

        var op = Operators[used[0].Key];
        List<string>? values = used[0].Value switch
        {
            ScalarNode scalar => [scalar.Value],
            ListNode list when list.Items.TrueForAll(i => i is ScalarNode) => [.. list.Items.Cast<ScalarNode>().Select(i => i.Value)],
            _ => null,
        };
        var fits = values is not null && (op switch
        {
            RuleOperator.In => values.Count >= 1,
            RuleOperator.Between => values.Count == 2,
            RuleOperator.Exists => values is ["true"] or ["false"],
            _ => values.Count == 1,
        });
        if (!fits)
        {
            binder.Wrong(used[0].Value, Binder.Join(path, used[0].Key), new($"“{used[0].Key}”后面的值不对。", $"The value of '{used[0].Key}' does not fit."), op switch
            {
                RuleOperator.In => new("请写列表。", "Write a list."),
                RuleOperator.Between => new("请写[下限, 上限]。", "Write [low, high]."),
                RuleOperator.Exists => new("请写true或false。", "Write true or false."),
                _ => new("请只写一个值。", "Write one value."),
            });
            return null;
        }

        return fact is null ? null : new Compare(fact, op, values!);
    }

    private List<Condition>? Many(MapNode map, string key, string path)
    {
        if (map[key] is not ListNode { Items.Count: > 0 } list)
        {
            binder.Wrong(map, path, new($"“{key}”后要列出条件。", $"'{key}' needs a list of conditions."), new($"请写{key}:，下面各行以“- ”开头。", $"Write {key}: and under it lines beginning with '- '."));
            return null;
        }

        var parts = list.Items.Select((item, i) => Condition(item, $"{Binder.Join(path, key)}[{i}]")).ToList();
        return parts.Contains(null) ? null : [.. parts.OfType<Condition>()];
    }

    private void Only(MapNode map, string path, params IReadOnlyList<string> keys)
    {
        foreach (var entry in map.Entries.Where(e => !keys.Contains(e.Key, StringComparer.Ordinal)))
        {
            binder.Unknown(entry, path, keys);
        }
    }

    private Condition? Nothing(DocNode node, string path, LocalText what, LocalText instead)
    {
        binder.Wrong(node, path, what, instead);
        return null;
    }

    private Fact? NoFact(DocNode node, string path, LocalText what, LocalText instead)
    {
        binder.Wrong(node, path, what, instead);
        return null;
    }
}
