using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Publicity;

/// <summary>A slot that the unit fills, with the pages that are in it.</summary>
public sealed record UnitPaper(SectionDefinition Section, SlotDefinition Slot, IReadOnlyList<AttachedPage> Pages)
{
    /// <summary>Pages that were opened or are still being looked at.</summary>
    public int Count => Pages.Count(p => p.State != PageState.Refused);

    public bool IsMissing => Count < Slot.MinPages;
}

/// <summary>The papers that the unit uploads: publicity, result, recommendation, as the notice's slots ask. (D5c)</summary>
public static class UnitPapers
{
    /// <summary>The slots of the unit that are asked of an application.</summary>
    public static IEnumerable<(SectionDefinition Section, SlotDefinition Slot)> Asked(OfficeCase office) =>
        from section in office.Notice.Form.Sections.Where(s => s.IsAsked(office.Document))
        from slot in section.Slots
        where slot.FilledBy == SlotFiller.Unit && slot.IsAsked(office.Document)
        select (section, slot);

    public static async Task<IReadOnlyList<UnitPaper>> UnitPapersOf(this AppDb db, OfficeCase office, CancellationToken cancel = default)
    {
        var pages = await db.AttachedPages().AsNoTracking().Of(office.Application.Id).ToListAsync(cancel);
        return [.. Asked(office).Select(x => new UnitPaper(
            x.Section, x.Slot, [.. pages.Where(p => p.SectionId == x.Section.Id && p.SlotId == x.Slot.Id && p.EntryId is null)]))];
    }

    /// <summary>The unit passes it on with its papers. (N0 四(一)6)</summary>
    public static Refusal? Missing(IEnumerable<UnitPaper> papers)
    {
        var missing = papers.Where(p => p.IsMissing).ToList();
        return missing.Count == 0
            ? null
            : new Refusal("还没有上传单位出具的材料：{0}。", new Policy.Quantities.LocalText(
                string.Join("、", missing.Select(p => p.Slot.Name.Zh)), string.Join(", ", missing.Select(p => p.Slot.Name.En))))
            {
                Remedy = "请把签字盖章后的材料扫描上传。",
                Clause = missing[0].Slot.Clause ?? missing[0].Section.Clause,
            };
    }
}
