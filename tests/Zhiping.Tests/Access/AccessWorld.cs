using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Bodies;
using Zhiping.Certificates;
using Zhiping.Certificates.Results;
using Zhiping.Committees;
using Zhiping.ContinuingEducation;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Payments;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Publicity;
using Zhiping.Review;
using Zhiping.Review.Print;
using Zhiping.Tests.Attachments;
using Zhiping.Tests.Meetings;

namespace Zhiping.Tests.Access;

/// <summary>
/// A world in which everything an address can name exists twice, each brought to the end of its road by the verbs of the people
/// whose turn it is. Once made it stands still: whatever a request would save is refused, so that no cell spoils the next.
/// </summary>
public sealed class AccessWorld : MeetingWorld
{
    public AccessSide Ours { get; } = new("甲");

    public AccessSide Theirs { get; } = new("乙");

    private StandsStill Saves { get; } = new();

    private StandsStillBelow Commands { get; set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Make(Ours, "ours");
        await Make(Theirs, "theirs");
        await RunDueAsync();
        Saves.Requests = Services.GetRequiredService<IHttpContextAccessor>();
        Saves.Still = true;
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        Commands = new StandsStillBelow(Saves);
        builder.Configuration.AddInMemoryCollection([new("PublicLimits:ChecksPerMinute", "100000"), new("PublicLimits:ObjectionsPerHour", "100000")]);
        builder.Services.AddHttpContextAccessor();
        builder.Services.ConfigureDbContext<AppDb>(options => options.AddInterceptors(Saves, Commands));
    }

    private async Task Make(AccessSide side, string region)
    {
        Clock.SetBeijing(2024, 7, 22, 9);
        await Bodies(side, region);
        await Appoint(side);
        (Office, Clerk) = (side.Office.Id, side.People["office"].PersonId);
        await Courses(side);
        var applicant = side.People["applicant"].PersonId;
        await Own(side, applicant);
        var application = await Submitted(side, applicant, scanned: true);
        side.Keep("application", application);
        var colleague = await Submitted(side, side.People["colleague"].PersonId, scanned: false);
        foreach (var id in new[] { application, colleague })
        {
            await ThroughTheUnit(side, id);
            await ToTheOffice(side, id);
        }

        await Paid(side, application, applicant, picture: true);
        await Paid(side, colleague, side.People["colleague"].PersonId, picture: false);
        await Prints(side, application, applicant);
        await Evaluated(side, application, colleague, applicant);
    }

    private Task Bodies(AccessSide side, string code) => WithDb(async db =>
    {
        var act = Act.OfPlatform(Clock.GetUtcNow());
        Body Made(BodyKind kind, Body above, string name, string? county = null) =>
            new(act, kind, above, new BodyFacts { Name = side.Name + name, Tier = Tier.County, County = county, ContactPhone = "0000-000 0001" });
        var region = Body.Region(act, code, new BodyFacts { Name = side.Name + "地区" }, null, null);
        side.Authority = Made(BodyKind.CompetentAuthority, region, "县文旅局", "yunshan");
        side.Bureau = Made(BodyKind.HrssBureau, region, "县人社局", "yunshan");
        side.SettingUp = Made(BodyKind.SettingUpBody, region, "组建部门");
        side.Office = Made(BodyKind.CommitteeOffice, region, "评委会办公室");
        side.TitleOffice = Made(BodyKind.TitleOffice, region, "职称办公室");
        side.Supervision = Made(BodyKind.Supervision, region, "监督组");
        side.Platform = Made(BodyKind.Platform, region, "平台运维");
        var facts = new BodyFacts { Name = side.Name + "县文化馆", UnitKind = UnitKind.PublicInstitution, Tier = Tier.County, County = "yunshan", ContactPhone = "0000-000 0002" };
        side.Unit = new Body(act, BodyKind.Unit, side.Authority, facts).Under(act, side.Authority);
        db.AddRange(region, side.Authority, side.Bureau, side.SettingUp, side.Office, side.TitleOffice, side.Supervision, side.Platform, side.Unit);
        await db.Commit();
        side.Keep("region", region.Id);
        side.Keep("unit", side.Unit.Id);
        side["regionCode"] = code;
    });

