namespace Zhiping.Documents;

/// <summary>Joins PDF documents in the given order, with qpdf; their contents stay as they are.</summary>
public static class PdfJoiner
{
    public static async Task<byte[]> JoinAsync(IReadOnlyList<byte[]> documents, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(documents);
        if (documents.Count == 1)
        {
            return documents[0];
        }

        var directory = Directory.CreateTempSubdirectory("zjoin").FullName;
        try
        {
            List<string> files = [];
            foreach (var document in documents)
            {
                var file = Path.Combine(directory, $"{files.Count:D5}.pdf");
                await File.WriteAllBytesAsync(file, document, cancel);
                files.Add(file);
            }

            var joined = Path.Combine(directory, "joined.pdf");
            var result = await LimitedChild.RunAsync(
                "qpdf", ["--empty", "--deterministic-id", "--pages", .. files, "--", joined], default, TimeSpan.FromMinutes(2), cancel: cancel);

            // 3: done, with warnings.
            return result.ExitCode is 0 or 3
                ? await File.ReadAllBytesAsync(joined, cancel)
                : throw new IOException("The documents could not be joined: " + result.Errors);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
