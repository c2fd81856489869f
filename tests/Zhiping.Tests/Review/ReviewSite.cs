using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Payments;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Publicity;
using Zhiping.Review;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Review;

/// <summary>A site with the Aksu culture notice of 2024, one way from a unit to the committee, and people in the offices. Each test makes its own applicants.</summary>
public class ReviewSite : Site
{
    private int made;

    /// <summary>What is laid over the notice; a site of its own kind says what differs.</summary>
    protected virtual string Over => "";

    public Guid RevisionId { get; private set; }

    public Notice Notice { get; private set; } = null!;

    public Body Region { get; private set; } = null!;

    public Body Unit { get; private set; } = null!;

    public Body OtherUnit { get; private set; } = null!;

    public Body Authority { get; private set; } = null!;

    public Body Committee { get; private set; } = null!;

    public Body Supervision { get; private set; } = null!;

    public Guid Hr { get; private set; }

    public Guid OtherHr { get; private set; }

    public Guid AuthorityClerk { get; private set; }

    public Guid Clerk { get; private set; }

    public Guid SecondClerk { get; private set; }

    public Guid Supervisor { get; private set; }

    public static DateTimeOffset Beijing(int month, int day, int hour = 0, int minute = 0) =>
        new DateTimeOffset(2024, month, day, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Clock.SetBeijing(2024, 7, 20, 9);
        var root = Root();
        string? Open(string path) => File.Exists(Path.Combine(root, "notices", path)) ? File.ReadAllText(Path.Combine(root, "notices", path)) : null;
        var reading = Over.Length == 0 ? NoticeReader.Read("aksu/2024-culture", Open)
            : NoticeReader.Read("aksu/2024-over", path => path is "aksu/2024-over.yaml" ? "id: aksu/2024-over\nbasedOn: aksu/2024-culture\n" + Over : Open(path));
        Notice = reading.Notice ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
        await using (var scope = NewScope())
        {
            RevisionId = (await scope.ServiceProvider.GetRequiredService<NoticePublisher>().Publish(Act.OfPlatform(Clock.Now), Notice)).Id;
        }

        await WithDb(async db =>
        {
            var act = Act.OfPlatform(Clock.Now);
            Region = Body.Region(act, "aksu", new BodyFacts { Name = "示例地区" }, null, null);
            Authority = new Body(act, BodyKind.CompetentAuthority, Region, new BodyFacts { Name = "红柳县文化和旅游局" });
            Unit = NewUnit(act, "红柳县文物保护所");
            OtherUnit = NewUnit(act, "沙枣县博物馆");
            Committee = new Body(act, BodyKind.CommitteeOffice, Region, new BodyFacts { Name = "文化系列评委会办公室" });
            Supervision = new Body(act, BodyKind.Supervision, Region, new BodyFacts { Name = "示例监督组" });
            db.AddRange(Region, Authority, Unit, OtherUnit, Committee, Supervision);
            Hr = Staff(db, act, "顾人事", Unit, Role.UnitHr);
            OtherHr = Staff(db, act, "别人事", OtherUnit, Role.UnitHr);
            AuthorityClerk = Staff(db, act, "江主管", Authority, Role.AuthorityClerk);
            Clerk = Staff(db, act, "贺兰舟", Committee, Role.OfficeClerk);
            SecondClerk = Staff(db, act, "叶青禾", Committee, Role.OfficeClerk);
            Supervisor = Staff(db, act, "宋监督", Supervision, Role.Supervisor);
            await db.Commit();
        });
    }

    public Act ByHr(DateTimeOffset at, string? reason = null) => new(Hr, Unit.Id, at, reason);

    public Act ByAuthority(DateTimeOffset at, string? reason = null) => new(AuthorityClerk, Authority.Id, at, reason);

    public Act ByClerk(DateTimeOffset at, string? reason = null) => new(Clerk, Committee.Id, at, reason);

    public Act BySecondClerk(DateTimeOffset at, string? reason = null) => new(SecondClerk, Committee.Id, at, reason);

