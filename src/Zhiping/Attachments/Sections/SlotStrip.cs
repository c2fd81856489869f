using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Attachments.Sections;

/// <summary>Something to be done about a page or a slot, with the place it points at. Sentence and arguments are Chinese text and key.</summary>
public sealed record PageTodo(string Anchor, LocalText Slot, int? Number, string Sentence, object[] Args)
{
    public string? Href { get; init; }

    /// <summary>Which entry of the section it is about, from 1 on, with its title; null for the section as a whole.</summary>
    public (int Place, string? Title)? Entry { get; init; }
}

/// <summary>One slot with its pages: the strip of thumbnails and, where it may be written, the upload form. Used by applicants and units alike.</summary>
public sealed record SlotStrip
{
    public required Guid ApplicationId { get; init; }

    public required SectionDefinition Section { get; init; }

    public required SlotDefinition Slot { get; init; }

    public required string? EntryId { get; init; }

    public required IReadOnlyList<AttachedPage> Pages { get; init; }

    public required bool MayWrite { get; init; }

    /// <summary>Where a post leads back to.</summary>
    public required string Back { get; init; }

    public MaskingRules? Masking { get; init; }

    /// <summary>Whether the page that shows the strip takes a new order of it.</summary>
    public bool MayArrange { get; init; }

    /// <summary>Pages that repeat an earlier one of the application, each with the name of that one's slot.</summary>
    public IReadOnlyDictionary<Guid, (Duplicate Of, LocalText Slot)> Repeated { get; init; } = new Dictionary<Guid, (Duplicate, LocalText)>();

    public string Anchor => $"slot-{Slot.Id}{(EntryId is null ? "" : "-" + EntryId)}";

    public bool IsFull => Pages.Count(page => page.State != PageState.Refused) >= Slot.MaxPages;

    public IReadOnlyList<AttachedPage> Shown => Pages;

    /// <summary>Where script begins an upload: slot and entry are in it.</summary>
    public string UploadAddress => $"/applications/{ApplicationId}/sections/{Section.Id}/uploads?slot={Uri.EscapeDataString(Slot.Id)}&entry={Uri.EscapeDataString(EntryId ?? "")}";

    public string Accept => string.Join(',', Slot.Formats.SelectMany(format => format.ToUpperInvariant() switch
    {
        "JPG" => (string[])["image/jpeg", "image/png", "image/heic"],
        "PNG" => ["image/png"],
        "PDF" => ["application/pdf"],
        _ => [],
    }).Distinct(StringComparer.Ordinal));

    /// <summary>Everything that is still to be done here.</summary>
    public IEnumerable<PageTodo> Todos()
    {
        var ready = Pages.Where(page => page.State != PageState.Refused).ToList();
        if (ready.Count < Slot.MinPages && Slot.AlternativeGroup is null)
        {
            yield return ready.Count == 0
                ? new PageTodo(Anchor, Slot.Name, null, "还没有上传", [])
                : new PageTodo(Anchor, Slot.Name, null, "还差{0}页", [Slot.MinPages - ready.Count]);
        }

        for (var index = 0; index < ready.Count; index++)
        {
            var page = ready[index];
            var anchor = "page-" + page.Id;
            if (page.State != PageState.Ready)
            {
                continue;
            }

            if (!page.IsKept && PageWords.Of(page.Notes) is [var note, ..])
            {
                yield return new PageTodo(anchor, Slot.Name, index + 1, note.Short, []);
            }

            if (!page.IsKept && Repeated.ContainsKey(page.Id))
            {
                yield return new PageTodo(anchor, Slot.Name, index + 1, "和另一页重复", []);
            }

            if (!page.IsKept && page.SuggestedTurn is > 0)
            {
                yield return new PageTodo(anchor, Slot.Name, index + 1, "像是放倒了，请转正", []);
            }

            if (Slot.NeedsMaskAnswer && page.Mask == MaskAnswer.Unanswered)
            {
                yield return new PageTodo(anchor, Slot.Name, index + 1, "还没有回答要不要遮盖", []);
            }

            if (page.Mask == MaskAnswer.Yes && page.Boxes.Count == 0)
            {
                yield return new PageTodo(anchor, Slot.Name, index + 1, "要遮盖，还没有画遮盖块", []) { Href = $"/applications/{page.ApplicationId}/pages/{page.Id}" };
            }

            if (Masking is not null && (PageRules.IsLarge(page.MaskedShare, Masking) || page.Boxes.Any(box => PageRules.IsLarge(box.Area, Masking))))
            {
                yield return new PageTodo(anchor, Slot.Name, index + 1, "遮盖太大", []) { Href = $"/applications/{page.ApplicationId}/pages/{page.Id}" };
            }
        }

        foreach (var refused in Pages.Where(page => page.State == PageState.Refused))
        {
            yield return new PageTodo("page-" + refused.Id, Slot.Name, null, refused.Refused == PageRefusal.Removed ? "有一页因为病毒被删除" : "有一个文件没有收下", []);
        }
    }

    /// <summary>Whether something about the page asks to be looked at and can be kept as it is.</summary>
    public bool CanKeep(AttachedPage page) =>
        !page.IsKept && (page.Notes != LegibilityNotes.None || page.SuggestedTurn is > 0 || Repeated.ContainsKey(page.Id));

    /// <summary>The state of one page as shape and word (Chinese text and key).</summary>
    public (Shape Shape, string Word) StateOf(AttachedPage page) => page.State switch
    {
        PageState.Checking => (Shape.Wait, "正在检查"),
        PageState.Refused => (Shape.Fix, page.Refused == PageRefusal.Removed ? "已删除" : "没有收下"),
        PageState.Ready when !page.IsKept && PageWords.Of(page.Notes) is [var note, ..] => (Shape.Fix, note.Short),
        PageState.Ready when !page.IsKept && page.SuggestedTurn is > 0 => (Shape.Fix, "像是放倒了"),
        PageState.Ready when !page.IsKept && Repeated.ContainsKey(page.Id) => (Shape.Fix, "和另一页重复"),
        PageState.Ready when Masking is not null && PageRules.IsLarge(page.MaskedShare, Masking) => (Shape.Fix, "遮盖太大"),
        PageState.Ready when page.IsKept && page.Notes != LegibilityNotes.None => (Shape.Note, "您已看过，照用"),
        PageState.Ready => (Shape.Done, "清晰"),
    };
}