    private async Task Appoint(AccessSide side)
    {
        (string Column, Body Body, Role Role)[] posts =
        [
            ("unit-hr", side.Unit, Role.UnitHr), ("unit-leader", side.Unit, Role.UnitLeader), ("authority", side.Authority, Role.AuthorityClerk),
            ("bureau", side.Bureau, Role.BureauClerk), ("office", side.Office, Role.OfficeClerk), ("office-head", side.Office, Role.OfficeHead),
            ("chair", side.Office, Role.Chair), ("setting-up", side.SettingUp, Role.SettingUpClerk), ("title-office", side.TitleOffice, Role.TitleOfficeClerk),
            ("supervision", side.Supervision, Role.Supervisor), ("operator", side.Platform, Role.Operator),
        ];
        foreach (var (column, body, role) in posts)
        {
            side.People[column] = ((await NewHolderAsync(body.Id, role, "林知远")).Id, body.Id);
        }

        foreach (var column in new[] { "applicant", "colleague", "expert" })
        {
            side.People[column] = ((await NewPersonAsync(column == "applicant" ? "苏木清" : "顾长河")).Id, null);
        }

        await WithDb(async db =>
        {
            var act = Act.OfPlatform(Clock.GetUtcNow());
            foreach (var column in new[] { "applicant", "colleague" })
            {
                var employment = new Employment(act, side.People[column].PersonId, side.Unit.Id);
                employment.Approve(new Act(side.People["unit-hr"].PersonId, side.Unit.Id, Clock.GetUtcNow()));
                db.Add(employment);
                side.Keep("employment", employment.Id);
            }

            var pending = Body.Register(new Act(side.People["unit-leader"].PersonId, null, Clock.GetUtcNow()), side.Authority, new BodyFacts { Name = side.Name + "县新设馆", UnitKind = UnitKind.PublicInstitution, Tier = Tier.County, County = "yunshan", ContactName = "陆知远", ContactPhone = "0000-000 0003" });
            db.Add(pending);
            side.Keep("pendingUnit", pending.Id);
            await db.Commit();
        });
    }

    /// <summary>An appeal about the applicant's account, and an entry of the applicant's career file.</summary>
    private Task Own(AccessSide side, Guid person) => WithDb(async db =>
    {
        var sealer = Services.GetRequiredService<Sealer>();
        var said = new AppealContent("苏木清", IdentityNumber.FromFirst17("99999919900101000").Reveal(), "13900000000", "appeal@example.com", "邮箱停用了");
        var picture = sealer.Seal([0xFF, 0xD8, 0xFF], "appeal");
        var appeal = new Appeal(
            Clock.GetUtcNow(), person, (await db.People().SingleAsync(p => p.Id == person)).IdentityNumberIndex, Guid.Parse(side["region"]),
            sealer.Seal(System.Text.Json.JsonSerializer.Serialize(said), "appeal"), new AppealPictures(picture, picture, "front", "back"));
        var entry = new Zhiping.Career.CareerEntry(Own(person), "practice", new Dictionary<string, string> { ["title"] = "送文化下乡" });
        db.AddRange(appeal, entry);
        await db.Commit();
        side.Keep("appeal", appeal.Id);
        side.Keep("careerEntry", entry.Id);
    });

    private Task Courses(AccessSide side) => WithDb(async db =>
    {
        var course = new Course(new Act(side.People["title-office"].PersonId, side.TitleOffice.Id, Clock.GetUtcNow()), side.Name + "公需课", CourseSubject.General, 2024, 10, [new Lesson("第一课", "正文")]);
        db.Add(course);
        db.Add(new Zhiping.ContinuingEducation.Enrolment(Own(side.People["applicant"].PersonId), side.People["applicant"].PersonId, course));
        await db.Commit();
        side.Keep("course", course.Id);
    });

