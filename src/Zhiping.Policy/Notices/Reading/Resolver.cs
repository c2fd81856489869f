using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices.Reading;

/// <summary>Loads a notice with its bases, form and calendars, qualifies every clause with its document, and lays one over the other.</summary>
internal sealed class Resolver(Func<string, string?> open, List<Problem> problems)
{
    private static readonly LocalText CheckTheName = new("请核对名称，应为“地区/年度-主题”。", "Check the name; it is region/year-subject.");

    private readonly Dictionary<string, MapNode?> _files = new(StringComparer.Ordinal);

    public MapNode? Resolve(string path)
    {
        var name = Name(path);
        var chain = new List<string>();
        var root = Chain(name, null, chain);
        if (root is null)
        {
            return null;
        }

        Calendars(root);
        StripOwnTitle(root);
        var based = new ListNode(name, 1, 1);
        based.Items.AddRange(chain.Skip(1).Select(c => new ScalarNode(c, false, name, 1, 1)));
        root.Set("basedOn", based);
        return root;
    }

    private static string Name(string path)
    {
        var name = path.Replace('\\', '/');
        return name.EndsWith(".yaml", StringComparison.Ordinal) ? name[..^5] : name;
    }

    private MapNode? Chain(string name, ScalarNode? askedAt, List<string> chain)
    {
        if (chain.Contains(name))
        {
            var circle = string.Join(" → ", chain.Append(name));
            problems.Add(At(askedAt!, "basedOn", new($"“{name}”绕回到以自己为依据：{circle}。", $"'{name}' stands on itself: {circle}."), new("请删去其中一行basedOn。", "Remove one of the basedOn lines.")));
            return null;
        }

        chain.Add(name);
        var own = Load(name, askedAt);
        if (own is null)
        {
            return null;
        }

        MapNode? below = null;
        if (own["basedOn"] is ScalarNode { IsNull: false } on)
        {
            below = Chain(Name(on.Value), on, chain);
            if (below is null)
            {
                return null;
            }
        }

        var top = (MapNode)own.Copy();
        top.Remove("basedOn");
        Form(top);
        Directory(top);
        new ClauseNames(problems).Qualify(top, below);
        foreach (var key in (string[])["standIn", "abstract", "examples"])
        {
            below?.Remove(key);
        }

        var merged = Merge.Over(below ?? new MapNode(top.File, 1, 1), top, problems);
        if (top.IsTrue("standIn"))
        {
            ClauseNames.MarkStandIn(merged);
        }

        return merged;
    }

    private MapNode? Load(string name, ScalarNode? askedAt)
    {
        if (_files.TryGetValue(name, out var known))
        {
            return known;
        }

        var file = name + ".yaml";
        var text = open(file);
        if (text is null)
        {
            problems.Add(askedAt is null
                ? new Problem(file, 1, 1, "", new("没有这个文件。", "There is no such file."), CheckTheName, ProblemSeverity.Error)
                : At(askedAt, "basedOn", new($"没有文件“{file}”。", $"There is no file '{file}'."), CheckTheName));
            return _files[name] = null;
        }

        return _files[name] = YamlNodes.Read(file, text, problems);
    }

    /// <summary>form: { basedOn: forms/standard, … }.</summary>
    private void Form(MapNode root)
    {
        if (root["form"] is MapNode form && form["basedOn"] is ScalarNode on && Load(Name(on.Value), on) is { } standard)
        {
            var above = (MapNode)form.Copy();
            above.Remove("basedOn");
            root.Set("form", Merge.Over(standard, above, problems));
        }
    }

    /// <summary>directory: { basedOn: directory/aksu-2023 } gives the rows and counties of that file.</summary>
    private void Directory(MapNode root)
    {
        if (root["directory"] is MapNode { } asked && asked["basedOn"] is ScalarNode on)
        {
            root.Remove("directory");
            if (Load(Name(on.Value), on) is { } file)
            {
                foreach (var key in (string[])["directory", "counties"])
                {
                    if (file[key] is { } rows)
                    {
                        root.Set(key, rows.Copy());
                    }
                }
            }
        }
    }

    /// <summary>calendars: [calendars/cn-2024, …] becomes calendar: { years: […] }.</summary>
    private void Calendars(MapNode root)
    {
        if (root["calendars"] is not ListNode names)
        {
            return;
        }

        var years = new ListNode(names.File, names.Line, names.Column);
        foreach (var name in names.Items.OfType<ScalarNode>())
        {
            if (Load(Name(name.Value), name) is { } file && file["years"] is ListNode list)
            {
                years.Items.AddRange(list.Items.Select(i => i.Copy()));
            }
        }

        var calendar = new MapNode(names.File, names.Line, names.Column);
        calendar.Set("years", years);
        root.Remove("calendars");
        root.Set("calendar", calendar);
    }

    private static void StripOwnTitle(MapNode root)
    {
        if (root["clauses"] is not MapNode clauses || ClauseNames.TitleOf(root) is not { } title)
        {
            return;
        }

        var stripped = new MapNode(clauses.File, clauses.Line, clauses.Column);
        foreach (var entry in clauses.Entries)
        {
            var own = entry.Key.StartsWith(title + ":", StringComparison.Ordinal);
            stripped.TryAdd(own ? entry with { Key = entry.Key[(title.Length + 1)..] } : entry);
        }

        root.Set("clauses", stripped);
    }

    private static Problem At(ScalarNode node, string path, LocalText what, LocalText instead) =>
        new(node.File, node.Line, node.Column, path, what, instead, ProblemSeverity.Error);
}
