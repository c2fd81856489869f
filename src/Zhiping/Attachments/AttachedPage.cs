using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Attachments;

/// <summary>How far a page is.</summary>
public enum PageState
{
    /// <summary>Arrived; its content is being judged.</summary>
    Checking,

    /// <summary>Opened, turned upright, shown.</summary>
    Ready,

    /// <summary>No page: the reason stands in <see cref="AttachedPage.Refused"/>.</summary>
    Refused,
}

/// <summary>Why a file is no page. The words are in <see cref="PageWords"/>.</summary>
public enum PageRefusal
{
    None,
    Empty,
    TooLong,
    WrongFormat,
    NotForSlot,
    Truncated,
    Unreadable,
    TooManyPixels,
    TooSmall,
    PdfBroken,
    PdfEncrypted,
    PdfTooManyPages,
    SlotFull,
    Infected,
    NotScanned,

    /// <summary>It was taken, and a virus was found in its file later: the file and every picture made of it are gone.</summary>
    Removed,
}

/// <summary>Where a page belongs: a slot of a section, of one entry where the slot is asked for each.</summary>
public sealed record PagePlace(string SectionId, string? EntryId, string SlotId);

/// <summary>
/// One picture that proves something: the file as it came, its upright rendition, the answer about masking and the masked rendition.
/// Part of the draft, so it leaves no history; a submission freezes its hash.
/// </summary>
public sealed class AttachedPage
{
    private AttachedPage()
    {
    }

