using Zhiping.Documents;
using System.Globalization;
using System.Text;
using Xunit;
using Zhiping.Attachments.Imaging;

namespace Zhiping.Tests.Attachments;

public sealed class PdfPagesTests
{
    [Fact]
    public async Task Split_OfAPlainPdf_GivesOnePictureAPage()
    {
        using var split = await PdfPages.SplitAsync(Pdf(3));
        Assert.Equal(PdfProblem.None, split.Problem);
        Assert.Equal(3, split.Files.Count);
        Assert.All(split.Files, file => Assert.Equal(ImageFormat.Jpeg, ImageFormats.Of(File.ReadAllBytes(file))));
    }

    [Fact]
    public async Task Split_OfTooManyPages_IsRefusedBeforeAnyIsDrawn()
    {
        using var split = await PdfPages.SplitAsync(Pdf(101));
        Assert.Equal((PdfProblem.TooManyPages, 101), (split.Problem, split.PageCount));
    }

    [Fact]
    public async Task Split_OfSomethingBroken_IsRefused()
    {
        using var split = await PdfPages.SplitAsync("%PDF-1.7 and then nothing of the kind"u8.ToArray());
        Assert.Contains(split.Problem, new[] { PdfProblem.Broken, PdfProblem.NoPages });
        Assert.Empty(split.Files);
    }

    [Fact]
    public async Task Split_OfAPdfWithPassword_IsRefusedAsEncrypted()
    {
        var directory = Directory.CreateTempSubdirectory("zt").FullName;
        var (plain, locked) = (Path.Combine(directory, "a.pdf"), Path.Combine(directory, "b.pdf"));
        await File.WriteAllBytesAsync(plain, Pdf(1));
        await LimitedChild.RunAsync("qpdf", ["--encrypt", "one", "two", "256", "--", plain, locked], default, TimeSpan.FromSeconds(20));
        using var split = await PdfPages.SplitAsync(await File.ReadAllBytesAsync(locked));
        Directory.Delete(directory, recursive: true);
        Assert.Equal(PdfProblem.Encrypted, split.Problem);
    }

    /// <summary>A PDF of so many empty A4 pages.</summary>
    internal static byte[] Pdf(int pages)
    {
        var kids = string.Join(' ', Enumerable.Range(3, pages).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R")));
        List<string> objects = ["<</Type/Catalog/Pages 2 0 R>>", $"<</Type/Pages/Count {pages}/Kids[{kids}]>>"];
        objects.AddRange(Enumerable.Repeat("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>", pages));
        var text = new StringBuilder("%PDF-1.4\n");
        List<int> offsets = [];
        for (var index = 0; index < objects.Count; index++)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj{objects[index]}endobj\n");
        }

        var start = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
