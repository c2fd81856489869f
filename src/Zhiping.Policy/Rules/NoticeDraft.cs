using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>A notice on its way to publication: read, checked, its examples run. What is wrong with any of it stands among the problems.</summary>
/// <param name="Notice">Null while something is wrong: then it cannot be published.</param>
public sealed record NoticeDraft(Notice? Notice, CompiledNotice? Compiled, IReadOnlyList<Problem> Problems)
{
    public bool MayPublish => Notice is not null;

    /// <summary>Reads, checks and runs the examples.</summary>
    /// <param name="open">Gives the text of a file by its path under the notices folder, or null.</param>
    public static NoticeDraft Read(string path, Func<string, string?> open)
    {
        var reading = NoticeReader.Read(path, open);
        return reading.Notice is { } notice ? Of(notice, reading.Problems, open) : new NoticeDraft(null, null, reading.Problems);
    }

    /// <summary>Runs the examples of a notice that was read.</summary>
    public static NoticeDraft Of(Notice notice, IReadOnlyList<Problem> problems, Func<string, string?> open)
    {
        var compiled = PolicyCompiler.Compile(notice);
        var failures = NoticeExamples.Run(compiled, open);
        return failures.Count == 0
            ? new NoticeDraft(notice, compiled, problems)
            : new NoticeDraft(null, null, [.. failures.Select(f => Failed(notice, f)), .. problems]);
    }

    private static Problem Failed(Notice notice, ExampleFailure failure)
    {
        var path = $"examples[{failure.Id}]";
        var at = NoticeCheck.Locate(notice.Resolved, path);
        List<LocalText> differences = [];
        if (failure.Missing.Count > 0)
        {
            differences.Add(new("没有查出" + string.Join("、", failure.Missing), "not found: " + string.Join(", ", failure.Missing)));
        }

        if (failure.Unexpected.Count > 0)
        {
            differences.Add(new("多查出了" + string.Join("、", failure.Unexpected), "found and not expected: " + string.Join(", ", failure.Unexpected)));
        }

        var what = failure.Broken ?? new(
            $"示例的结果和写的不一样：{string.Join("；", differences.Select(d => d.Zh))}。", $"The example does not come out as it says: {string.Join("; ", differences.Select(d => d.En))}.");
        return new Problem(
            at.File, at.Line, at.Column, path, what,
            new("请改正通知或示例，改好以前不能发布。", "Correct the notice, or the example; until then it cannot be published."), ProblemSeverity.Error);
    }
}
