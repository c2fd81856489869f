using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Certificates;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Notices;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Harness;
using Meeting = Zhiping.Meetings.Meeting;

namespace Zhiping.Tests.Meetings;

/// <summary>One applicant of a made-up meeting.</summary>
public sealed record Candidate(Guid PersonId, Guid ApplicationId, string Name, Guid UnitId);

/// <summary>A site with the real notice of 2024, an office, units, and the means to bring a meeting to any stage by its verbs.</summary>
public class MeetingWorld : Site
{
    public static readonly string[] Specialties = ["mass-culture", "library"];

    public Guid Office { get; protected set; }

    public Guid OtherOffice { get; private set; }

    public Guid CountyUnit { get; private set; }

    public Guid PrefectureUnit { get; private set; }

    public Guid Clerk { get; protected set; }

    public Guid RevisionId { get; private set; }

    public Notice Notice { get; private set; } = null!;

    public Act OfficeAct(string? reason = null) => new(Clerk, Office, Clock.GetUtcNow(), reason);

    public Act Own(Guid person, string? reason = null) => new(person, null, Clock.GetUtcNow(), reason);

    /// <summary>What this world's notice says besides the one of the culture series, as YAML.</summary>
    protected virtual string Added => "";

    /// <summary>The notice of the culture series as this world reads it.</summary>
    protected virtual string Edited(string yaml) => yaml + Added;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Clock.SetBeijing(2024, 9, 23, 9);
        await WithDb(async db =>
        {
            var act = Act.OfPlatform(Clock.GetUtcNow());
            var region = Body.Region(act, "aksu", new BodyFacts { Name = "示例地区" }, null, null);
            var office = new Body(act, BodyKind.CommitteeOffice, region, new BodyFacts { Name = "文化系列评委会办公室" });
            var other = new Body(act, BodyKind.CommitteeOffice, region, new BodyFacts { Name = "另一个评委会办公室" });
            var county = new Body(act, BodyKind.Unit, region, new BodyFacts { Name = "云杉县文化馆", UnitKind = UnitKind.PublicInstitution, Tier = Tier.County });
            var prefecture = new Body(act, BodyKind.Unit, region, new BodyFacts { Name = "地区示例图书馆", UnitKind = UnitKind.PublicInstitution, Tier = Tier.Prefecture });
            db.AddRange(region, office, other, county, prefecture);
            await db.Commit();
            (Office, OtherOffice, CountyUnit, PrefectureUnit) = (office.Id, other.Id, county.Id, prefecture.Id);
        });
        Clerk = (await NewHolderAsync(Office, Role.OfficeClerk, "卢清扬")).Id;
        var reading = NoticeReader.Read("aksu/2024-culture", path => path is "aksu/2024-culture.yaml" ? Edited(Open(path)!) : Open(path));
        Notice = reading.Notice ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
        RevisionId = (await Use<NoticePublisher, NoticeRevision>(p => p.Publish(Act.OfPlatform(Clock.GetUtcNow()), Notice))).Id;
    }

    public async Task<T> Use<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = NewScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task Use<TService>(Func<TService, Task> work)
        where TService : notnull
    {
        await using var scope = NewScope();
        await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task Desk(Func<MeetingDesk, Task> work) => Use(work);

    /// <summary>A committee of that size, filed and approved unless told otherwise.</summary>
    public async Task<Committee> NewCommittee(int size = 5, bool filed = true, bool approved = true)
    {
        var committee = await Use<CommitteeDesk, Committee>(d => d.SetUp(
            OfficeAct(), new NewCommittee(Office, Notice.Id, "文化系列高级评审委员会", size, Level.FullSenior, [], "自治区同意〔2024〕1号")));
        if (filed)
        {
            await Use<CommitteeDesk>(d => d.File(OfficeAct(), committee.Id, "备案〔2024〕3号"));
        }

        if (filed && approved)
        {
            await Use<CommitteeDesk>(d => d.ApproveFiling(OfficeAct(), committee.Id, new DateOnly(2024, 1, 1), new DateOnly(2026, 6, 30)));
        }

        return committee;
    }

    public async Task<Guid[]> FillPool(Guid committeeId, int count, Guid? unit = null, params string[] specialties)
    {
        var people = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var person = await NewPersonAsync("林" + "甲乙丙丁戊己庚辛壬癸"[i % 10]);
            people.Add(person.Id);
            await Use<CommitteeDesk>(d => d.Enter(OfficeAct(), committeeId, new NewExpert(
                person.Id, specialties.Length == 0 ? Specialties : specialties, Level.FullSenior, unit, new DateOnly(2024, 1, 1), new DateOnly(2026, 12, 31))));
        }

        return [.. people];
    }

    public async Task<Meeting> NewMeeting(Guid committeeId, int readers = 3) => await Use<MeetingDesk, Meeting>(d => d.Prepare(
        OfficeAct(), committeeId, new NewMeeting(Clock.GetUtcNow().AddDays(20), "示例路1号会议室", Clock.GetUtcNow().AddDays(15), readers)));

    /// <summary>An application brought to 'paid' by the verbs, with a summary that names the person and the unit.</summary>
    public async Task<Candidate> NewApplicant(
        string name, Level level = Level.Intermediate, string specialty = "mass-culture", Guid? unit = null, string? exemption = null,
        ApplicationState until = ApplicationState.Paid, Func<ApplicationDocument, ApplicationDocument>? change = null)
    {
        var person = await NewPersonAsync(name);
        var unitId = unit ?? CountyUnit;
        return await WithDb(async db =>
        {
            var body = await db.Body(unitId);
            var act = new Act(person.Id, null, Clock.GetUtcNow());
            var application = new Application(
                act, person.Id, unitId, RevisionId, Notice.Id, 2024, new ApplicationChoice(SeriesOf(specialty), specialty, level, ProgrammeKind.Evaluation, Channel.Targeted),
                new DueDate(Clock.GetUtcNow().AddDays(10), DueConsequence.Forfeited, new LocalText("申报时间", "window"), null), body.Facts);
            var document = Document(application, body, name, exemption);
            var submission = application.Submit(act, (change?.Invoke(document) ?? document).ToCanonicalJson(), unitId, ApplicationState.AtUnit, null);
            (ApplicationVerb, ApplicationState)[] way =
            [
                (ApplicationVerb.Recommend, ApplicationState.AtCommittee), (ApplicationVerb.Admit, ApplicationState.Admitted), (ApplicationVerb.ConfirmPayment, ApplicationState.Paid),
            ];
            foreach (var (verb, to) in way.Take(until == ApplicationState.Paid ? 3 : 2))
            {
                application.Move(new Act(Clerk, Office, Clock.GetUtcNow()), verb, to, Office, null);
            }

            db.AddRange(application, submission);
            await db.Commit();
            return new Candidate(person.Id, application.Id, name, unitId);
        });
    }

    public async Task<IReadOnlyList<Dossier>> TakeIn(Guid meetingId, params Candidate[] candidates) =>
        await Use<MeetingDesk, IReadOnlyList<Dossier>>(d => d.TakeIn(OfficeAct(), meetingId, [.. candidates.Select(c => c.ApplicationId)]));

    /// <summary>Draws all seats from a fixed seed and appoints the first as chair; the people in order of their number.</summary>
    public async Task<IReadOnlyList<MeetingMember>> Draw(Meeting meeting, int standby = 0)
    {
        await Desk(d => d.DrawMembers(OfficeAct(), meeting.Id, [.. Enumerable.Range(1, 32).Select(i => (byte)i)], meeting.CommitteeSize, standby));
        var members = await WithDb(db => db.MeetingMembers().Where(m => m.MeetingId == meeting.Id && m.Seat == Seat.Member).OrderBy(m => m.Number).ToListAsync());
        await Desk(d => d.Appoint(OfficeAct(), members[0].Id, Seat.Chair));
        return members;
    }

    public async Task<Stage> Reading(int members, int readers, params Candidate[] candidates)
    {
        var committee = await NewCommittee(members);
        await FillPool(committee.Id, members + 2);
        var meeting = await NewMeeting(committee.Id, readers);
        var dossiers = await TakeIn(meeting.Id, candidates);
        var seats = await Draw(meeting);
        await Desk(d => d.FileMeeting(OfficeAct(), meeting.Id, "会前〔2024〕5号"));
        await Desk(d => d.StartReading(OfficeAct(), meeting.Id));
        return new Stage(meeting, seats, dossiers);
    }

    /// <summary>All sheets handed in with the same share of each maximum, and the session opened with everybody present.</summary>
    public async Task<Stage> Voting(int members, Func<Dossier, decimal> share, params Candidate[] candidates)
    {
        var stage = await Reading(members, 1, candidates);
        await ScoreAll(stage, share);
        await Desk(d => d.StartVoting(OfficeAct(), stage.Meeting.Id));
        await Desk(d => d.RollCall(Own(stage.Chair), stage.Meeting.Id, [.. stage.Members.Select(m => m.Id)]));
        return stage;
    }

    public async Task ScoreAll(Stage stage, Func<Dossier, decimal> share)
    {
        var sheets = await WithDb(db => db.ScoreSheets().Where(s => s.MeetingId == stage.Meeting.Id && s.ExcusedAt == null).ToListAsync());
        foreach (var sheet in sheets)
        {
            var dossier = stage.Dossiers.Single(d => d.Id == sheet.DossierId);
            var standard = Notice.StandardOf(dossier.Series, dossier.Specialty, dossier.Tier, dossier.Level)!;
            var marks = standard.Criteria.ToDictionary(c => c.Id, c => decimal.Round(c.Max.Value * share(dossier), 2).ToString("0.##"));
            var person = stage.Members.Single(m => m.Id == sheet.MemberId).PersonId;
            Assert.True(await Use<MeetingDesk, bool>(d => d.SubmitScores(Own(person), sheet.DossierId, marks, "业绩扎实。", 0)));
        }
    }

    /// <summary>Everybody votes yes on as many as said, by dossier.</summary>
    public async Task VoteAll(Stage stage, Guid roundId, Func<Dossier, int> yes)
    {
        for (var i = 0; i < stage.Members.Count; i++)
        {
            var ballot = await Use<MeetingDesk, IReadOnlyList<Dossier>>(async d => (await d.BallotOf(stage.Members[i].PersonId, roundId))!.Value.Mine);
            var number = i;
            var choices = ballot.ToDictionary(d => d.Id, d => number < yes(d) ? BallotChoice.Yes : BallotChoice.No);
            Assert.True(await Use<MeetingDesk, bool>(d => d.Cast(Own(stage.Members[number].PersonId), roundId, choices)));
        }
    }

    /// <summary>One round from opening to confirmation.</summary>
    public async Task<BallotRound> Round(Stage stage, Level level, Func<Dossier, int> yes, bool confirm = true)
    {
        var round = await Use<MeetingDesk, BallotRound>(d => d.OpenRound(Own(stage.Chair), stage.Meeting.Id, level));
        await VoteAll(stage, round.Id, yes);
        await Desk(d => d.CountRound(Own(stage.Chair), round.Id));
        if (confirm)
        {
            await Desk(d => d.ConfirmRound(Own(stage.Chair), round.Id));
        }

        return round;
    }

    public Task<ApplicationState> StateOf(Candidate candidate) =>
        WithDb(db => db.Applications().Where(a => a.Id == candidate.ApplicationId).Select(a => a.State).SingleAsync());

    public Task<Dictionary<string, CandidateResult>> Results(Guid roundId) => WithDb(async db =>
        await db.CandidateResults().Where(r => r.RoundId == roundId).Join(db.Dossiers(), r => r.DossierId, d => d.Id, (r, d) => new { d.Code, r }).ToDictionaryAsync(x => x.Code, x => x.r));

    public static async Task<Refusal> Refused(Func<Task> verb) => (await Assert.ThrowsAsync<RefusalException>(verb)).Refusal;

    private string SeriesOf(string specialty) => Notice.SeriesList.First(s => s.Specialties.Any(x => x.Id == specialty)).Id;

    protected ApplicationDocument Document(Application application, Body unit, string name, string? exemption) => new()
    {
        NoticeId = Notice.Id,
        Revision = 1,
        Series = application.Series,
        Specialty = application.Specialty,
        Level = application.Level,
        Kind = application.Kind,
        Channel = application.Channel,
        Unit = unit.Facts,
        Applicant = new ApplicantFacts(),
        Pages = [],
        Sections = new Dictionary<string, SectionContent>
        {
            ["basics"] = Single(("name", name), ("sex", "female")),
            ["summary"] = Single(("text", $"我是{name}，在{unit.Name}工作，主持了乡村文化活动。")),
            ["practice"] = new SectionContent { None = true },
            ["grassroots"] = exemption is null ? new SectionContent { None = true } : Single(("year", "2024"), ("form", exemption), ("days", "200"), ("content", "驻村工作")),
        },
    };

    private static SectionContent Single(params (string Field, string Value)[] values) => new()
    {
        Entries = [new SectionEntry { Id = "1", Values = values.ToDictionary(v => v.Field, v => v.Value, StringComparer.Ordinal) }],
    };

    private static string? Open(string path)
    {
        var file = Path.Combine(NoticesFolder(), path);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    private static string NoticesFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../notices"));
}

/// <summary>A meeting as far as a test has brought it.</summary>
public sealed record Stage(Meeting Meeting, IReadOnlyList<MeetingMember> Members, IReadOnlyList<Dossier> Dossiers)
{
    /// <summary>The person of the chair.</summary>
    public Guid Chair => Members[0].PersonId;
}
