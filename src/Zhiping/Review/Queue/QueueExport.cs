using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
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
        using var memory = new MemoryStream();
        using (var text = new StreamWriter(memory, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }))
        {
            foreach (var row in rows.Prepend(head))
            {
                foreach (var cell in row)
                {
                    csv.WriteField(Harmless(cell));
                }

                csv.NextRecord();
            }
        }

        return memory.ToArray();
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
                        writer.WriteElement(new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(Clean(cell))) });
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
