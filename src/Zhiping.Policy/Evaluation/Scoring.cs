using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Evaluation;

/// <summary>A mark for one criterion.</summary>
public sealed record Mark(string Criterion, decimal Points);

/// <summary>Why a sheet cannot be counted: the criterion and what is wrong.</summary>
public sealed record MarkProblem(string Criterion, LocalText What);

/// <summary>Adding up and averaging scores, in decimals, rounded once and half away from zero.</summary>
public static class Scoring
{
    /// <summary>What is wrong with a sheet: a criterion without a mark, a mark beyond the maximum, with more than two decimals, or for no criterion.</summary>
    public static IReadOnlyList<MarkProblem> Problems(ScoringStandard standard, IReadOnlyCollection<Mark> marks)
    {
        var problems = new List<MarkProblem>();
        foreach (var criterion in standard.Criteria)
        {
            var given = marks.Where(m => string.Equals(m.Criterion, criterion.Id, StringComparison.Ordinal)).ToList();
            if (given.Count == 0)
            {
                problems.Add(new MarkProblem(criterion.Id, new($"“{criterion.Name.Zh}”没有打分。", $"'{criterion.Name.En}' has no mark.")));
            }
            else if (given.Count > 1)
            {
                problems.Add(new MarkProblem(criterion.Id, new($"“{criterion.Name.Zh}”打了两次分。", $"'{criterion.Name.En}' has two marks.")));
            }
            else if (given[0].Points < 0 || given[0].Points > criterion.Max.Value)
            {
                problems.Add(new MarkProblem(criterion.Id, new(
                    $"“{criterion.Name.Zh}”应在0到{criterion.Max.Value:0.##}分之间。", $"'{criterion.Name.En}' is between 0 and {criterion.Max.Value:0.##}.")));
            }
            else if (decimal.Round(given[0].Points, 2) != given[0].Points)
            {
                problems.Add(new MarkProblem(criterion.Id, new($"“{criterion.Name.Zh}”最多两位小数。", $"'{criterion.Name.En}' has at most two decimals.")));
            }
        }

        problems.AddRange(marks
            .Where(m => !standard.Criteria.Any(c => string.Equals(c.Id, m.Criterion, StringComparison.Ordinal)))
            .Select(m => new MarkProblem(m.Criterion, new("赋分标准里没有这一项。", "The standard has no such criterion."))));
        return problems;
    }

    /// <summary>The total of a sheet. Throws <see cref="ArgumentException"/> when the sheet has problems.</summary>
    public static Score Total(ScoringStandard standard, IReadOnlyCollection<Mark> marks)
    {
        var problems = Problems(standard, marks);
        return problems.Count == 0
            ? new Score(marks.Sum(m => m.Points))
            : throw new ArgumentException(string.Join(" ", problems.Select(p => p.What.En)), nameof(marks));
    }

    /// <summary>The average of several scores, rounded to two decimals half away from zero; null of none.</summary>
    public static Score? Average(IReadOnlyCollection<Score> scores) => scores.Count == 0
        ? null
        : new Score(decimal.Round(scores.Sum(s => s.Value) / scores.Count, 2, MidpointRounding.AwayFromZero));

    /// <summary>Expert score and defence value weighed into one: the defence counts its weight, the dossier the rest. Without a defence value the dossier counts whole.</summary>
    public static Score Combine(Score dossier, Score? defence, Percent defenceWeight) => defence is not { } said
        ? dossier
        : new Score(decimal.Round(
            ((dossier.Value * (100m - defenceWeight.Value)) + (said.Value * defenceWeight.Value)) / 100m, 2, MidpointRounding.AwayFromZero));
}
