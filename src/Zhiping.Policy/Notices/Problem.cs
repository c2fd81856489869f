using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

public enum ProblemSeverity
{
    Error = 1,
    Warning = 2,
}

/// <summary>Something wrong with a notice: where, what, and what to write instead. Line and column count from 1.</summary>
public sealed record Problem(string File, int Line, int Column, string Path, LocalText What, LocalText WriteInstead, ProblemSeverity Severity)
{
    /// <summary>One line in the language of a two-letter code: the place, what is wrong, what to write.</summary>
    public string In(string language) =>
        $"{File}:{Line}:{Column} {Path}: {What.In(language)}{(WriteInstead.En.Length == 0 ? "" : $" {WriteInstead.In(language)}")}";

    public override string ToString() => In("en");
}

/// <summary>What reading a notice gave: the notice where there is no error, and every problem.</summary>
public sealed record NoticeReading(Notice? Notice, IReadOnlyList<Problem> Problems)
{
    public bool Ok => Notice is not null && Problems.All(p => p.Severity != ProblemSeverity.Error);
}