    /// <summary>A page that has not come yet.</summary>
    public AttachedPage(Act act, Guid applicationId, PagePlace place, string fileName, Guid? id = null, int order = 0)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(place);
        Id = id ?? Ids.Row(act.At);
        BlindId = Ids.Blind();
        ApplicationId = applicationId;
        SectionId = place.SectionId;
        EntryId = place.EntryId;
        SlotId = place.SlotId;
        Order = order;
        FileName = Shortened(fileName);
        UploadedBy = act.By ?? Guid.Empty;
        UploadedAt = act.At;
    }

    public Guid Id { get; private set; }

    /// <summary>The only id of this page that an expert's browser ever sees.</summary>
    public Guid BlindId { get; private set; }

    public Guid ApplicationId { get; private set; }

    public string SectionId { get; private set; } = string.Empty;

    public string? EntryId { get; private set; }

    public string SlotId { get; private set; } = string.Empty;

    /// <summary>Rises within the slot; gaps and equal numbers do no harm.</summary>
    public int Order { get; private set; }

    /// <summary>As the applicant called it, for display to the applicant only.</summary>
    public string FileName { get; private set; } = string.Empty;

    public Guid UploadedBy { get; private set; }

    public DateTimeOffset UploadedAt { get; private set; }

    /// <summary>What the first bytes say.</summary>
    public ImageFormat Format { get; private set; }

    /// <summary>The file of this page, untouched; null when it was never kept.</summary>
    public string? OriginalSha256 { get; private set; }

    public long Length { get; private set; }

    /// <summary>The PDF that this page was split from, and which page of it.</summary>
    public string? SourceSha256 { get; private set; }

    public int? SourcePage { get; private set; }

    public PageState State { get; private set; }

    public PageRefusal Refused { get; private set; }

    /// <summary>Quarter turns clockwise by hand, on top of EXIF.</summary>
    public int Turn { get; private set; }

    /// <summary>How it was cut by hand on top of that, as <see cref="PageCut"/> writes it; null while it is shown whole.</summary>
    public string? Cut { get; private set; }

    public string? UprightSha256 { get; private set; }

    public string? ThumbSha256 { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public LegibilityNotes Notes { get; private set; }

    /// <summary>What it looks like, to be told from others (<see cref="Likeness"/>).</summary>
    public byte[]? Print { get; private set; }

    /// <summary>Quarter turns that the words on it ask for, read by the machine; null while nobody has read it.</summary>
    public int? SuggestedTurn { get; private set; }

    /// <summary>The applicant has looked at the notes and keeps the page.</summary>
    public bool IsKept { get; private set; }

    public MaskAnswer Mask { get; private set; }

    public IReadOnlyList<MaskBox> Boxes { get; private set; } = [];

    /// <summary>Suggestions that the applicant has said no to, by their key.</summary>
    public IReadOnlyList<string> Dismissed { get; private set; } = [];

    public string? MaskedSha256 { get; private set; }

    public string? MaskedThumbSha256 { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    public uint Version { get; private set; }

    public PagePlace Place => new(SectionId, EntryId, SlotId);

    /// <summary>Share of the page under the boxes; overlaps count once where they are equal, else twice.</summary>
    public double MaskedShare => Math.Min(1, Boxes.Distinct().Sum(box => box.Area));

    /// <summary>The picture that experts may see, once it is what was asked for; null until then.</summary>
    public string? ShownToExperts => State != PageState.Ready ? null : Mask switch
    {
        MaskAnswer.No => UprightSha256,
        MaskAnswer.Yes => MaskedSha256,
        _ => null,
    };

    /// <summary>The file was kept and looks like what the slot takes; its content is judged next.</summary>
    public void Arrive(BlobRef file, ImageFormat format)
    {
        ArgumentNullException.ThrowIfNull(file);
        OriginalSha256 = file.Sha256;
        Length = file.Length;
        Format = format;
        State = PageState.Checking;
    }

    /// <summary>One page of a PDF.</summary>
    public void ComeFrom(string pdfSha256, int page)
    {
        SourceSha256 = pdfSha256;
        SourcePage = page;
    }

    public void Refuse(PageRefusal why, long length = 0)
    {
        State = PageState.Refused;
        Refused = why;
        Length = length > 0 ? length : Length;
    }

    /// <summary>A virus was found in its file after it had been taken; nothing that was made of it is kept. What was said about masking goes with the pictures.</summary>
    public void Remove()
    {
        Refuse(PageRefusal.Removed);
        Mask = MaskAnswer.Unanswered;
        Boxes = [];
        Dismissed = [];
        SuggestedTurn = null;
        Print = null;
        UprightSha256 = null;
        ThumbSha256 = null;
        UnMask();
    }

    /// <summary>Takes over what the pipeline made of the file.</summary>
    public void Take(PageRendition rendition)
    {
        ArgumentNullException.ThrowIfNull(rendition);
        if (rendition.Refused != PageRefusal.None)
        {
            Refuse(rendition.Refused);
            return;
        }

        UprightSha256 = rendition.Sha256;
        ThumbSha256 = rendition.ThumbSha256;
        Width = rendition.Width;
        Height = rendition.Height;
        Notes = rendition.Notes;
        Print = rendition.Print;
        State = PageState.Ready;
    }

    /// <summary>Turns it by hand; the boxes turn with it and are burnt anew.</summary>
    public void TurnBy(int quarters)
    {
        var turns = ((quarters % 4) + 4) % 4;
        for (var turn = 0; turn < turns; turn++)
        {
            Boxes = [.. Boxes.Select(box => new MaskBox(1 - box.Y - box.Height, box.X, box.Height, box.Width))];
        }

        Turn = (Turn + turns) % 4;
        Cut = PageCut.Turned(Cut, turns);
        State = PageState.Checking;
        Dismissed = [];
        SuggestedTurn = null;
        UnMask();
    }

    /// <summary>Is shown cut in another way, or whole again; the file stays as it came. Boxes stood on the other picture, so they are drawn anew.</summary>
    public void CutBy(string? cut)
    {
        Cut = cut;
        State = PageState.Checking;
        Boxes = [];
        Dismissed = [];
        SuggestedTurn = null;
        IsKept = false;
        UnMask();
    }

    public void SuggestTurn(int quarters) => SuggestedTurn = quarters;

    public void MoveTo(int order) => Order = order;

    public void Keep() => IsKept = true;

    /// <summary>Answers 'does this page need masking?' (E5)</summary>
    public void Answer(MaskAnswer answer)
    {
        Mask = answer;
        if (answer != MaskAnswer.Yes)
        {
            Boxes = [];
            UnMask();
        }
    }

    /// <summary>The boxes as drawn; they are burnt in next.</summary>
    public void Cover(IReadOnlyList<MaskBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        Mask = MaskAnswer.Yes;
        if (!boxes.SequenceEqual(Boxes))
        {
            Boxes = [.. boxes];
            UnMask();
        }
    }

    /// <summary>The masked rendition is made.</summary>
    public void TakeMasked(PageRendition rendition)
    {
        ArgumentNullException.ThrowIfNull(rendition);
        MaskedSha256 = rendition.Sha256;
        MaskedThumbSha256 = rendition.ThumbSha256;
    }

    /// <summary>The applicant says that a suggestion is none.</summary>
    public void Dismiss(string suggestion)
    {
        if (!Dismissed.Contains(suggestion, StringComparer.Ordinal))
        {
            Dismissed = [.. Dismissed, suggestion];
        }
    }

    public void Delete(DateTimeOffset at) => DeletedAt = at;

    public void Restore(int order)
    {
        DeletedAt = null;
        Order = order;
    }

    private void UnMask()
    {
        MaskedSha256 = null;
        MaskedThumbSha256 = null;
    }

    /// <summary>A file's name as it is kept: without folders and control characters, not too long.</summary>
    internal static string Shortened(string name)
    {
        var plain = new string([.. Path.GetFileName(name.Replace('\\', '/')).Where(letter => !char.IsControl(letter))]);
        return plain.Length <= 120 ? plain : plain[..80] + "…" + plain[^30..];
    }
}

/// <summary>What was made of a file by one operation, kept by the hashes of what went in, so that the same page is processed once.</summary>
public sealed class PageRendition
{
    private PageRendition()
    {
    }

    public PageRendition(string key, ImageFindings findings, PageRefusal refused, string? sha256, string? thumbSha256)
    {
        ArgumentNullException.ThrowIfNull(findings);
        Key = key;
        Refused = refused;
        Sha256 = sha256;
        ThumbSha256 = thumbSha256;
        Width = findings.Width;
        Height = findings.Height;
        Notes = findings.Notes;
        Print = findings.Print;
    }

    /// <summary><c>page:{sha256}:{turn}</c>, with <c>:{cut}</c> where it was cut, or <c>mask:{sha256 of upright}:{sha256 of boxes}</c>.</summary>
    public string Key { get; private set; } = string.Empty;

    public PageRefusal Refused { get; private set; }

    public string? Sha256 { get; private set; }

    public string? ThumbSha256 { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public LegibilityNotes Notes { get; private set; }

    public byte[]? Print { get; private set; }
}
