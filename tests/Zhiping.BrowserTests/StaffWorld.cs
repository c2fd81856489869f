using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Demo.Drawing;
using Zhiping.Payments;
using Zhiping.Policy.Quantities;
using Zhiping.Publicity;
using Zhiping.Review;
using Zhiping.Tests.Harness;
using Notice = Zhiping.Policy.Notices.Notice;
using MaskAnswer = Zhiping.Policy.Forms.MaskAnswer;
using UnitPublicity = Zhiping.Publicity.UnitPublicity;

namespace Zhiping.BrowserTests;

/// <summary>One made-up applicant of a journey.</summary>
public sealed record Candidate(Guid PersonId, Guid ApplicationId, string Name, Level Level);

/// <summary>
/// A site of its own on a free port for one journey through the pages of a unit, an office or an expert: the demo's bodies, people in their roles,
/// applications with real content brought to any state by the verbs. The one Chromium of the run opens its pages.
/// </summary>
public sealed class StaffWorld : IAsyncDisposable
{
    private readonly BrowserSite shared;
    private readonly HostedSite site;
    private readonly Dictionary<(Guid Body, Role Role), Guid> staff = [];
    private int people;

    private StaffWorld(BrowserSite shared, HostedSite site)
    {
        this.shared = shared;
        this.site = site;
    }

    public TestClock Clock => site.Clock;

    public DemoBodies Bodies => site.Bodies;

    public Notice Notice => site.Notice;

    public Body Unit => Bodies.Units.First(u => u.Unit.Name == "云杉县文化馆").Unit;

    public Body Authority => Bodies.Authorities.First(a => a.Id == Unit.AuthorityId);

    public Body Office => Bodies.CommitteeOffice;

