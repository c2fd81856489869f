using System.Collections;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices.Reading;

/// <summary>Turns nodes into the types of the model and says every problem with its place.</summary>
internal sealed class Binder(ICollection<Problem> problems)
{
    private static readonly string[] BasisKeys = ["clause", "assumed", "inferred", "standIn", "why"];

    private static readonly LocalText AMap = new("一组“键: 值”", "a map of keys and values");

    public ICollection<Problem> Problems => problems;

    public T? Bind<T>(DocNode node, string path)
        where T : class => (T?)Bind(typeof(T), node, path, null);

    public void Wrong(DocNode at, string path, LocalText what, LocalText instead, ProblemSeverity severity = ProblemSeverity.Error) =>
        problems.Add(new Problem(at.File, at.Line, at.Column, path, what, instead, severity));

    /// <summary>A key that is not one of those known at its place.</summary>
    public void Unknown(MapEntry entry, string path, IEnumerable<string> known) =>
        problems.Add(new Problem(
            entry.Value.File, entry.Line, entry.Column, Join(path, entry.Key), NotKnown(entry.Key), Suggest.Among(entry.Key, known), ProblemSeverity.Error));

    private static LocalText NotKnown(string written) => new($"这里没有“{written}”这一项。", $"'{written}' is not known here.");

    public object? Bind(Type type, DocNode node, string path, string? key)
    {
        if (type == typeof(LocalText))
        {
            return Text(node, path);
        }

        if (type == typeof(ClauseRef))
        {
            return Clause(node, path);
        }

        if (type == typeof(Basis))
        {
            return node is MapNode map ? BasisOf(map, path, false) : Refuse(node, path, new("一组内容，写明clause、assumed或inferred", "a map with clause, assumed or inferred"));
        }

        if (type == typeof(Condition))
        {
            return new Conditions(this).Condition(node, path);
        }

        if (type == typeof(Fact))
        {
            return new Conditions(this).Fact(node, path);
        }

        if (type.IsEnum || Scalars.Of(type) is not null)
        {
            return Scalar(type, node, path, key);
        }

        if (TypeShape.IsList(type, out var item))
        {
            return List(item, node, path);
        }

        if (TypeShape.IsDictionary(type, out var keyType, out var valueType))
        {
            return Dictionary(keyType, valueType, node, path);
        }

        return node is MapNode map2 ? Map(type, map2, path) : Refuse(node, path, AMap);
    }

    private object? Map(Type type, MapNode node, string path)
    {
        var shape = TypeShape.Of(type);
        var known = shape.Keys.Select(k => k.Key).ToHashSet(StringComparer.Ordinal);
        var hasOwnClause = known.Contains("clause");
        foreach (var entry in node.Entries)
        {
            var basis = BasisKeys.Contains(entry.Key, StringComparer.Ordinal) && (shape.IsItem || hasOwnClause);
            if (!known.Contains(entry.Key) && !basis && entry.Key is not "id" && entry.Key is not "note")
            {
                Unknown(entry, path, shape.IsItem ? known.Concat(BasisKeys) : known);
            }
        }

        var before = problems.Count;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var key in shape.Keys)
        {
            if (node[key.Key] is { } value and not ScalarNode { IsNull: true })
            {
                values[key.Key] = Bind(key.Type, value, Join(path, key.Key), key.Key);
            }
            else if (key.Required)
            {
                var example = Example(key.Type);
                Wrong(node, path, new($"缺少“{key.Key}”。", $"'{key.Key}' is missing."), new($"请写{key.Key}: 加{example.Zh}。", $"Write {key.Key}: {example.En}."));
            }
        }

        var basisValue = shape.IsItem ? BasisOf(node, path, true) : null;
        if (problems.Count > before && problems.Skip(before).Any(p => p.Severity == ProblemSeverity.Error))
        {
            return null;
        }

