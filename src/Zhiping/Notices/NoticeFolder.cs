using Zhiping.Policy.Notices;

namespace Zhiping.Notices;

/// <summary>Where notice files are found: the folder that holds national.yaml, above a file, the working folder or the program.</summary>
public sealed class NoticeFolder
{
    private NoticeFolder(string root) => Root = root;

    public string Root { get; }

    /// <summary>Finds the folder, or null when there is none.</summary>
    /// <param name="hint">A file or folder inside it, or null.</param>
    public static NoticeFolder? Find(string? hint)
    {
        foreach (var start in (string?[])[hint, Directory.GetCurrentDirectory(), AppContext.BaseDirectory])
        {
            for (var folder = start is null ? null : Path.GetFullPath(start); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                foreach (var root in (string[])[folder, Path.Combine(folder, "notices")])
                {
                    if (File.Exists(Path.Combine(root, "national.yaml")))
                    {
                        return new NoticeFolder(root);
                    }
                }
            }
        }

        return null;
    }

    /// <summary>The text of a file by its path under the folder, or null. Paths that lead out of it have none.</summary>
    public string? Open(string path)
    {
        var full = Path.GetFullPath(Path.Combine(Root, path));
        if (!full.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(full))
        {
            return null;
        }

        // One byte more than the reader takes is enough for it to refuse the file.
        using var reader = new StreamReader(full);
        var buffer = new char[(1024 * 1024) + 1];
        var length = reader.ReadBlock(buffer, 0, buffer.Length);
        return new string(buffer, 0, length);
    }

    /// <summary>An id such as aksu/2024-culture, from an id or from a file inside the folder.</summary>
    public string Name(string idOrFile)
    {
        if (File.Exists(idOrFile) && Path.GetFullPath(idOrFile).StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            idOrFile = Path.GetRelativePath(Root, idOrFile).Replace('\\', '/');
        }

        return idOrFile.EndsWith(".yaml", StringComparison.Ordinal) ? idOrFile[..^5] : idOrFile;
    }

    /// <summary>Every notice: the files of the regions' folders, and the national layer.</summary>
    public IEnumerable<string> All() => Directory.EnumerateFiles(Root, "*.yaml", SearchOption.AllDirectories)
        .Select(Name)
        .Where(n => n.Split('/')[0] is not ("forms" or "calendars" or "directory" or "examples" or "schema"))
        .Order(StringComparer.Ordinal);

    public NoticeReading Read(string idOrFile) => NoticeReader.Read(Name(idOrFile), Open);
}