    public static async Task<StaffWorld> StartAsync(BrowserSite shared, DateTimeOffset at)
    {
        // Reading pages for suggestions is not what a journey of the staff is about.
        var world = new StaffWorld(shared, await HostedSite.StartAsync(new TestClock(at), readsPages: false));
        foreach (var (body, role) in new[] { (world.Unit, Role.UnitHr), (world.Authority, Role.AuthorityClerk), (world.Office, Role.OfficeClerk) })
        {
            var person = await world.NewPerson("office");
            world.staff[(body.Id, role)] = person.Id;
            await world.site.Appoint(person.Id, body.Id, role);
        }

        return world;
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    public Act By(Body body, Role role, string? reason = null) => new(staff[(body.Id, role)], body.Id, Clock.Now, reason);

    public Act Clerk(string? reason = null) => By(Office, Role.OfficeClerk, reason);

    public Act Own(Guid person, string? reason = null) => new(person, null, Clock.Now, reason);

    /// <summary>A service in a scope of its own, as a request has.</summary>
    public Task<T> With<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull => site.With(work);

    public Task With<TService>(Func<TService, Task> work)
        where TService : notnull => site.With(work);

    /// <summary>Everything that is due: pictures, letters, prints.</summary>
    public Task RunWork() => site.RunDue();

    public async Task<(Guid Id, string Name)> NewPerson(string kind, string? name = null)
    {
        var person = await site.Register(kind, ++people, name);
        return (person.Id, person.Name);
    }

    /// <summary>Gives somebody new an office, and a page for it.</summary>
    public async Task<IPage> Appoint(Body body, Role role)
    {
        var person = await NewPerson("office");
        await site.Appoint(person.Id, body.Id, role);
        return await AsAsync(person.Id, body.Id);
    }

    /// <summary>A proof of which a machine says that it is blurred.</summary>
    public async Task<byte[]> Blurred() => (await site.Services.GetRequiredService<DrawnScans>().Get("proof", 5)).Jpeg;

    /// <summary>A page of the width of a desk for whoever holds that role.</summary>
    public Task<IPage> AsAsync(Body body, Role role) => AsAsync(staff[(body.Id, role)], body.Id);

    /// <summary>A page for somebody who acts for nobody but him- or herself, such as an expert; null for a stranger.</summary>
    public async Task<IPage> AsAsync(Guid? person, Guid? acting = null)
    {
        var context = await shared.Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.Address, ViewportSize = new ViewportSize { Width = 1280, Height = 900 }, Locale = "zh-CN", ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        if (person is not null)
        {
            await page.GotoAsync($"/test/sign-in/{person}" + (acting is null ? "" : $"?acting={acting}"));
        }

        return page;
    }

    /// <summary>Somebody who has applied at the unit: complete sections, and a few scans to look at.</summary>
    public async Task<Candidate> NewApplicant(Level level, bool scans = true)
    {
        var (person, name) = await NewPerson("applicant");
        var made = MadeUpPeople.Of(1, "applicant", people);
        await With<AppDb>(async db =>
        {
            var employment = new Employment(Own(person), person, Unit.Id);
            employment.Approve(By(Unit, Role.UnitHr));
            db.Add(employment);
            db.Add(new PersonalDetails(Own(person), person, new DetailsFilled(made.IsWoman ? "女" : "男", "无", "无", made.Born, new DateOnly(2012, 7, 1), null, null)));
            await db.Commit();
        });
        var application = await With<ApplicationDesk, Application>(d => d.Create(
            Own(person), Notice.Id, new ApplicationChoice("culture", "mass-culture", level, ProgrammeKind.Evaluation, Channel.Targeted)));
        var content = new MadeUpApplication(1, people, made, Unit.Name, "mass-culture", level);
        foreach (var (section, value) in content.Sections)
        {
            await With<ApplicationDesk>(d => d.SaveSection(Own(person), application.Id, section, value, 0));
        }

        if (scans)
        {
            await Attach(person, application.Id, [.. content.Pages.Where(p => p.Slot is "portrait" or "diploma" || p.Section == "practice")]);
        }

        await With<AppDb>(async db =>
        {
            // The applicant's own road, with all its pages and checks, is another journey: here it begins where the unit has it in hand.
            var found = await db.Applications().SingleAsync(a => a.Id == application.Id);
            var document = await With<ApplicationDesk, Policy.Forms.ApplicationDocument>(d => d.Document(application.Id, Clock.Now));
            var (to, state, due) = SubmissionRules.Next(found, Notice);
            db.Add(found.Submit(Own(person), document.ToCanonicalJson(), to, state, due));
            await db.Commit();
        });
        return new Candidate(person, application.Id, name, level);
    }

    /// <summary>From the unit to the committee's office by the verbs; the clock moves on over the publicity.</summary>
    public async Task ToCommittee(params Candidate[] candidates)
    {
        var ends = Clock.Now;
        foreach (var candidate in candidates)
        {
            var shown = await With<UnitDesk, UnitPublicity>(d => d.StartPublicity(
                By(Unit, Role.UnitHr), candidate.ApplicationId, Beijing.Day(Clock.Now).AddDays(1), null,
                new PublicityText("遵纪守法，爱岗敬业。", "近五年主持基层文化活动多项，本人为负责人。", "单位办公室", "0997-000 0011")));
            ends = shown.EndsAt > ends ? shown.EndsAt : ends;
        }

        Clock.Now = ends.AddHours(9);
        foreach (var candidate in candidates)
        {
            await With<UnitDesk>(d => d.EndPublicity(By(Unit, Role.UnitHr), candidate.ApplicationId, PublicityOutcome.NoObjection, null));
            foreach (var (slot, kind) in UnitPapers)
            {
                var scan = await Scan(kind, 1);
                using var content = new MemoryStream(scan.Jpeg);
                await With<UnitDesk>(d => d.AddPaper(By(Unit, Role.UnitHr), candidate.ApplicationId, slot, kind + ".jpg", content));
            }

            await With<ReviewDesk>(d => d.TickAll(By(Unit, Role.UnitHr), candidate.ApplicationId));
            await With<ReviewDesk>(d => d.Recommend(By(Unit, Role.UnitHr), candidate.ApplicationId, true));
            await With<ReviewDesk>(d => d.TickAll(By(Authority, Role.AuthorityClerk), candidate.ApplicationId));
            await With<ReviewDesk>(d => d.Endorse(By(Authority, Role.AuthorityClerk), candidate.ApplicationId));
        }

        await RunWork();
    }

    /// <summary>Materials received and the fee confirmed.</summary>
    public async Task ToPaid(params Candidate[] candidates)
    {
        foreach (var candidate in candidates)
        {
            await With<ReviewDesk>(d => d.TickAll(Clerk(), candidate.ApplicationId));
            await With<ReviewDesk>(d => d.Admit(Clerk(), candidate.ApplicationId));
            var payment = await SubmitVoucher(candidate);
            await With<PaymentDesk>(d => d.ConfirmPayment(Clerk(), payment));
        }
    }

    public async Task<Guid> SubmitVoucher(Candidate candidate)
    {
        var fee = (int)Notice.FeeOf(candidate.Level, ProgrammeKind.Evaluation)!.Amount.Amount;
        return (await With<PaymentDesk, Payment>(d => d.SubmitVoucher(
            Own(candidate.PersonId), candidate.ApplicationId, new Voucher($"DEMO{fee:D8}{candidate.Name.Length}", fee, Beijing.Day(Clock.Now), candidate.Name, null)))).Id;
    }

    /// <summary>The unit's own papers by slot, with the scan that shows them.</summary>
    public static readonly (string Slot, string Scan)[] UnitPapers =
        [("unit-publicity", "publicity"), ("unit-publicity-result", "result"), ("unit-recommendation", "recommendation")];

    public Task<DrawnScan> Scan(string kind, int index) => site.Services.GetRequiredService<DrawnScans>().Get(kind, index, isFlawed: false);

    /// <summary>
    /// Reads the page as it is now for accessibility, at the width of a desk and of a phone; nothing may be wider than the window.
    /// Takes its picture where pictures are asked for.
    /// </summary>
    public static async Task Look(IPage page, string name)
    {
        foreach (var width in new[] { 1280, 390 })
        {
            await page.SetViewportSizeAsync(width, 900);
            if (BrowserSite.Pictures is { } pictures)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, $"{name}-{width}.png"), FullPage = true });
            }

            var result = await page.RunAxe(new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
            });
            Assert.True(result.Violations.Length == 0, $"{name} at {width}\n" + string.Join('\n', result.Violations.Select(
                v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(5).Select(n => n.Html))}")));
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth + 1"), $"{name} is wider than {width} px");
        }

        await page.SetViewportSizeAsync(1280, 900);
    }

    private async Task Attach(Guid person, Guid application, IReadOnlyList<MadeUpPage> pages)
    {
        var added = new List<(Guid Id, MadeUpPage Page, DrawnScan Scan)>();
        foreach (var page in pages)
        {
            var scan = await Scan(page.Scan, added.Count);
            using var content = new MemoryStream(scan.Jpeg);
            var attached = await With<PageDesk, AttachedPage>(d => d.Add(
                Own(person), application, new PagePlace(page.Section, page.Entry, page.Slot), page.Scan + ".jpg", content, scan.Jpeg.Length));
            added.Add((attached.Id, page, scan));
        }

        await RunWork();
        foreach (var (id, page, scan) in added.Where(a => Notice.Form[a.Page.Section].Slot(a.Page.Slot)?.ExpertsSee == true))
        {
            await With<PageDesk>(d => d.Answer(Own(person), id, scan.NameBoxes.Count == 0 ? MaskAnswer.No : MaskAnswer.Yes));
            if (scan.NameBoxes.Count > 0)
            {
                await With<PageDesk>(d => d.Cover(Own(person), id, scan.NameBoxes));
            }
        }

        await RunWork();
    }
}