        return Make(shape, values, basisValue);
    }

    private static object Make(TypeShape shape, Dictionary<string, object?> values, Basis? basis)
    {
        if (shape.Constructor is { } constructor)
        {
            return constructor.Invoke([.. shape.Keys.Select(k => values.TryGetValue(k.Key, out var v) ? v
                : k.Parameter!.HasDefaultValue ? k.Parameter.DefaultValue : Empty(k.Type))]);
        }

        var made = Activator.CreateInstance(shape.Type)!;
        foreach (var key in shape.Keys)
        {
            if (values.TryGetValue(key.Key, out var value))
            {
                key.Property!.SetValue(made, value);
            }
            else if (Nullable.GetUnderlyingType(key.Property!.PropertyType) is null && key.Property.GetValue(made) is null && Empty(key.Type) is { } empty)
            {
                key.Property.SetValue(made, empty);
            }
        }

        if (basis is not null)
        {
            shape.Type.GetProperty("Basis")!.SetValue(made, basis);
        }

        return made;
    }

    private static object? Empty(Type type) =>
        TypeShape.IsList(type, out var item) ? Array.CreateInstance(item, 0)
        : TypeShape.IsDictionary(type, out var key, out var value) ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))
        : type == typeof(bool) ? false
        : null;

    /// <summary>What an item rests on. Every item has a clause, or is assumed and says why.</summary>
    private Basis BasisOf(MapNode node, string path, bool item)
    {
        var clause = node["clause"] is { } written ? Clause(written, Join(path, "clause")) : null;
        var assumed = node.IsTrue("assumed");
        var inferred = node.IsTrue("inferred");
        var standIn = node.IsTrue("standIn") || (node["clause"] as MapNode)?.IsTrue("standIn") == true;
        var why = node["why"] is { } reason ? Text(reason, Join(path, "why")) : null;
        if (item && clause is null && !assumed && !problems.Any(p => ReferenceEquals(p.File, node.File) && p.Path == Join(path, "clause")))
        {
            Wrong(node, path, new("没有写明依据。", "Nothing says what this rests on."),
                new("请写“clause: …”，或写“assumed: true”并用“why: …”说明理由。", "Write 'clause: …', or 'assumed: true' with 'why: …'."));
        }

        if ((assumed || inferred) && why is null)
        {
            Wrong(node, path, assumed ? new("写了假设，没有说明理由。", "It is assumed and does not say why.") : new("写了推定，没有说明理由。", "It is inferred and does not say why."),
                new("请写“why: 中文 | English”。", "Write 'why: 中文 | English'."));
        }

        return new Basis(clause, assumed, inferred, standIn, why);
    }

    private ClauseRef? Clause(DocNode node, string path)
    {
        if (node is MapNode map && map.Text("document") is { } document && map.Text("path") is { } clause)
        {
            return new ClauseRef(document, clause);
        }

        Wrong(node, path, new("这不是条款号。", "This is no clause."), new("请写条款号，如四(一)4，或“文件:条款号”。", "Write its path, such as 四(一)4, or document:path."));
        return null;
    }

    private LocalText? Text(DocNode node, string path)
    {
        switch (node)
        {
            case MapNode map when map.Text("zh") is { Length: > 0 } zh && map.Text("en") is { Length: > 0 } en:
                return new LocalText(zh, en);
            case ScalarNode scalar when scalar.Value.Split(" | ") is [{ Length: > 0 } zh, { Length: > 0 } en]:
                return new LocalText(zh.Trim(), en.Trim());
            default:
                Wrong(node, path, new("这里要有中文和英文两种文字。", "A text is needed in Chinese and English."),
                    new("请写“中文 | English”，或分写zh:和en:。", "Write '中文 | English', or zh: and en:."));
                return null;
        }
    }

    private object? Scalar(Type type, DocNode node, string path, string? key)
    {
        if (node is not ScalarNode scalar)
        {
            return Refuse(node, path, Example(type));
        }

        if (type.IsEnum)
        {
            if (Enum.GetNames(type).Contains(scalar.Value, StringComparer.Ordinal))
            {
                return Enum.Parse(type, scalar.Value);
            }

            Wrong(node, path, NotKnown(scalar.Value), Suggest.Among(scalar.Value, Enum.GetNames(type)));
            return null;
        }

        if (type == typeof(Edge) && key is "opens")
        {
            return Scalars.OpeningEdge(scalar.Value) ?? Refuse(node, path, Example(type));
        }

        return Scalars.Of(type)!.Parse(scalar.Value) ?? Refuse(node, path, Hint(type, scalar.Value));
    }

    private static LocalText Hint(Type type, string written)
    {
        if (type != typeof(Percent) || !decimal.TryParse(written, System.Globalization.CultureInfo.InvariantCulture, out var n) || n > 100)
        {
            return Example(type);
        }

        var percent = $"{(n <= 1 ? n * 100 : n):0.##}%";
        return new($"{percent}，百分比要带百分号", $"{percent}, a percentage with its sign");
    }

    private object? List(Type item, DocNode node, string path)
    {
        if (node is not ListNode list)
        {
            return Refuse(node, path, new("列表，每行以“- ”开头，或写成[a, b]", "a list, each line beginning with '- ', or [a, b]"));
        }

        var values = new ArrayList();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var name = list.Items[i] is MapNode map ? map.Text("id") ?? i.ToString() : i.ToString();
            if (Bind(item, list.Items[i], $"{path}[{name}]", null) is { } value)
            {
                values.Add(value);
            }
        }

        return values.ToArray(item);
    }

    private object? Dictionary(Type keyType, Type valueType, DocNode node, string path)
    {
        if (node is not MapNode map)
        {
            return Refuse(node, path, AMap);
        }

        var result = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(keyType, valueType))!;
        foreach (var entry in map.Entries)
        {
            object? key = entry.Key;
            if (keyType.IsEnum && !Enum.GetNames(keyType).Contains(entry.Key, StringComparer.Ordinal))
            {
                Unknown(entry, path, Enum.GetNames(keyType));
                continue;
            }

            if (keyType.IsEnum)
            {
                key = Enum.Parse(keyType, entry.Key);
            }

            if (Bind(valueType, entry.Value, Join(path, entry.Key), null) is { } value)
            {
                result[key] = value;
            }
        }

        return result;
    }

    private object? Refuse(DocNode node, string path, LocalText instead)
    {
        LocalText written = node is ScalarNode scalar ? new($"“{scalar.Value}”", $"'{scalar.Value}'") : node is ListNode ? new("列表", "A list") : new("一组“键: 值”", "A map");
        Wrong(node, path, new($"{written.Zh}不能写在这里。", $"{written.En} does not fit here."), new($"请写{instead.Zh}。", $"Write {instead.En}."));
        return null;
    }

    private static LocalText Example(Type type) =>
        type.IsEnum ? new($"其中一个：{string.Join("、", Enum.GetNames(type))}", $"one of {string.Join(", ", Enum.GetNames(type))}")
        : type == typeof(LocalText) ? new("“中文 | English”", "中文 | English")
        : type == typeof(ClauseRef) ? new("条款号", "the path of a clause")
        : type == typeof(Condition) ? new("一个条件", "a condition")
        : Scalars.Of(type)?.Example ?? new("相应的内容", "…");

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
