using System.Globalization;
using Zhiping.Applications;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Demo.Drawing;
using Zhiping.Policy.Forms;

namespace Zhiping.Demo;

/// <summary>The first applicants fill in, upload, mask, submit and correct through the pages, without script.</summary>
public sealed partial class SeasonPlayer
{
    private async Task FillOverHttp(Taking taking)
    {
        await StartOverHttp(taking);
        var content = ContentOf(taking, taking.Fault);
        var home = Home(taking);
        var sections = (await Open(taking, home)).Document.QuerySelectorAll("[id^='s-']").Select(e => e.Id![2..]).ToList();
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            if (content.Sections.TryGetValue(section, out var written))
            {
                await WriteSection(taking, section, written, entries);
            }
        }

        await Report.Timed("attach", () => AttachOverHttp(taking, content.Pages, entries));
        foreach (var section in sections)
        {
            await Open(taking, $"{home}/sections/{section}/pages");
        }

        await PrintOverHttp(await Open(taking, home + "/form"), taking.Browser!, "form[action*='handler=Draft'] button", NoFields);
        foreach (var path in (string[])[home, "/home", "/messages", "/applications"])
        {
            await Open(taking, path);
        }
    }

    private static string Home(Taking taking) => $"/applications/{taking.ApplicationId}";

    /// <summary>Fills a section's form and saves it. Entries get ids from the page; which made-up one is which is kept.</summary>
    private async Task WriteSection(Taking taking, string section, SectionContent written, Dictionary<string, string> entries)
    {
        var page = await Open(taking, $"{Home(taking)}/sections/{section}");
        if (written.None)
        {
            Answered(await page.ClickAsync("#section-form button[value=none]", NoFields));
            return;
        }

        while (EntriesOn(page).Count < written.Entries.Count)
        {
            page = Answered(await page.ClickAsync("#section-form button[value=add]", NoFields));
        }

        var fields = new List<(string Name, string Value)>();
        foreach (var (id, made) in EntriesOn(page).Zip(written.Entries))
        {
            entries[made.Id] = id;
            foreach (var (field, value) in made.Values)
            {
                var name = $"v.{id}.{field}";
                if (page.Document.QuerySelector($"[name='{name}']") is null)
                {
                    throw new SeasonWentWrongException($"{page.Path} does not ask for {field}.");
                }

                fields.Add((name, value));
            }
        }

        Answered(await page.ClickAsync("#section-form button[value=return]", fields));
    }

    private static List<string> EntriesOn(PlainPage page) =>
        [.. page.Document.QuerySelectorAll("#section-form input[name=entry]").Select(e => e.GetAttribute("value")!)];

    private async Task AttachOverHttp(Taking taking, IReadOnlyList<MadeUpPage> pages, Dictionary<string, string> entries)
    {
        var choice = SeededChoice.For(seed, "scan", taking.Applicant.Number);
        var sheets = new List<(MadeUpPage Page, DrawnScan Scan)>();
        foreach (var page in pages)
        {
            sheets.Add((page, await Scans.Get(page.Scan, choice.Below(60))));
        }

        var added = new List<(string Id, MadeUpPage Page, DrawnScan Scan)>();
        foreach (var slot in sheets.GroupBy(s => (s.Page.Section, s.Page.Entry, s.Page.Slot)))
        {
            var path = PagesPath(taking, slot.Key.Section);
            var anchor = $"#slot-{slot.Key.Slot}{(slot.Key.Entry is null ? "" : "-" + entries[slot.Key.Entry])}";
            var shown = Good(await (await Open(taking, path)).ClickAsync(
                $"{anchor} form.upload button", NoFields, slot.Select(s => ("files", s.Page.Scan + ".jpg", "image/jpeg", s.Scan.Jpeg))));
            var ids = shown.Document.QuerySelectorAll($"{anchor} li.thumb").Select(li => li.Id!).ToList();
            if (ids.Count != slot.Count())
            {
                throw new SeasonWentWrongException($"{shown.Path} took {ids.Count} of {slot.Count()} pages: {shown.Text}");
            }

            added.AddRange(ids.Zip(slot, (id, s) => (id, s.Page, s.Scan)));
        }

        await Worker.RunDue(clock.Now());
        foreach (var (id, page, scan) in added)
        {
            await PreparePage(taking, id, page, scan);
        }

        await Worker.RunDue(clock.Now());
    }

    private static string PagesPath(Taking taking, string section) => $"{Home(taking)}/sections/{section}/pages";

    /// <summary>Turns a page, keeps it where the platform doubts it, and answers whether it must be masked.</summary>
    private async Task PreparePage(Taking taking, string id, MadeUpPage page, DrawnScan scan)
    {
        var path = PagesPath(taking, page.Section);
        var shown = await Open(taking, path);
        for (var quarter = 0; quarter < scan.TurnNeeded; quarter++)
        {
            Good(await shown.ClickAsync($"#{id} button[formaction*='handler=Turn']", NoFields));
            await Worker.RunDue(clock.Now());
            shown = await Open(taking, path);
        }

        if (shown.Document.QuerySelector($"#{id} button[formaction*='handler=Keep']") is not null)
        {
            shown = Good(await shown.ClickAsync($"#{id} button[formaction*='handler=Keep']", NoFields));
        }

        if (shown.Document.QuerySelector($"#{id} button[name=answer]") is null)
        {
            return;
        }

        var forgets = taking.Applicant.Trait == SeasonTrait.LeavesName && page.Scan == "diploma";
        if (scan.NameBoxes.Count == 0 || forgets)
        {
            Good(await shown.ClickAsync($"#{id} button[name=answer][value=No]", NoFields));
            return;
        }

        await CoverOverHttp(Good(await shown.ClickAsync($"#{id} button[name=answer][value=Yes]", NoFields)), scan.NameBoxes);
    }

    /// <summary>Types boxes into the list beside the picture, one after another.</summary>
    private static async Task CoverOverHttp(PlainPage page, IReadOnlyList<MaskBox> boxes)
    {
        var typed = new List<(string Name, string Value)>();
        foreach (var box in boxes)
        {
            typed.AddRange([("x", Percent(box.X)), ("y", Percent(box.Y)), ("w", Percent(box.Width)), ("h", Percent(box.Height))]);
            page = Good(await page.ClickAsync("#mask-form button.btn-primary", typed));
        }
    }

    private static string Percent(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture);

    private async Task SeeUnfinishedOverHttp(Taking taking)
    {
        var check = Answered(await taking.Browser!.GetAsync(Home(taking) + "/check"));
        var submit = Answered(await taking.Browser.GetAsync(Home(taking) + "/submit"));
        if (check.Errors.Count == 0 || submit.Document.QuerySelector("[name=Declared]") is not null)
        {
            throw new SeasonWentWrongException($"Nothing was found missing: {check.Text}");
        }

        Report.Mistake("submitted with something missing");
    }

    private async Task MendOverHttp(Taking taking)
    {
        var content = ContentOf(taking, null);
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in (string[])["continuingEducation", "summary"])
        {
            await WriteSection(taking, section, content.Sections[section], entries);
        }

        if (taking.Fault == MadeUpFault.NoPledge)
        {
            await AttachOverHttp(taking, [.. content.Pages.Where(p => p.Section == "pledge")], entries);
        }

        taking.Fault = null;
    }

    private async Task AskBackOverHttp(Taking taking) =>
        Good(await (await Open(taking, Home(taking) + "/ask-back")).PressAsync("请单位退回", ("Reason", "想补充业绩。")));

    private async Task SubmitOverHttp(Taking taking, int time)
    {
        await Open(taking, Home(taking) + "/check");
        var ready = await Open(taking, Home(taking) + "/submit");
        var receipt = Good(await ready.SubmitAsync(("Declared", "true")), "已提交");
        if (taking.Applicant.Number == 1)
        {
            // A double click sends the same form twice; both lead to the one receipt.
            receipt = Good(await ready.SubmitAsync(("Declared", "true")), receipt.TextOf("b.num"));
            Report.Mistake("clicked submit twice");
        }

        if (!receipt.Path.EndsWith($"/receipts/{time}", StringComparison.Ordinal))
        {
            throw new SeasonWentWrongException($"Submission {time} led to {receipt.Path}: {receipt.Text}");
        }

        await Open(taking, $"{Home(taking)}/submissions/{time}");
        await CheckReceipt(taking, $"{Home(taking)}/receipts/{time}?handler=");
    }

    /// <summary>The receipt in its three forms; anybody can verify the signed one against the content.</summary>
    private static async Task CheckReceipt(Taking taking, string path)
    {
        var file = await Fetch(taking.Browser!, path + "File", "application/json");
        var content = await Fetch(taking.Browser!, path + "Content", "application/json");
        if (SubmissionReceipts.Verify(file, content).Problem is { } problem)
        {
            throw new SeasonWentWrongException($"The receipt of {taking.Applicant.Person.Name} does not verify: {problem.En}");
        }

        await FetchPdf(taking.Browser!, path + "Pdf");
    }

    /// <summary>Mends what each remark is about, says so, and leaves the rest as it is.</summary>
    private async Task CorrectOverHttp(Taking taking)
    {
        var returned = await Open(taking, Home(taking));
        if (taking.Applicant.Trait == SeasonTrait.LeavesName)
        {
            await MaskNameOverHttp(taking);
        }
        else
        {
            var page = Answered(await taking.Browser!.GetAsync($"{Home(taking)}/sections/practice"));
            var fields = page.Document.QuerySelectorAll("#section-form textarea[name$='.content']")
                .Select(e => (e.GetAttribute("name")!, e.TextContent.Trim() + "我是负责人。")).ToList();
            Answered(await page.ClickAsync("#section-form button[value=return]", fields));
        }

        var answers = returned.Document.QuerySelectorAll("textarea[name^='Answer[']").Select(e => (e.GetAttribute("name")!, "已按要求改正。")).ToList();
        if (answers.Count == 0)
        {
            throw new SeasonWentWrongException($"No remark is shown on {returned.Path}: {returned.Text}");
        }

        Good(await returned.ClickAsync("#remarks form button", answers));
    }

    private async Task MaskNameOverHttp(Taking taking)
    {
        var pages = Answered(await taking.Browser!.GetAsync(PagesPath(taking, "education")));
        var links = pages.Document.QuerySelectorAll("[id^='slot-diploma'] a.pic").Select(a => a.GetAttribute("href")!).ToList();
        foreach (var link in links)
        {
            var page = Good(await (await Open(taking, link)).PressAsync("改为要遮盖"));
            await CoverOverHttp(page, [new MaskBox(0.3, 0.3, 0.15, 0.04)]);
        }

        await Worker.RunDue(clock.Now());
        foreach (var link in links)
        {
            await Open(taking, link + "?view=expert");
        }
    }
}
