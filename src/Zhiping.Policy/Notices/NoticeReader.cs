namespace Zhiping.Policy.Notices;

/// <summary>Reads a notice file with everything it stands on and collects every problem.</summary>
public static partial class NoticeReader
{
    /// <summary>Reads a notice. <paramref name="open"/> gives the text of a file by its path under the notices folder, or null when there is none.</summary>
    public static NoticeReading Read(string path, Func<string, string?> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new NoticeReading(null, [new Problem(path, 1, 1, "", "No such file.", "Check the name.", ProblemSeverity.Error)]);
    }
}