    /// <summary>A person with that name and made-up numbers.</summary>
    public Person NewPerson(Act act, string name)
    {
        var id = Ids.Row(act.At);
        var enrolment = NewEnrolment();
        var vault = new PersonVault(Services.GetRequiredService<Sealer>(), Services.GetRequiredService<BlindIndex>());
        return new Person(act, id, name, vault.Seal(id, enrolment.Number, enrolment.Mobile, enrolment.Email));
    }

    /// <summary>An application that has been submitted to the unit.</summary>
    public async Task<Application> Submitted(DateTimeOffset at, string? name = null, Guid? unit = null, Level level = Level.Intermediate, int hours = 60)
    {
        var application = await Draft(at, name, unit, level);
        await Submit(application.Id, at, hours);
        return await Reload(application.Id);
    }

    public async Task<Application> Draft(DateTimeOffset at, string? name = null, Guid? unit = null, Level level = Level.Intermediate) => await WithDb(async db =>
    {
        var act = Act.OfPlatform(at);
        var person = NewPerson(act, name ?? $"白若溪{++made}");
        var closes = Notice.Windows.Application;
        var application = new Application(
            act with { By = person.Id }, person.Id, unit ?? Unit.Id, RevisionId, Notice.Id, 2024,
            new ApplicationChoice("relics", "relics", level, ProgrammeKind.Evaluation, Channel.Targeted),
            new DueDate(closes.Closes!.At!.Value, DueConsequence.Forfeited, new("须到达评审委员会", "must arrive"), closes.Clause), (await db.Body(unit ?? Unit.Id)).Facts);
        db.Add(person);
        db.Add(new Account(person.Id));
        db.Add(application);
        await db.Commit();
        return application;
    });

    /// <summary>Submits what the applicant has, as the applicant's own folder sends it on.</summary>
    public Task Submit(Guid applicationId, DateTimeOffset at, int hours = 60, string post = "文物巡查") => WithDb(async db =>
    {
        var application = await db.Applications().SingleAsync(a => a.Id == applicationId);
        var (to, state, due) = SubmissionRules.Next(application, Notice);
        db.Add(application.Submit(new Act(application.PersonId, null, at), Content(application, hours, post).ToCanonicalJson(), to, state, due));
        await db.Commit();
    });

    public ApplicationDocument Content(Application application, int hours, string post) => new()
    {
        NoticeId = application.NoticeId,
        Revision = 1,
        Series = application.Series,
        Specialty = application.Specialty,
        Level = application.Level,
        Kind = application.Kind,
        Channel = application.Channel,
        Unit = Unit.Facts,
        Applicant = new ApplicantFacts { AgeInYears = 36, ConfirmedByUnit = true },
        Sections = new Dictionary<string, SectionContent>
        {
            ["education"] = Section(("e1", [("school", "示例大学"), ("major", "文物与博物馆学"), ("level", "bachelor"), ("graduated", "2015-06")])),
            ["career"] = Section(("c1", [("post", post)])),
            ["continuingEducation"] = Section(("h1", [("year", "2021"), ("hours", hours.ToString())])),
        },
        Pages = [],
    };

    public Task<Application> Reload(Guid id) => WithDb(db => db.Applications().AsNoTracking().SingleAsync(a => a.Id == id));

    /// <summary>Shown in the unit for the shortest time from that day, with its result.</summary>
    public async Task Publicise(Guid id, DateTimeOffset start)
    {
        var shown = await Unitly(d => d.StartPublicity(ByHr(start), id, Zhiping.Data.Beijing.Day(start), null, Text));
        await Unitly(async d =>
        {
            await d.EndPublicity(ByHr(shown.EndsAt), id, PublicityOutcome.NoObjection, null);
            await Papers(d, shown.EndsAt, id);
            return 0;
        });
    }

