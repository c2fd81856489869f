using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Zhiping.Review.Queue;

/// <summary>Lists as files that spreadsheets open without running anything in them.</summary>
public static class QueueExport
{
    /// <summary>CSV with a byte order mark; what begins like a formula is kept from being one.</summary>
    public static byte[] Csv(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows.Prepend(head))
        {
            text.AppendJoin(',', row.Select(c => '"' + Harmless(c).Replace("\"", "\"\"", StringComparison.Ordinal) + '"')).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A workbook with one sheet; every cell is text.</summary>
    public static byte[] Excel(string sheet, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var memory = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            var part = book.AddNewPart<WorksheetPart>();
            using (var writer = OpenXmlWriter.Create(part))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteStartElement(new SheetData());
                foreach (var row in rows.Prepend(head))
                {
                    writer.WriteStartElement(new Row());
                    foreach (var cell in row)
                    {
                        writer.WriteElement(new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(Clean(cell))) });
                    }

                    writer.WriteEndElement();
                }

                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = sheet }));
        }

        return memory.ToArray();
    }

    /// <summary>A cell that begins like a formula gets an apostrophe in front.</summary>
    public static string Harmless(string cell) => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠'
        ? "'" + cell
        : cell;

    // Control characters cannot stand in XML.
    private static string Clean(string cell) => new([.. cell.Where(c => !char.IsControl(c) || c is '\n' or '\t')]);
}
