using Zhiping.Applications;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Attachments;

/// <summary>Why a page cannot be added or changed. Pure.</summary>
public static class PageRules
{
    /// <summary>20 MB: an A4 page at 600 dpi as JPG has less than half.</summary>
    public const long MostBytes = 20L * 1024 * 1024;

    /// <summary>Files that were refused stay in view until removed; more than this many in one slot do not.</summary>
    public const int MostRefused = 20;

    public const int MostBoxes = 60;

    /// <summary>The applicant writes the applicant's slots while the draft is open; the unit fills its own while it has the application. (D2, F2)</summary>
    public static Refusal? CanWrite(Application application, SlotDefinition? slot, Act act) =>
        slot is null ? new Refusal("这份通知没有这一栏附件。")
        : slot.FilledBy == SlotFiller.Unit
            ? act.ForBody != application.UnitId ? new Refusal("这一栏由单位上传。")
            : application.State != ApplicationState.AtUnit ? ApplicationRules.WrongState(application)
            : ApplicationRules.Lapsed(application, act.At)
        : application.PersonId != act.By ? ApplicationRules.NotYours()
        : ApplicationRules.CanWrite(application, act.At);

    /// <summary>The format fits the slot. HEIC counts as JPG, since phones take it and it is converted.</summary>
    public static bool Fits(SlotDefinition slot, ImageFormat format) => format switch
    {
        ImageFormat.Jpeg or ImageFormat.Heic => slot.Formats.Contains("JPG", StringComparer.OrdinalIgnoreCase),
        ImageFormat.Png => slot.Formats.Contains("PNG", StringComparer.OrdinalIgnoreCase) || slot.Formats.Contains("JPG", StringComparer.OrdinalIgnoreCase),
        ImageFormat.Pdf => slot.Formats.Contains("PDF", StringComparer.OrdinalIgnoreCase),
        ImageFormat.Unknown => false,
    };

    public static Refusal? CanAnswer(AttachedPage page) => page.State == PageState.Ready ? null
        : new Refusal("这一页还没有检查完，请稍等再回答。") { Remedy = "检查一般几秒钟。" };

    /// <summary>Four corners in their order round a piece of the page that is large enough to be one.</summary>
    public static Refusal? CanCrop(IReadOnlyList<Spot> corners) =>
        corners.Count != 4 || corners.Any(corner => !(corner.X >= 0 && corner.X <= 1 && corner.Y >= 0 && corner.Y <= 1))
            ? new Refusal("四个角的位置要填0到100之间的数。") { Remedy = "数字是页面宽或高的百分比，例如12.5。", Field = "x" }
        : !PageCut.IsConvex(corners)
            ? new Refusal("这四个角围不成一张纸，没有裁剪。") { Remedy = "请按左上、右上、右下、左下的顺序，放在纸的四个角上。", Field = "x" }
        : PageCut.Area(corners) < 0.05
            ? new Refusal("这样裁剪后剩下的太小，没有裁剪。") { Remedy = "请把四个角放在纸的四个角上。", Field = "x" }
        : null;

    public static Refusal? CanCover(AttachedPage page, IReadOnlyList<MaskBox> boxes, MaskingRules masking) =>
        CanAnswer(page)
        ?? (boxes.Count > MostBoxes ? new Refusal("一页最多{0}块遮盖。", MostBoxes) { Remedy = "请合并一些。" }
        : boxes.Any(box => !box.IsSound) ? new Refusal("有一块遮盖在页面外面，没有保存。") { Remedy = "位置和大小用页面宽高的百分比，0到100之间。", Field = "Boxes" }
        : boxes.Sum(box => box.Area) > 0.9 ? new Refusal("遮盖几乎盖住了整页，没有保存。")
        {
            Remedy = "只遮盖本人姓名、照片和单位，其余要留着。",
            Clause = masking.Clause,
            Field = "Boxes",
        }
        : null);

    /// <summary>A single box, or all together, over the notice's share: a warning while masking, a finding in the check. (E4)</summary>
    public static bool IsLarge(double share, MaskingRules masking) => share > (double)masking.MaxMaskedShare;
}
