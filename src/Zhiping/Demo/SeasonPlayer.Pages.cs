using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Demo.Drawing;
using Zhiping.Policy.Forms;

namespace Zhiping.Demo;

/// <summary>Scans: uploaded, turned, answered for masking and masked. What is derived from a page is made once per content.</summary>
public sealed partial class SeasonPlayer
{
    private DrawnScans Scans => app.Services.GetRequiredService<DrawnScans>();

    private async Task Attach(Taking taking, IReadOnlyList<MadeUpPage> pages)
    {
        var added = new List<(Guid Id, MadeUpPage Page, DrawnScan Scan)>();
        var choice = SeededChoice.For(seed, "scan", taking.Applicant.Number);
        foreach (var page in pages)
        {
            var scan = await Scans.Get(page.Scan, choice.Below(60));
            using var content = new MemoryStream(scan.Jpeg);
            var attached = await With<PageDesk, AttachedPage>(desk => desk.Add(
                Own(taking), taking.ApplicationId, new PagePlace(page.Section, page.Entry, page.Slot), $"{page.Scan}.jpg", content, scan.Jpeg.Length));
            added.Add((attached.Id, page, scan));
        }

        await Worker.RunDue(clock.Now());
        foreach (var (id, _, scan) in added.Where(a => a.Scan.TurnNeeded != 0))
        {
            await With<PageDesk>(desk => desk.Turn(Own(taking), id, scan.TurnNeeded));
        }

        await Worker.RunDue(clock.Now());
        foreach (var (id, page, scan) in added)
        {
            await AnswerPage(taking, id, page, scan);
        }

        await Worker.RunDue(clock.Now());
    }

    private async Task AnswerPage(Taking taking, Guid id, MadeUpPage page, DrawnScan scan)
    {
        var act = Own(taking);
        if (scan.Flaw is DrawnFlaw.Blurred or DrawnFlaw.Dark)
        {
            await With<PageDesk>(desk => desk.Keep(act, id));
        }

        if (notice.Form[page.Section].Slot(page.Slot)?.ExpertsSee != true)
        {
            return;
        }

        var forgets = taking.Applicant.Trait == SeasonTrait.LeavesName && page.Scan == "diploma";
        if (scan.NameBoxes.Count == 0 || forgets)
        {
            await With<PageDesk>(desk => desk.Answer(act, id, MaskAnswer.No));
            return;
        }

        await With<PageDesk>(desk => desk.Answer(act, id, MaskAnswer.Yes));
        await With<PageDesk>(desk => desk.Cover(act, id, scan.NameBoxes));
    }

    /// <summary>The applicant covers the name that was left on the diploma.</summary>
    private async Task MaskName(Taking taking)
    {
        var ids = await With<AppDb, List<Guid>>(db => db.AttachedPages().Of(taking.ApplicationId)
            .Where(p => p.SlotId == "diploma").Select(p => p.Id).ToListAsync());
        foreach (var id in ids)
        {
            await With<PageDesk>(desk => desk.Answer(Own(taking), id, MaskAnswer.Yes));
            await With<PageDesk>(desk => desk.Cover(Own(taking), id, [new MaskBox(0.3, 0.3, 0.15, 0.04)]));
        }

        await Worker.RunDue(clock.Now());
    }

    /// <summary>The unit's own papers: publicity, result, recommendation.</summary>
    private async Task AttachUnitPapers(Taking taking)
    {
        foreach (var (slot, kind) in ((string, string)[])[("unit-publicity", "publicity"), ("unit-publicity-result", "result"), ("unit-recommendation", "recommendation")])
        {
            var scan = await Scans.Get(kind, taking.Applicant.Number);
            using var content = new MemoryStream(scan.Jpeg);
            await With<PageDesk, AttachedPage>(desk => desk.Add(
                By(taking.Applicant.Unit, Role.UnitHr), taking.ApplicationId, new PagePlace("others", null, slot), kind + ".jpg", content, scan.Jpeg.Length));
        }

        await Worker.RunDue(clock.Now());
    }
}