    private async Task<Guid> Submitted(AccessSide side, Guid person, bool scanned)
    {
        var act = new Act(person, null, Clock.GetUtcNow());
        var application = await WithDb(async db =>
        {
            var made = new Application(
                act, person, side.Unit.Id, RevisionId, Notice.Id, 2024,
                new ApplicationChoice("culture", "mass-culture", Level.Intermediate, ProgrammeKind.Evaluation, Channel.Targeted),
                new DueDate(Clock.GetUtcNow().AddDays(39), DueConsequence.Forfeited, new LocalText("申报时间", "window"), null));
            db.Add(made);
            await db.Commit();
            return made.Id;
        });
        if (scanned)
        {
            await Scan(side, act, application);
        }

        await WithDb(async db =>
        {
            var filed = await db.Applications().SingleAsync(a => a.Id == application);
            var name = await db.People().Where(p => p.Id == person).Select(p => p.Name).SingleAsync();
            var facts = await PageFacts(application);
            var document = Document(filed, side.Unit, name, null);
            document = document with
            {
                Pages = facts,
                Sections = new Dictionary<string, SectionContent>(document.Sections)
                {
                    ["practice"] = new() { Entries = [new SectionEntry { Id = "e1", Values = new Dictionary<string, string> { ["title"] = "送文化下乡" } }] },
                },
            };
            db.Add(filed.Submit(act, document.ToCanonicalJson(), side.Unit.Id, ApplicationState.AtUnit, null));
            await db.Commit();
        });
        return application;
    }

    private async Task Scan(AccessSide side, Act act, Guid application)
    {
        var slot = Notice.Form.Find("practice")!.Slots.First(s => s.ExpertsSee).Id;
        using var file = new MemoryStream(Pictures.Page());
        var page = await Use<PageDesk, AttachedPage>(d => d.Add(act, application, new PagePlace("practice", "e1", slot), "证明.png", file));
        await RunDueAsync();
        await Use<PageDesk>(d => d.Answer(act, page.Id, MaskAnswer.No));
        side.Keep("page", page.Id);
        side["blind"] = await WithDb(db => db.AttachedPages().Where(p => p.Id == page.Id).Select(p => p.BlindId.ToString()).SingleAsync());
    }

