namespace Zhiping.Policy.Notices.Reading;

/// <summary>A piece of a notice file with the place where it stands.</summary>
internal abstract class DocNode(string file, int line, int column)
{
    public string File { get; } = file;

    public int Line { get; } = line;

    public int Column { get; } = column;

    public abstract DocNode Copy();
}

internal sealed class ScalarNode(string value, bool plain, string file, int line, int column) : DocNode(file, line, column)
{
    public string Value { get; } = value;

    /// <summary>Not quoted.</summary>
    public bool Plain { get; } = plain;

    /// <summary>An empty plain value or ~: takes an inherited value away.</summary>
    public bool IsNull => Plain && Value is "" or "~" or "null";

    public override DocNode Copy() => this;
}

internal sealed class ListNode(string file, int line, int column) : DocNode(file, line, column)
{
    public List<DocNode> Items { get; } = [];

    public override DocNode Copy()
    {
        var copy = new ListNode(File, Line, Column);
        copy.Items.AddRange(Items.Select(i => i.Copy()));
        return copy;
    }
}

internal sealed record MapEntry(string Key, DocNode Value, int Line, int Column);

internal sealed class MapNode(string file, int line, int column) : DocNode(file, line, column)
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    public List<MapEntry> Entries { get; } = [];

    public DocNode? this[string key] => _index.TryGetValue(key, out var at) ? Entries[at].Value : null;

    public bool Has(string key) => _index.ContainsKey(key);

    public bool TryAdd(MapEntry entry)
    {
        if (!_index.TryAdd(entry.Key, Entries.Count))
        {
            return false;
        }

        Entries.Add(entry);
        return true;
    }

    public void Set(string key, DocNode value)
    {
        if (_index.TryGetValue(key, out var at))
        {
            Entries[at] = Entries[at] with { Value = value };
        }
        else
        {
            TryAdd(new MapEntry(key, value, value.Line, value.Column));
        }
    }

    public void Remove(string key)
    {
        if (_index.Remove(key, out var at))
        {
            Entries.RemoveAt(at);
            _index.Clear();
            for (var i = 0; i < Entries.Count; i++)
            {
                _index[Entries[i].Key] = i;
            }
        }
    }

    public string? Text(string key) => (this[key] as ScalarNode)?.Value;

    public bool IsTrue(string key) => string.Equals(Text(key), "true", StringComparison.Ordinal);

    public override DocNode Copy()
    {
        var copy = new MapNode(File, Line, Column);
        foreach (var entry in Entries)
        {
            copy.TryAdd(entry with { Value = entry.Value.Copy() });
        }

        return copy;
    }
}
