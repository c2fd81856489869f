namespace Zhiping.Data;

/// <summary>One thing that a verb did, waiting to become a history entry. Data holds ids, field names and hashes, never personal data.</summary>
public sealed record Fact(Act Act, string Verb, IReadOnlyDictionary<string, string> Data);

/// <summary>An entity whose verbs leave history entries, chained by hash per subject.</summary>
public abstract class Recorded
{
    private readonly List<Fact> unrecorded = [];

    public Guid Id { get; protected set; }

    /// <summary>What the history calls this kind of subject, such as "application".</summary>
    public abstract string SubjectKind { get; }

    /// <summary>Facts of verbs since the last commit.</summary>
    public IReadOnlyList<Fact> Unrecorded => unrecorded;

    /// <summary>Adds a fact to be written with the next commit, in the same transaction as the change.</summary>
    public void Record(Act act, string verb, params (string Key, object? Value)[] data) =>
        unrecorded.Add(new Fact(act, verb, data.Where(d => d.Value is not null)
            .ToDictionary(d => d.Key, d => Convert.ToString(d.Value, System.Globalization.CultureInfo.InvariantCulture)!)));

    /// <summary>Called by the commit once the entries are written.</summary>
    public void MarkRecorded() => unrecorded.Clear();
}