    private async Task ThroughTheUnit(AccessSide side, Guid application)
    {
        Act By(DateTimeOffset at) => new(side.People["unit-hr"].PersonId, side.Unit.Id, at);
        var start = Clock.GetUtcNow();
        var shown = await Use<UnitDesk, UnitPublicity>(d => d.StartPublicity(
            By(start), application, Beijing.Day(start), null, new PublicityText("恪守职业操守。", "主持文化活动。", "人事科", "0000-000 0001")));
        side["unitPublicity"] = shown.Code;
        var objection = await Use<UnitDesk, PublicityObjection>(d => d.RecordObjection(By(start.AddHours(1)), application, "匿名", "年限存疑，请核实。", null));
        side.Keep("unitObjection", objection.Id);
        await Use<UnitDesk>(d => d.SettleObjection(By(start.AddHours(2)), application, objection.Id, "年限属实。"));
        await Use<UnitDesk>(d => d.EndPublicity(By(shown.EndsAt), application, PublicityOutcome.ObjectionsUnfounded, "已核实"));
        foreach (var slot in new[] { "unit-publicity", "unit-publicity-result", "unit-recommendation" })
        {
            using var picture = new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes(slot + application)]);
            var scan = await Use<UnitDesk, AttachedPage>(d => d.AddPaper(By(shown.EndsAt), application, slot, slot + ".jpg", picture));
            side.Keep("scan", scan.Id);
        }

        await Use<ReviewDesk>(d => d.TickAll(By(shown.EndsAt.AddDays(1)), application));
        await Use<ReviewDesk>(d => d.Recommend(By(shown.EndsAt.AddDays(1)), application, true));
    }

    /// <summary>The authority, then the county's bureau, then the office; the notice has no bureau on its way, so these two are passed by hand.</summary>
    private async Task ToTheOffice(AccessSide side, Guid application)
    {
        var at = Clock.GetUtcNow().AddDays(9);
        await Pass(new Act(side.People["authority"].PersonId, side.Authority.Id, at), application, side.Bureau, ApplicationState.AtAuthority);
        await Pass(new Act(side.People["bureau"].PersonId, side.Bureau.Id, at.AddHours(1)), application, side.Office, ApplicationState.AtCommittee);
        var office = new Act(Clerk, Office, at.AddHours(2));
        await Use<ReviewDesk>(d => d.TickAll(office, application));
        await Use<ReviewDesk>(d => d.Admit(office, application));
    }

    private Task Pass(Act act, Guid application, Body to, ApplicationState state) => WithDb(async db =>
    {
        var held = await db.Applications().SingleAsync(a => a.Id == application);
        db.Add(new Passage(act, held, await db.LastSubmission(application), to.Id));
        held.Move(act, ApplicationVerb.Endorse, state, to.Id, null);
        await db.Commit();
    });

    private async Task Paid(AccessSide side, Guid application, Guid person, bool picture)
    {
        var at = Clock.GetUtcNow().AddDays(10);
        var sha256 = picture ? await Voucher(Pictures.Page()) : null;
        var payment = await Use<PaymentDesk, Payment>(d => d.SubmitVoucher(
            new Act(person, null, at), application, new Voucher("20240801" + application.ToString("N")[..8], 400, Beijing.Day(at), "苏木清", sha256)));
        await Use<PaymentDesk>(d => d.ConfirmPayment(new Act(Clerk, Office, at.AddHours(1)), payment.Id));
        if (picture)
        {
            side.Keep("payment", payment.Id);
        }
    }

    private async Task<IReadOnlyList<PageFact>> PageFacts(Guid application)
    {
        await using var scope = NewScope();
        return await scope.ServiceProvider.GetRequiredService<IPageFacts>().Of(application, CancellationToken.None);
    }

    private async Task<string> Voucher(byte[] bytes)
    {
        using var picture = new MemoryStream(bytes);
        return (await Services.GetRequiredService<IBlobStore>().PutAsync(picture)).Sha256;
    }

    private async Task Prints(AccessSide side, Guid application, Guid person)
    {
        var own = await Use<PrintDesk, PrintJob>(d => d.Order(new Act(person, null, Clock.GetUtcNow()), application, PrintKind.FormDraft));
        side.Keep("print", own.Id);
    }

    private async Task Evaluated(AccessSide side, Guid application, Guid colleague, Guid applicant)
    {
        Clock.SetBeijing(2024, 9, 23, 9);
        var committee = await NewCommittee(5);
        side.Keep("committee", committee.Id);
        Guid[] experts = [side.People["chair"].PersonId, side.People["expert"].PersonId, .. await FillPool(committee.Id, 3)];
        foreach (var person in experts[..2])
        {
            var entered = await Use<CommitteeDesk, Expert>(d => d.Enter(
                OfficeAct(), committee.Id, new NewExpert(person, Specialties, Level.FullSenior, null, new DateOnly(2024, 1, 1), new DateOnly(2026, 12, 31))));
            side.Keep("expert", entered.Id);
        }

        var meeting = await NewMeeting(committee.Id, readers: 5);
        side.Keep("meeting", meeting.Id);
        var dossiers = await Use<MeetingDesk, IReadOnlyList<Dossier>>(d => d.TakeIn(OfficeAct(), meeting.Id, [application, colleague]));
        var mine = dossiers.Single(d => d.ApplicationId == application);
        side.Keep("dossier", mine.Id);
        await Draw(meeting);
        var members = await WithDb(db => db.MeetingMembers().Where(m => m.MeetingId == meeting.Id).ToListAsync());
        var chair = members.Single(m => m.PersonId == side.People["chair"].PersonId);
        await Desk(d => d.Appoint(OfficeAct(), chair.Id, Seat.Chair));
        side.Keep("member", chair.Id);
        side["draw"] = await WithDb(db => db.ExpertDraws().Where(d => d.MeetingId == meeting.Id).Select(d => d.Id.ToString()).SingleAsync());
        await Desk(d => d.FileMeeting(OfficeAct(), meeting.Id, "会前〔2024〕5号"));
        await Desk(d => d.StartReading(OfficeAct(), meeting.Id));
        var stage = new Stage(meeting, [chair, .. members.Where(m => m.Id != chair.Id)], dossiers);
        var asking = members.Single(m => m.PersonId == side.People["expert"].PersonId);
        await Desk(d => d.AskRecusal(Own(asking.PersonId, "是同学"), mine.Id));
        side["recusal"] = await WithDb(db => db.Recusals().Where(r => r.MemberId == asking.Id).Select(r => r.Id.ToString()).SingleAsync());
        await Desk(d => d.DecideRecusal(OfficeAct("不影响"), Guid.Parse(side["recusal"]), granted: false));
        await ScoreAll(stage, _ => 0.8m);
        await Desk(d => d.StartVoting(OfficeAct(), meeting.Id));
        await Desk(d => d.RollCall(Own(stage.Chair), meeting.Id, [.. stage.Members.Select(m => m.Id)]));
        side.Keep("round", (await Round(stage, Level.Intermediate, d => d.Id == mine.Id ? 5 : 0)).Id);
        await Desk(d => d.CloseMeeting(Own(stage.Chair), meeting.Id));
        await Published(side, meeting.Id, application, colleague);
    }

    private async Task Published(AccessSide side, Guid meeting, Guid application, Guid colleague)
    {
        Clock.SetBeijing(2024, 10, 21, 9);
        var publicity = await Use<CertificateDesk, ResultPublicity>(d => d.PublishResult(OfficeAct(), meeting));
        side.Keep("publicity", publicity.Id);
        side["entry"] = await WithDb(db => db.ResultEntries().Where(e => e.ApplicationId == application).Select(e => e.Id.ToString()).SingleAsync());
        var objection = await Use<CertificateDesk, Objection>(d => d.Object(
            Act.OfPlatform(Clock.GetUtcNow()), publicity.Id, new NewObjection(Guid.Parse(side["entry"]), "业绩材料存疑，请核实。", null, null)));
        side.Keep("objection", objection.Id);
        side["receipt"] = objection.Receipt;
        await Use<CertificateDesk>(d => d.SettleObjection(OfficeAct("已核实"), objection.Id, ObjectionOutcome.Rejected));
        var reCheck = await Use<CertificateDesk, ReCheck>(d => d.AskReCheck(Own(side.People["colleague"].PersonId), colleague, "请核对计票，是不是少算了一票。"));
        side.Keep("reCheck", reCheck.Id);
        Clock.SetBeijing(2024, 10, 28, 9);
        var document = await Use<CertificateDesk, QualificationDocument>(d => d.IssueDocument(
            OfficeAct(), meeting, new NewDocument($"{side.Name}职改〔2024〕1号", new DateOnly(2024, 10, 28), "示例发证机关")));
        side.Keep("document", document.Id);
        var certificate = (await Use<CertificateDesk, IReadOnlyList<Certificate>>(d => d.IssueCertificates(OfficeAct(), document.Id))).Single();
        side.Keep("certificate", certificate.Id);
        side["number"] = certificate.Number;
    }
}
