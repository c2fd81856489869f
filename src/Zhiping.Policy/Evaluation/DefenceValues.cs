using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Evaluation;

/// <summary>A candidate as the defence left it. <paramref name="Exempt"/>: exempt and the exemption not declined. <paramref name="Absent"/>: had to defend and did not come.</summary>
public sealed record DefenceCandidate(string Id, string Specialty, bool MustDefend, bool Exempt, bool Absent, IReadOnlyList<Score> Scores);

public enum DefenceOrigin
{
    /// <summary>The average of the judges' scores.</summary>
    Defended = 1,

    /// <summary>The average of those who defended in the specialty this year.</summary>
    ExemptAverage = 2,

    /// <summary>Counted as passed where the defence is not scored.</summary>
    ExemptPass = 3,

    /// <summary>No defence at this level.</summary>
    NotRequired = 4,

    /// <summary>Nobody of the specialty defended, or the notice does not say: the committee decides on record.</summary>
    CommitteeDecides = 5,

    /// <summary>Had to defend and did not.</summary>
    Absent = 6,
}

public sealed record DefenceValue(string Id, Score? Value, DefenceOrigin Origin, LocalText Words);

/// <summary>The value of everybody's defence, exemptions included (I2).</summary>
public static class DefenceValues
{
    public static IReadOnlyList<DefenceValue> Fill(IReadOnlyCollection<DefenceCandidate> candidates, ExemptValue exemptValue)
    {
        var own = candidates.ToDictionary(c => c.Id, c => Scoring.Average(c.Scores), StringComparer.Ordinal);
        var averages = candidates
            .Where(c => c.MustDefend && !c.Exempt && !c.Absent && c.Scores.Count > 0)
            .GroupBy(c => c.Specialty, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g => (Value: Scoring.Average([.. g.Select(c => own[c.Id]!.Value)])!.Value, Count: g.Count()),
                StringComparer.Ordinal);
        return [.. candidates.Select(c => One(c, own[c.Id], averages, exemptValue))];
    }

    private static DefenceValue One(
        DefenceCandidate candidate, Score? own, Dictionary<string, (Score Value, int Count)> averages, ExemptValue exemptValue)
    {
        if (!candidate.MustDefend)
        {
            return new(candidate.Id, null, DefenceOrigin.NotRequired, new("该级别不答辩", "no defence at this level"));
        }

        if (candidate.Exempt)
        {
            return exemptValue switch
            {
                ExemptValue.Pass => new(candidate.Id, null, DefenceOrigin.ExemptPass, new("免答辩，按通过计", "exempt, counted as passed")),
                ExemptValue.AverageOfDefended when averages.TryGetValue(candidate.Specialty, out var average) => new(
                    candidate.Id, average.Value, DefenceOrigin.ExemptAverage,
                    new($"免答辩，取本专业当年{average.Count}位答辩人员的平均分{average.Value}", $"exempt: average {average.Value} of the {average.Count} who defended")),
                ExemptValue.AverageOfDefended => new(
                    candidate.Id, null, DefenceOrigin.CommitteeDecides,
                    new("免答辩，但本专业当年无人答辩，没有平均分，由评委会决定并记录", "exempt, but nobody of the specialty defended: the committee decides on record")),
                ExemptValue.NotSaid => new(
                    candidate.Id, null, DefenceOrigin.CommitteeDecides,
                    new("免答辩，通知没有写明怎样赋分，由评委会决定并记录", "exempt; the notice does not say how it counts: the committee decides on record")),
                _ => throw new ArgumentOutOfRangeException(nameof(exemptValue), exemptValue, "Not a value of exemption."),
            };
        }

        return own is null || candidate.Absent
            ? new(candidate.Id, null, DefenceOrigin.Absent, new("应答辩而没有参加", "had to defend and did not"))
            : new(candidate.Id, own, DefenceOrigin.Defended, new($"{candidate.Scores.Count}位专家的平均分", $"average of {candidate.Scores.Count} experts"));
    }
}
