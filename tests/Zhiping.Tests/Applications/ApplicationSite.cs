using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Applications;

/// <summary>A region with one unit and its offices, the culture notice published, and applicants whose pages are facts without pictures.</summary>
public sealed class ApplicationSite : Site
{
    public const string NoticeId = "aksu/2024-culture";

    public Body Unit { get; private set; } = null!;

    public Body Authority { get; private set; } = null!;

    public Body Committee { get; private set; } = null!;

    public NoticeRevision Revision { get; private set; } = null!;

    public KnownPages Pages { get; } = new();

    public KnownReturns Returns { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Clock.SetBeijing(2024, 7, 15, 9);
        await WithDb(async db =>
        {
            var act = new Act(null, null, Clock.Now);
            var region = Body.Region(act, "aksu", new BodyFacts { Name = "示例地区", ContactPhone = "0000-000 0001" }, "0000-000 0002", "0000-000 0003");
            Authority = new Body(act, BodyKind.CompetentAuthority, region, new BodyFacts { Name = "云杉县文旅局", Tier = Tier.County, County = "yunshan" });
            var bureau = new Body(act, BodyKind.HrssBureau, region, new BodyFacts { Name = "云杉县人社局", Tier = Tier.County, County = "yunshan" });
            Committee = new Body(act, BodyKind.CommitteeOffice, region, new BodyFacts { Name = "文化系列评委会办公室" });
            Unit = new Body(act, BodyKind.Unit, Authority, new BodyFacts
            {
                Name = "云杉县文化馆", UnitKind = UnitKind.PublicInstitution, Tier = Tier.County, County = "yunshan",
                ContactName = "陆知远", ContactPhone = "0000-000 0011",
            }).Under(act, Authority);
            db.AddRange(region, Authority, bureau, Committee, Unit);
            await db.Commit();
        });
        await using var scope = NewScope();
        var reading = NoticeReader.Read(NoticeId, path => File.Exists(Path.Combine(Notices, path)) ? File.ReadAllText(Path.Combine(Notices, path)) : null);
        Revision = await scope.ServiceProvider.GetRequiredService<NoticePublisher>()
            .Publish(new Act(null, null, Clock.Now), reading.Notice ?? throw new InvalidOperationException(string.Join('\n', reading.Problems)));
    }

    /// <summary>Somebody whom the unit has approved.</summary>
    public async Task<Person> ApplicantAsync(string name = "苏木清", bool approved = true)
    {
        var person = await NewPersonAsync(name);
        await WithDb(async db =>
        {
            var act = new Act(person.Id, null, Clock.Now);
            var employment = new Employment(act, person.Id, Unit.Id);
            if (approved)
            {
                employment.Approve(act);
            }

            db.Add(employment);
            await db.Commit();
        });
        return person;
    }

    public async Task<T> Desk<T>(Func<ApplicationDesk, Task<T>> work)
    {
        await using var scope = NewScope();
        return await work(scope.ServiceProvider.GetRequiredService<ApplicationDesk>());
    }

    public Task Desk(Func<ApplicationDesk, Task> work) => Desk(async desk =>
    {
        await work(desk);
        return 0;
    });

    public Act By(Person person, DateTimeOffset? at = null, string? reason = null) => new(person.Id, null, at ?? Clock.Now, reason);

    public static ApplicationChoice MassCulture(Level level = Level.DeputySenior) =>
        new("culture", "mass-culture", level, ProgrammeKind.Evaluation, Channel.Targeted);

    /// <summary>A draft with nothing in it.</summary>
    public async Task<Application> DraftAsync(Person person, Level level = Level.DeputySenior) =>
        await Desk(d => d.Create(By(person), NoticeId, MassCulture(level)));

