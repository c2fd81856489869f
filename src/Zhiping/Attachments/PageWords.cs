using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Attachments;

/// <summary>What is wrong with a file or a page, and what to do, in plain words. (N0 四(一)1)</summary>
public static class PageWords
{
    /// <summary>Why a file is no page.</summary>
    public static Refusal Of(PageRefusal refused, SlotDefinition? slot, long length, ClauseRef? clause) => (refused switch
    {
        PageRefusal.None => throw new ArgumentOutOfRangeException(nameof(refused), refused, "Nothing was refused."),
        PageRefusal.Empty => new Refusal("这个文件是空的，0字节。") { Remedy = "请打开原文件看看，再选择一次。" },
        PageRefusal.TooLong when length > 0 => new Refusal("这个文件有{0} MB，超过{1} MB，没有收下。", Megabytes(length), PageRules.MostBytes / 1024 / 1024)
        {
            Remedy = "请用较低的分辨率重新扫描或拍摄。A4纸300 dpi的JPG一般不到3 MB。",
        },
        PageRefusal.TooLong => new Refusal("这个文件超过{0} MB，没有收下。", PageRules.MostBytes / 1024 / 1024)
        {
            Remedy = "请用较低的分辨率重新扫描或拍摄。A4纸300 dpi的JPG一般不到3 MB。",
        },
        PageRefusal.WrongFormat => new Refusal("这个文件不是图片，也不是PDF，打不开。")
        {
            Remedy = "请上传JPG图片。只改文件名后缀不行，请重新扫描或另存为JPG。",
        },
        PageRefusal.NotForSlot => new Refusal("这一栏只收{0}。", string.Join("、", slot?.Formats ?? ["JPG"])) { Remedy = "请另存为这种格式，再上传。" },
        PageRefusal.Truncated => new Refusal("这个文件不完整，后面一部分缺失。") { Remedy = "可能是复制或传输中断了。请用原文件再上传一次。" },
        PageRefusal.Unreadable => new Refusal("这个文件打不开，可能已经损坏。") { Remedy = "请重新扫描或拍摄，存为JPG，再上传。" },
        PageRefusal.TooManyPixels => new Refusal("这张图太大，超过6000万像素，没有打开。") { Remedy = "请用300到600 dpi重新扫描。" },
        PageRefusal.TooSmall => new Refusal("这张图太小，看不清内容。") { Remedy = "请用300 dpi重新扫描，或靠近一些拍摄。" },
        PageRefusal.PdfBroken => new Refusal("这个PDF打不开，可能已经损坏。") { Remedy = "请重新导出PDF，或逐页扫描为JPG。" },
        PageRefusal.PdfEncrypted => new Refusal("这个PDF有密码，打不开。") { Remedy = "请去掉密码，再上传。" },
        PageRefusal.PdfTooManyPages => new Refusal("这个PDF超过{0}页，没有拆开。", ImageLimits.MostPdfPages) { Remedy = "请只保留需要的几页，再上传。" },
        PageRefusal.Infected => new Refusal("病毒检查认为这个文件带有病毒，没有收下，也没有保存。") { Remedy = "请在安全的设备上重新扫描或拍摄，再上传。" },
        PageRefusal.Removed => new Refusal("这一页收下以后，病毒检查发现它的文件带有病毒，已经连同由它做出的图片一起删除。")
        {
            Remedy = "请在安全的设备上重新扫描或拍摄，再上传。已经提交的，请联系正在办理的单位，退回以后补传。",
        },
        PageRefusal.NotScanned => new Refusal("病毒检查一直没有回应，这个文件没有收下。") { Remedy = "请过一会儿再上传一次。还是不行的，请联系平台管理人员。" },
        PageRefusal.SlotFull => new Refusal("这一栏最多{0}页，已经满了。", slot?.MaxPages ?? 1) { Remedy = "请先删除不需要的页，再上传。" },
    }) with
    { Clause = slot?.Clause ?? clause };

    /// <summary>Why nothing came of a PDF; None where it was split.</summary>
    internal static PageRefusal RefusalOf(PdfProblem problem) => problem switch
    {
        PdfProblem.None => PageRefusal.None,
        PdfProblem.Encrypted => PageRefusal.PdfEncrypted,
        PdfProblem.TooManyPages => PageRefusal.PdfTooManyPages,
        PdfProblem.Broken or PdfProblem.NoPages => PageRefusal.PdfBroken,
    };

    /// <summary>What makes a page hard to read, worst first; Chinese texts and keys.</summary>
    public static IReadOnlyList<(string Short, string Advice)> Of(LegibilityNotes notes)
    {
        List<(string, string)> words = [];
        void Add(LegibilityNotes note, string brief, string advice)
        {
            if (notes.HasFlag(note))
            {
                words.Add((brief, advice));
            }
        }

        Add(LegibilityNotes.Blank, "像是空白页", "如果传错了，请重新上传。");
        Add(LegibilityNotes.Dark, "太暗，看不清", "请在亮处重新拍摄，或重新扫描。");
        Add(LegibilityNotes.Blurred, "模糊，看不清", "请把手机拿稳对好焦，重新拍摄，或重新扫描。");
        Add(LegibilityNotes.Faint, "字迹太淡，认不出", "请重新拍摄或扫描，调高对比度。");
        Add(LegibilityNotes.Glare, "有反光", "请避开灯光，重新拍摄。");
        Add(LegibilityNotes.LowResolution, "分辨率太低", "请用300 dpi重新扫描，或靠近一些拍摄。");
        return words;
    }

    /// <summary>Everything that a machine doubted about a page, worst first; Chinese texts and keys.</summary>
    public static IReadOnlyList<string> Doubts(LegibilityNotes notes, int? suggestedTurn, bool repeats) =>
        [.. Of(notes).Select(note => note.Short), .. suggestedTurn is > 0 ? (string[])["像是放倒了"] : [], .. repeats ? (string[])["和另一页重复"] : []];

    /// <summary>1.1 MB, 320 KB.</summary>
    public static string Size(long length) => length >= 1024 * 1024 ? $"{Megabytes(length)} MB" : $"{Math.Max(1, length / 1024)} KB";

    private static string Megabytes(long length) => (length / 1048576.0).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
