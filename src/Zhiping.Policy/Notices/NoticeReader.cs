using Zhiping.Policy.Notices.Reading;

namespace Zhiping.Policy.Notices;

/// <summary>Reads a notice file with everything it stands on and collects every problem.</summary>
public static class NoticeReader
{
    /// <summary>Reads a notice. <paramref name="open"/> gives the text of a file by its path under the notices folder, or null when there is none.</summary>
    /// <param name="path">Such as aksu/2024-culture or aksu/2024-culture.yaml.</param>
    public static NoticeReading Read(string path, Func<string, string?> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        var problems = new List<Problem>();
        var root = new Resolver(open, problems).Resolve(path);
        if (root is null)
        {
            return new NoticeReading(null, Tidy(problems));
        }

        var notice = Bind(root, problems);
        if (notice is not null)
        {
            NoticeCheck.Run(notice, problems);
        }

        var tidy = Tidy(problems);
        return new NoticeReading(tidy.Any(p => p.Severity == ProblemSeverity.Error) ? null : notice, tidy);
    }

    internal static Notice? Bind(MapNode root, List<Problem> problems)
    {
        var before = problems.Count;
        var notice = new Binder(problems).Bind<Notice>(root, "");
        if (notice is null || problems.Skip(before).Any(p => p.Severity == ProblemSeverity.Error))
        {
            return null;
        }

        notice.Attach(root);
        return notice;
    }

    private static List<Problem> Tidy(List<Problem> problems) =>
    [
        .. problems.DistinctBy(p => (p.File, p.Line, p.Column, p.What.En))
            .OrderBy(p => p.Severity).ThenBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column),
    ];
}
