using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Zhiping.Documents.Signing;

/// <summary>
/// Reads as much of a PDF with a classic cross-reference table as appending to it needs, as our own printer and qpdf write them.
/// Everything is handled as Latin-1, one character a byte.
/// </summary>
internal sealed partial class PdfUpdate
{
    private readonly string text;
    private readonly int size;
    private readonly long lastXref;
    private readonly string root;
    private readonly string info;
    private readonly Dictionary<int, long> offsets = [];
    private readonly SortedDictionary<int, string> changed = [];

    public PdfUpdate(byte[] pdf)
    {
        text = Encoding.Latin1.GetString(pdf);
        var start = text.LastIndexOf("startxref", StringComparison.Ordinal);
        if (start < 0 || !long.TryParse(text.AsSpan(start + 9, Math.Min(24, text.Length - start - 9)).Trim().ToString().Split('\n', '\r')[0], CultureInfo.InvariantCulture, out lastXref))
        {
            throw new FormatException("The document has no cross-reference table.");
        }

        var trailer = ReadTables((int)lastXref);
        size = int.Parse(Entry(SizeEntry(), trailer), CultureInfo.InvariantCulture);
        root = Entry(RootEntry(), trailer);
        info = InfoEntry().Match(trailer) is { Success: true } match ? match.Groups["value"].Value : string.Empty;
        Next = size;
    }

    /// <summary>The number that the next new object gets.</summary>
    public int Next { get; private set; }

    /// <summary>The number of the document's catalogue.</summary>
    public int Root => int.Parse(root.Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>The number of the first page.</summary>
    public int FirstPage
    {
        get
        {
            var node = int.Parse(Entry(PagesEntry(), Body(Root)), CultureInfo.InvariantCulture);
            for (var depth = 0; depth < 32; depth++)
            {
                var body = Body(node);
                if (!KidsEntry().IsMatch(body))
                {
                    return node;
                }

                node = int.Parse(Entry(KidsEntry(), body), CultureInfo.InvariantCulture);
            }

            throw new FormatException("The document has no page.");
        }
    }

    /// <summary>The dictionary of an object, between <c>obj</c> and <c>endobj</c>.</summary>
    public string Body(int number)
    {
        if (changed.TryGetValue(number, out var fresh))
        {
            return fresh;
        }

        var at = (int)offsets[number];
        var from = text.IndexOf("obj", at, StringComparison.Ordinal) + 3;
        var until = text.IndexOf("endobj", from, StringComparison.Ordinal);
        return text[from..until].Trim();
    }

    public int Add(string body)
    {
        changed[Next] = body;
        return Next++;
    }

    public void Change(int number, string body) => changed[number] = body;

    /// <summary>The document with the new and changed objects appended; what was there stays byte for byte.</summary>
    public byte[] Finish()
    {
        var result = new StringBuilder(text);
        if (!text.EndsWith('\n'))
        {
            result.Append('\n');
        }

        var places = new SortedDictionary<int, int>();
        foreach (var (number, body) in changed)
        {
            places[number] = result.Length;
            result.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }

        var table = result.Length;
        result.Append("xref\n");
        foreach (var (number, at) in places)
        {
            result.Append(CultureInfo.InvariantCulture, $"{number} 1\n{at:D10} 00000 n \n");
        }

        result.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {Next}/Root {root}");
        if (info.Length > 0)
        {
            result.Append("/Info ").Append(info);
        }

        result.Append(CultureInfo.InvariantCulture, $"/Prev {lastXref}>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(result.ToString());
    }

    private string ReadTables(int at)
    {
        string? newest = null;
        for (var tables = 0; tables < 64; tables++)
        {
            if (at < 0 || at >= text.Length || !text.AsSpan(at).TrimStart().StartsWith("xref"))
            {
                throw new FormatException("The document has no classic cross-reference table.");
            }

            var end = text.IndexOf("trailer", at, StringComparison.Ordinal);
            ReadTable(text[at..end]);
            var trailer = text[end..text.IndexOf("startxref", end, StringComparison.Ordinal)];
            newest ??= trailer;
            if (PrevEntry().Match(trailer) is not { Success: true } previous)
            {
                return newest;
            }

            at = int.Parse(previous.Groups["value"].ValueSpan, CultureInfo.InvariantCulture);
        }

        throw new FormatException("The document was changed too often.");
    }

    private void ReadTable(string table)
    {
        var number = 0;
        foreach (var line in table.Split('\n', '\r').Skip(1).Where(line => line.Length > 0))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 2)
            {
                number = int.Parse(parts[0], CultureInfo.InvariantCulture);
            }
            else if (parts.Length == 3)
            {
                if (parts[2] == "n")
                {
                    offsets.TryAdd(number, long.Parse(parts[0], CultureInfo.InvariantCulture));
                }

                number++;
            }
        }
    }

    private static string Entry(Regex entry, string where)
        => entry.Match(where) is { Success: true } match ? match.Groups["value"].Value : throw new FormatException("The document is not built as expected.");

    [GeneratedRegex(@"/Size\s+(?<value>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SizeEntry();

    [GeneratedRegex(@"/Root\s+(?<value>\d+\s+\d+\s+R)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RootEntry();

    [GeneratedRegex(@"/Info\s+(?<value>\d+\s+\d+\s+R)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex InfoEntry();

    [GeneratedRegex(@"/Prev\s+(?<value>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PrevEntry();

    [GeneratedRegex(@"/Pages\s+(?<value>\d+)\s+\d+\s+R", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PagesEntry();

    [GeneratedRegex(@"/Kids\s*\[\s*(?<value>\d+)\s+\d+\s+R", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex KidsEntry();
}
