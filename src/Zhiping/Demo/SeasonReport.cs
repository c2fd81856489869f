using System.Diagnostics;
using System.Text.Json;

namespace Zhiping.Demo;

/// <summary>One thing that must hold at the end of every season, and whether it did.</summary>
public sealed record Invariant(string Name, bool Holds, string Found);

/// <summary>What a season came to. Everything but the seconds is the same for the same seed.</summary>
public sealed class SeasonReport(string notice, int applicants, long seed)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Stopwatch whole = Stopwatch.StartNew();

    public string Notice { get; } = notice;

    public int Applicants { get; } = applicants;

    public long Seed { get; } = seed;

    /// <summary>Applications per state, in the order of the states.</summary>
    public SortedDictionary<string, int> States { get; } = new(StringComparer.Ordinal);

    /// <summary>Mistakes people made, and how often the platform answered each with its sentence.</summary>
    public SortedDictionary<string, int> Mistakes { get; } = new(StringComparer.Ordinal);

    public int Certificates { get; set; }

    /// <summary>SHA-256 over names, scores, ranks and certificate numbers, in order of applicant number.</summary>
    public string Fingerprint { get; set; } = "";

    public List<Invariant> Invariants { get; } = [];

    public Dictionary<string, double> Seconds { get; } = new(StringComparer.Ordinal);

    public bool AllHold => Invariants.TrueForAll(i => i.Holds);

    /// <summary>Runs something and counts its seconds under a stage.</summary>
    public async Task Timed(string stage, Func<Task> what)
    {
        var began = whole.Elapsed;
        try
        {
            await what();
        }
        finally
        {
            Seconds[stage] = Seconds.GetValueOrDefault(stage) + (whole.Elapsed - began).TotalSeconds;
        }
    }

    public void Mistake(string kind) => Mistakes[kind] = Mistakes.GetValueOrDefault(kind) + 1;

    public void Check(string name, bool holds, string found) => Invariants.Add(new Invariant(name, holds, found));

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Notice,
            Applicants,
            Seed,
            States,
            Mistakes,
            Certificates,
            Fingerprint,
            Invariants,
            Seconds = Seconds.ToDictionary(s => s.Key, s => Math.Round(s.Value, 2)),
            TotalSeconds = Math.Round(whole.Elapsed.TotalSeconds, 2),
        },
        Indented);
}
