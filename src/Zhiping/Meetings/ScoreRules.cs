using System.Globalization;
using Zhiping.Data;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Notices;

namespace Zhiping.Meetings;

/// <summary>Why scores cannot be kept or handed in.</summary>
public static class ScoreRules
{
    public static Refusal? CanSave(ScoreSheet sheet, int from) =>
        sheet.ExcusedAt is not null ? new Refusal("您已经不评这份材料了。") { IsConflict = true }
        : sheet.SubmittedAt is { } at ? new Refusal("您在{0}已经提交评分，提交后不能再改。", Beijing.Full(at))
        : sheet.Number != from
            ? new Refusal("这份评分在另一个窗口里改过。") { Remedy = "您刚才写的还在本页，请核对后再保存。", IsConflict = true }
        : null;

    public static Refusal? CanSubmit(ScoreSheet sheet, Meeting meeting, ScoringStandard standard, IReadOnlyList<Mark>? marks)
    {
        if (CanSave(sheet, sheet.Number) is { } refused)
        {
            return refused;
        }

        if (meeting.State is not MeetingState.Reading)
        {
            return new Refusal("评阅已经结束，不能再提交评分。") { IsConflict = true };
        }

        if (marks is null)
        {
            return new Refusal("有的评分不是数字。") { Remedy = "请写数字，例如25或25.5。", Field = "Marks" };
        }

        var problems = Scoring.Problems(standard, marks);
        var problem = problems.Count == 0 ? null : problems[0];
        return problem is null ? null : new Refusal("{0}", problem.What) { Field = "Marks[" + problem.Criterion + "]", Clause = standard.Clause };
    }

    /// <summary>What was typed as numbers; blank ones are left out; null when one is no number.</summary>
    public static IReadOnlyList<Mark>? Read(IReadOnlyDictionary<string, string> typed)
    {
        var marks = new List<Mark>();
        foreach (var (criterion, text) in typed.Where(t => !string.IsNullOrWhiteSpace(t.Value)))
        {
            if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points))
            {
                return null;
            }

            marks.Add(new Mark(criterion, points));
        }

        return marks;
    }
}