    /// <summary>A draft that the check finds nothing to fix in.</summary>
    public async Task<Application> CompleteAsync(Person person, MadeUpFault? fault = null)
    {
        var application = await DraftAsync(person);
        var made = new MadeUpApplication(1, 1, MadeUpPeople.Of(1, "test", 1), Unit.Name, "mass-culture", Level.DeputySenior, fault);
        foreach (var (section, content) in made.Sections)
        {
            await Desk(d => d.SaveSection(By(person), application.Id, section, content, 0));
        }

        Pages.Set(application.Id, [.. made.Pages.GroupBy(p => (p.Section, p.Entry, p.Slot)).SelectMany(g => g.Select((p, i) => Fact(p, i + 1)))]);
        return application;
    }

    public Task<Submission> SubmitAsync(Person person, Application application, DateTimeOffset? at = null) =>
        Desk(d => d.Submit(By(person, at), application.Id, Ids.Blind()));

    public Task<Application> Reload(Guid id) => WithDb(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.Applications(), a => a.Id == id));

    /// <summary>Brings a submitted one to the committee's office, which returns it with one remark.</summary>
    public async Task<RemarkShown> ReturnAsync(Application application, DueDate? due = null)
    {
        var remark = new RemarkShown(Ids.Blind(), "summary", null, "text", null, null, "总结没有写明本人作用。", new ClauseRef("阿克苏文化系列2024通知", "四(一)1"));
        await WithDb(async db =>
        {
            var row = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.Applications(), a => a.Id == application.Id);
            var act = new Act(null, Committee.Id, Clock.Now);
            if (row.State == ApplicationState.AtUnit)
            {
                row.Move(act, ApplicationVerb.Recommend, ApplicationState.AtAuthority, Authority.Id, row.Due?.Copy());
                row.Move(act, ApplicationVerb.Endorse, ApplicationState.AtCommittee, Committee.Id, null);
            }

            row.Move(act, ApplicationVerb.Return, ApplicationState.Returned, row.UnitId, due);
            await db.Commit();
        });
        Returns.Set(application.Id, new ReturnShown(Ids.Blind(), Committee.Id, Clock.Now, "请改正后重新提交。", [remark]));
        return remark;
    }

    protected override void Configure(WebApplicationBuilder builder) =>
        ((IHostBuilder)builder.Host).ConfigureContainer<IServiceCollection>((_, services) =>
        {
            services.AddSingleton<IPageFacts>(Pages);
            services.AddSingleton<IReturnsOf>(Returns);
        });

    private static string Notices
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Zhiping.slnx")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return Path.Combine(folder, "notices");
        }
    }

    private static PageFact Fact(MadeUpPage page, int number) => new()
    {
        Section = page.Section,
        Entry = page.Entry,
        Slot = page.Slot,
        Number = number,
        Format = "JPG",
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{page}{number}"))),
        Mask = page.ShowsName ? MaskAnswer.Yes : MaskAnswer.No,
        MaskBoxes = page.ShowsName ? 1 : 0,
        MaskedShare = page.ShowsName ? 0.02m : 0m,
        Upright = true,
        Legible = true,
        Ready = true,
    };
}

/// <summary>Pages without pictures.</summary>
public sealed class KnownPages : IPageFacts
{
    private readonly ConcurrentDictionary<Guid, IReadOnlyList<PageFact>> facts = new();

    public void Set(Guid application, IReadOnlyList<PageFact> pages) => facts[application] = pages;

    public Task<IReadOnlyList<PageFact>> Of(Guid applicationId, CancellationToken cancel) => Task.FromResult(facts.GetValueOrDefault(applicationId) ?? []);
}

/// <summary>Returns without an office.</summary>
public sealed class KnownReturns : IReturnsOf
{
    private readonly ConcurrentDictionary<Guid, ReturnShown> returns = new();

    public void Set(Guid application, ReturnShown shown) => returns[application] = shown;

    public Task<ReturnShown?> Last(Guid applicationId, CancellationToken cancel) => Task.FromResult(returns.GetValueOrDefault(applicationId));
}