    /// <summary>The unit's three papers; the bytes differ so that each is a page of its own.</summary>
    public async Task Papers(UnitDesk desk, DateTimeOffset at, Guid id)
    {
        foreach (var slot in new[] { "unit-publicity", "unit-publicity-result", "unit-recommendation" })
        {
            using var picture = new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes(slot + id)]);
            await desk.AddPaper(ByHr(at), id, slot, slot + ".jpg", picture);
        }
    }

    /// <summary>An application that the authority has in hand.</summary>
    public async Task<Application> AtAuthority(DateTimeOffset submitted, string? name = null, Level level = Level.Intermediate)
    {
        var application = await Submitted(submitted, name, level: level);
        await Publicise(application.Id, submitted);
        var recommended = submitted.AddDays(10);
        await Review(async d =>
        {
            await d.TickAll(ByHr(recommended), application.Id);
            await d.Recommend(ByHr(recommended), application.Id, true);
        });
        return await Reload(application.Id);
    }

    /// <summary>An application that the committee's office has in hand.</summary>
    public async Task<Application> AtCommittee(DateTimeOffset submitted, string? name = null, Level level = Level.Intermediate)
    {
        var application = await AtAuthority(submitted, name, level);
        var passed = submitted.AddDays(11);
        await Review(async d =>
        {
            await d.TickAll(ByAuthority(passed), application.Id);
            await d.Endorse(ByAuthority(passed), application.Id);
        });
        return await Reload(application.Id);
    }

    /// <summary>An application whose materials are received.</summary>
    public async Task<Application> Admitted(DateTimeOffset submitted, string? name = null, Level level = Level.Intermediate)
    {
        var application = await AtCommittee(submitted, name, level);
        var at = submitted.AddDays(12);
        await Review(async d =>
        {
            await d.TickAll(ByClerk(at), application.Id);
            await d.Admit(ByClerk(at), application.Id);
        });
        return await Reload(application.Id);
    }

    public static PublicityText Text => new("政治立场坚定，恪守职业操守。", "主持文物巡查，本人负责记录。", "人事科", "0000-000 0001");

    public RemarkInput Remark(string section = "continuingEducation", string? newReason = null, ClauseRef? clause = null) => new(
        new Place(section), "2021年专业课54学时，差6学时", "请补传其他专业课证书，或免学审批表。", clause ?? new ClauseRef(Notice.ShortTitle.Zh, "四(一)4"), newReason);

    public async Task<T> Unitly<T>(Func<UnitDesk, Task<T>> work)
    {
        await using var scope = NewScope();
        return await work(scope.ServiceProvider.GetRequiredService<UnitDesk>());
    }

    public async Task Review(Func<ReviewDesk, Task> work)
    {
        await using var scope = NewScope();
        await work(scope.ServiceProvider.GetRequiredService<ReviewDesk>());
    }

    public async Task<T> Pay<T>(Func<PaymentDesk, Task<T>> work)
    {
        await using var scope = NewScope();
        return await work(scope.ServiceProvider.GetRequiredService<PaymentDesk>());
    }

    /// <summary>Notes one remark and returns with it.</summary>
    public Task ReturnBy(Act act, Guid id, RemarkInput? remark = null) => Review(async d =>
    {
        await d.AddRemark(act with { Reason = null }, id, remark ?? Remark());
        await d.Return(act, id);
    });

    /// <summary>The refusal that a verb gives.</summary>
    public static async Task<Refusal> Refused(Func<Task> verb) => (await Assert.ThrowsAsync<RefusalException>(verb)).Refusal;

    private static SectionContent Section(params (string Id, (string Field, string Value)[] Values)[] entries) => new()
    {
        Entries = [.. entries.Select(e => new SectionEntry { Id = e.Id, Values = e.Values.ToDictionary(v => v.Field, v => v.Value) })],
    };

    private Guid Staff(AppDb db, Act act, string name, Body body, Role role)
    {
        var person = NewPerson(act, name);
        db.Add(person);
        db.Add(new Account(person.Id));
        db.Add(new Appointment(act, person.Id, body.Id, role));
        return person.Id;
    }

    private Body NewUnit(Act act, string name) => new Body(
        act, BodyKind.Unit, Authority, new BodyFacts { Name = name, UnitKind = UnitKind.PublicInstitution, Tier = Tier.County, County = "hongliu", ContactPhone = "0000-000 0002" }).Under(act, Authority);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Zhiping.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
