namespace Zhiping.Policy.Notices;

public enum ProblemSeverity
{
    Error = 1,
    Warning = 2,
}

/// <summary>Something wrong with a notice: where, what, and what to write instead. Line and column count from 1.</summary>
public sealed record Problem(string File, int Line, int Column, string Path, string What, string WriteInstead, ProblemSeverity Severity)
{
    public override string ToString() =>
        $"{File}:{Line}:{Column} {Path}: {What}{(WriteInstead.Length == 0 ? "" : $" {WriteInstead}")}";
}

/// <summary>What reading a notice gave: the notice where there is no error, and every problem.</summary>
public sealed record NoticeReading(Notice? Notice, IReadOnlyList<Problem> Problems)
{
    public bool Ok => Notice is not null && Problems.All(p => p.Severity != ProblemSeverity.Error);
}
