using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Meetings;

public sealed class MeetingTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    [Fact]
    [Requirement("J9")]
    public async Task Draw_WithoutApprovedFiling_IsRefusedWithWhatToDo()
    {
        var committee = await world.NewCommittee(filed: false);
        await world.FillPool(committee.Id, 6);
        var meeting = await world.NewMeeting(committee.Id);

        var refused = await MeetingWorld.Refused(() => world.Draw(meeting));
        Assert.Equal("“{0}”没有备案，不能开会。", refused.Sentence);
        Assert.NotNull(refused.Remedy);

        await world.Use<CommitteeDesk>(d => d.File(world.OfficeAct(), committee.Id, "备案〔2024〕9号"));
        Assert.Contains("还没有批准", (await MeetingWorld.Refused(() => world.Draw(meeting))).ToString(), StringComparison.Ordinal);

        await world.Use<CommitteeDesk>(d => d.ApproveFiling(world.OfficeAct(), committee.Id, new DateOnly(2024, 1, 1), new DateOnly(2024, 10, 1)));
        Assert.Contains("不在有效期内", (await MeetingWorld.Refused(() => world.Draw(meeting))).ToString(), StringComparison.Ordinal);

        await world.Use<CommitteeDesk>(d => d.ApproveFiling(world.OfficeAct(), committee.Id, new DateOnly(2024, 1, 1), new DateOnly(2026, 12, 31)));
        Assert.Equal(5, (await world.Draw(meeting)).Count);
    }

    [Fact]
    [Requirement("J3")]
    public async Task Draw_IsRepeatableFromItsExport_AndLeavesOutWhoMayNotSit()
    {
        var committee = await world.NewCommittee();
        var pool = await world.FillPool(committee.Id, 8);
        var applicant = await world.NewApplicant("沈望舒");
        await world.Use<CommitteeDesk>(d => d.Enter(world.OfficeAct(), committee.Id, new NewExpert(
            applicant.PersonId, MeetingWorld.Specialties, Level.DeputySenior, null, new DateOnly(2024, 1, 1), new DateOnly(2026, 1, 1))));
        var meeting = await world.NewMeeting(committee.Id);
        await world.TakeIn(meeting.Id, applicant);
        await world.Draw(meeting, standby: 2);

        var draw = await world.WithDb(db => db.ExpertDraws().SingleAsync(d => d.MeetingId == meeting.Id));
        var read = ExpertDraw.Read(draw.Result);
        Assert.True(Draw.Verify(read));
        Assert.Contains(read.Input.Exclusions, e => e.Reason == "本人是这次会议的申报人");
        Assert.Equal(2, read.Standby.Count);
        Assert.DoesNotContain(await world.WithDb(db => db.MeetingMembers().Where(m => m.MeetingId == meeting.Id).ToListAsync()), m => m.PersonId == applicant.PersonId);
        Assert.False(Draw.Verify(read with { Chosen = [.. read.Chosen.Reverse()] }));
        Assert.Equal(8, pool.Length);
    }

    [Fact]
    [Requirement("J3")]
    public async Task Reading_IsBalanced_AndNeverGivesAColleaguesDossier()
    {
        var committee = await world.NewCommittee();
        await world.FillPool(committee.Id, 2, world.CountyUnit);
        await world.FillPool(committee.Id, 3);
        var meeting = await world.NewMeeting(committee.Id);
        var dossiers = await world.TakeIn(meeting.Id,
            await world.NewApplicant("白若溪"), await world.NewApplicant("顾长河", unit: world.PrefectureUnit), await world.NewApplicant("陆望川", unit: world.PrefectureUnit), await world.NewApplicant("苏木清"));
        await world.Draw(meeting);
        await world.Desk(d => d.FileMeeting(world.OfficeAct(), meeting.Id, "会前〔2024〕5号"));
        await world.Desk(d => d.StartReading(world.OfficeAct(), meeting.Id));

        var colleagues = await world.WithDb(db => db.MeetingMembers().Where(m => m.MeetingId == meeting.Id && m.UnitId == world.CountyUnit).Select(m => m.Id).ToListAsync());
        var sheets = await world.WithDb(db => db.ScoreSheets().Where(s => s.MeetingId == meeting.Id).ToListAsync());
        var fromCounty = dossiers.Where(d => d.UnitId == world.CountyUnit).Select(d => d.Id).ToList();
        Assert.Equal(2, colleagues.Count);
        Assert.DoesNotContain(sheets, s => colleagues.Contains(s.MemberId) && fromCounty.Contains(s.DossierId));
        Assert.All(dossiers, d => Assert.Equal(3, sheets.Count(s => s.DossierId == d.Id)));
        Assert.Equal(4, await world.WithDb(db => db.Recusals().CountAsync(r => r.MeetingId == meeting.Id && r.Ground == RecusalGround.SameUnit && r.State == RecusalState.Granted)));
        var load = sheets.GroupBy(s => s.MemberId).Select(g => g.Count()).ToList();
        Assert.InRange(load.Max() - load.Min(), 0, 2);
    }

    [Fact]
    [Requirement("J3", "E7")]
    public async Task Expert_WhoOpensAnothersDossier_FindsNothing()
    {
        var stage = await world.Reading(5, 1, await world.NewApplicant("热娜·玉山"), await world.NewApplicant("米热·卡哈尔"));
        var sheets = await world.WithDb(db => db.ScoreSheets().Where(s => s.MeetingId == stage.Meeting.Id).ToListAsync());
        // The board at the end is the chair's to open, so the reader must be somebody else.
        var chair = stage.Members.Single(m => m.PersonId == stage.Chair).Id;
        var mine = sheets.First(s => s.MemberId != chair);
        var person = stage.Members.Single(m => m.Id == mine.MemberId).PersonId;
        var other = sheets.First(s => s.MemberId != mine.MemberId).DossierId;
        using var browser = await world.SignedInAsync(person);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/expert/dossiers/{mine.DossierId}")).Status);
        var anothers = await browser.GetAsync($"/expert/dossiers/{other}");
        Assert.Equal(HttpStatusCode.NotFound, anothers.Status);
        Assert.Contains("没有这一页", anothers.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/expert/dossiers/{other}/recuse")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/expert/dossiers/{Guid.Empty}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/meetings/{stage.Meeting.Id}")).Status);
        Assert.False(await world.Use<MeetingDesk, bool>(d => d.SaveScores(world.Own(person), other, new Dictionary<string, string>(), "", 0)));
    }

    [Fact]
    [Requirement("J3")]
    public async Task Scores_SavedAsDraft_SubmittedOnce_RefusedBeyondTheMaximum()
    {
        var stage = await world.Reading(5, 1, await world.NewApplicant("叶青禾"));
        var sheet = await world.WithDb(db => db.ScoreSheets().SingleAsync(s => s.MeetingId == stage.Meeting.Id));
        var person = stage.Members.Single(m => m.Id == sheet.MemberId).PersonId;
        using var browser = await world.SignedInAsync(person);
        var page = await browser.GetAsync($"/expert/dossiers/{sheet.DossierId}");
        Assert.Contains("提交后不能再改", page.Text, StringComparison.Ordinal);

        var saved = await page.PressAsync("保存草稿", ("Marks[ethics]", "9"), ("Comment", "有待补充。"));
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal("9", saved.ValueOf("Marks[ethics]"));
        Assert.Equal("有待补充。", saved.ValueOf("Comment"));

        var wrong = await saved.PressAsync("提交评分", ("Marks[ethics]", "12"), ("Marks[ability]", "20"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("应在0到10分之间", string.Join(' ', wrong.Errors), StringComparison.Ordinal);
        Assert.Equal("12", wrong.ValueOf("Marks[ethics]"));

        var standard = world.Notice.StandardOf(stage.Dossiers[0].Series, stage.Dossiers[0].Specialty, stage.Dossiers[0].Tier, stage.Dossiers[0].Level)!;
        var done = await wrong.PressAsync("提交评分", [.. standard.Criteria.Select(c => ($"Marks[{c.Id}]", (c.Max.Value / 2).ToString("0.##")))]);
        Assert.Equal("/expert", done.Path);
        Assert.Contains("评分已提交", done.Html, StringComparison.Ordinal);
        Assert.Equal(standard.Total.Value / 2, await world.WithDb(db => db.ScoreSheets().Where(s => s.Id == sheet.Id).Select(s => s.Total).SingleAsync()));

        var again = await MeetingWorld.Refused(() => world.Use<MeetingDesk, bool>(d => d.SubmitScores(world.Own(person), sheet.DossierId, new Dictionary<string, string>(), "", 1)));
        Assert.Contains("提交后不能再改", again.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<input class=\"form-control form-control-sm\" id=\"m-", (await browser.GetAsync($"/expert/dossiers/{sheet.DossierId}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scores_ChangedInAnotherWindow_AreNotOverwritten()
    {
        var stage = await world.Reading(5, 1, await world.NewApplicant("宋疏影"));
        var sheet = await world.WithDb(db => db.ScoreSheets().SingleAsync(s => s.MeetingId == stage.Meeting.Id));
        using var browser = await world.SignedInAsync(stage.Members.Single(m => m.Id == sheet.MemberId).PersonId);
        var one = await browser.GetAsync($"/expert/dossiers/{sheet.DossierId}");
        var two = await browser.GetAsync($"/expert/dossiers/{sheet.DossierId}");
        await one.PressAsync("保存草稿", ("Marks[ethics]", "8"));
        var conflict = await two.PressAsync("保存草稿", ("Marks[ethics]", "3"));

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal("3", conflict.ValueOf("Marks[ethics]"));
        Assert.Equal("8", (await browser.GetAsync($"/expert/dossiers/{sheet.DossierId}")).ValueOf("Marks[ethics]"));
    }

    [Fact]
    [Requirement("J3")]
    public async Task Recusal_Asked_IsDecidedByTheOffice_AndAnotherReads()
    {
        var stage = await world.Reading(5, 1, await world.NewApplicant("江听泉"));
        var sheet = await world.WithDb(db => db.ScoreSheets().SingleAsync(s => s.MeetingId == stage.Meeting.Id));
        var member = stage.Members.Single(m => m.Id == sheet.MemberId);
        using (var browser = await world.SignedInAsync(member.PersonId))
        {
            var page = await (await browser.GetAsync($"/expert/dossiers/{sheet.DossierId}")).FollowAsync("申请回避");
            var empty = await page.SubmitAsync(("Reason", ""));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
            var asked = await empty.SubmitAsync(("Reason", "可能是从前的同事"));
            Assert.Equal("/expert", asked.Path);
            Assert.Contains("已申请回避", asked.Text, StringComparison.Ordinal);
        }

        using (var office = await world.SignedInAsync(world.Clerk, world.Office))
        {
            var decided = await (await office.GetAsync($"/office/meetings/{stage.Meeting.Id}/members")).PressAsync("同意回避");
            Assert.Equal(HttpStatusCode.OK, decided.Status);
            Assert.Contains("已回避", decided.Text, StringComparison.Ordinal);
        }

        Assert.Null(await world.Use<MeetingDesk, ScoreSheet?>(async d => (await d.SheetOf(member.PersonId, sheet.DossierId))?.Sheet));
        Assert.Equal(1, await world.WithDb(db => db.ScoreSheets().CountAsync(s => s.DossierId == sheet.DossierId && s.ExcusedAt == null && s.MemberId != member.Id)));
    }

    [Theory]
    [Requirement("E4", "E7")]
    [InlineData("苏木清", "沈望舒")]
    [InlineData("阿依谢姆·托合提", "林一")]
    public async Task TwoWorlds_ThatDifferInNameUnitAndSex_LookTheSameToExperts(string one, string two)
    {
        var first = await world.NewApplicant(one);
        var second = await world.NewApplicant(two, unit: (await NewCountyUnit("沙枣县示例文工团")), change: d => d with
        {
            Sections = new Dictionary<string, global::Zhiping.Policy.Forms.SectionContent>(d.Sections)
            {
                ["basics"] = new() { Entries = [new() { Id = "1", Values = new Dictionary<string, string> { ["name"] = two, ["sex"] = "male" } }] },
            },
        });
        var stages = new[] { await world.Reading(5, 5, first), await world.Reading(5, 5, second) };
        var pages = new List<string>();
        foreach (var stage in stages)
        {
            using var browser = await world.SignedInAsync(stage.Chair);
            var dossier = stage.Dossiers.Single();
            var text = new StringBuilder();
            foreach (var section in Enumerable.Range(0, dossier.Read().Sections.Count))
            {
                var page = await browser.GetAsync($"/expert/dossiers/{dossier.Id}?s={section}");
                Assert.Equal(HttpStatusCode.OK, page.Status);
                text.Append(page.Document.QuerySelector("main")!.InnerHtml);
            }

            var shown = System.Text.RegularExpressions.Regex.Replace(
                text.ToString().Replace(dossier.Id.ToString(), "ID", StringComparison.Ordinal).Replace(dossier.Code, "CODE", StringComparison.Ordinal), "__RequestVerificationToken[^>]*>", "");
            Assert.DoesNotContain(one, shown, StringComparison.Ordinal);
            Assert.DoesNotContain(two, shown, StringComparison.Ordinal);
            Assert.DoesNotContain("云杉县文化馆", shown, StringComparison.Ordinal);
            Assert.Contains("我是本人，在本单位工作", shown, StringComparison.Ordinal);
            pages.Add(shown);
        }

        Assert.Equal(pages[0], pages[1]);
    }

    [Fact]
    [Requirement("I1", "I2", "I3")]
    public async Task Defence_ExemptTakesTheAverage_AndWhereNobodyDefended_TheCommitteeDecidesOnRecord()
    {
        var a = await world.NewApplicant("尹朗", Level.DeputySenior);
        var b = await world.NewApplicant("俞野", Level.DeputySenior);
        var exempt = await world.NewApplicant("岑初", Level.DeputySenior, exemption: "village-posting");
        var alone = await world.NewApplicant("闻禾", Level.DeputySenior, "library", exemption: "village-posting");
        var junior = await world.NewApplicant("祝言", Level.Intermediate);
        var stage = await world.Reading(5, 1, a, b, exempt, alone, junior);
        var byApplication = stage.Dossiers.ToDictionary(d => d.ApplicationId, d => d.Id);
        Assert.Equal(4, await world.WithDb(db => db.DefenceEntries().CountAsync(e => e.MeetingId == stage.Meeting.Id)));
        await world.Desk(d => d.AnnounceDefence(world.OfficeAct(), stage.Meeting.Id, null, world.Clock.GetUtcNow().AddDays(16), "示例路1号", false));
        await world.ScoreAll(stage, _ => 0.8m);
        await world.Desk(d => d.StartDefence(world.OfficeAct(), stage.Meeting.Id));
        foreach (var (candidate, points) in new[] { (a, 80m), (b, 90m) })
        {
            foreach (var member in stage.Members.Take(2))
            {
                Assert.True(await world.Use<MeetingDesk, bool>(d => d.ScoreDefence(world.Own(member.PersonId), byApplication[candidate.ApplicationId], points)));
            }
        }

        var twice = await MeetingWorld.Refused(() => world.Use<MeetingDesk, bool>(d => d.ScoreDefence(world.Own(stage.Chair), byApplication[a.ApplicationId], 99m)));
        Assert.Contains("打过分", twice.ToString(), StringComparison.Ordinal);
        var values = await world.Use<MeetingDesk, IReadOnlyDictionary<Guid, DefenceValue>>(d => d.DefenceValuesOf(stage.Meeting));
        Assert.Equal(85m, values[byApplication[exempt.ApplicationId]].Value!.Value.Value);
        Assert.Equal(DefenceOrigin.CommitteeDecides, values[byApplication[alone.ApplicationId]].Origin);
        Assert.Equal(DefenceOrigin.NotRequired, values[byApplication[junior.ApplicationId]].Origin);

        var open = await MeetingWorld.Refused(() => world.Desk(d => d.StartVoting(world.OfficeAct(), stage.Meeting.Id)));
        Assert.Contains("答辩没有结果", open.ToString(), StringComparison.Ordinal);
        var reason = await MeetingWorld.Refused(() => world.Desk(d => d.DecideDefence(world.OfficeAct(), byApplication[alone.ApplicationId], 82m)));
        Assert.Equal("Reason", reason.Field);
        await world.Desk(d => d.DecideDefence(world.OfficeAct("评委会集体评议"), byApplication[alone.ApplicationId], 82m));
        await world.Desk(d => d.StartVoting(world.OfficeAct(), stage.Meeting.Id));
    }

    [Fact]
    [Requirement("I2", "I3")]
    public async Task Exemption_CanBeDeclined_OnThePageOfTheApplicant()
    {
        var exempt = await world.NewApplicant("蓝景行", Level.DeputySenior, exemption: "village-posting");
        var stage = await world.Reading(5, 1, exempt);
        await world.Desk(d => d.AnnounceDefence(world.OfficeAct(), stage.Meeting.Id, "mass-culture", world.Clock.GetUtcNow().AddDays(16), "示例路1号", false));
        using var browser = await world.SignedInAsync(exempt.PersonId);
        var page = await browser.GetAsync($"/applications/{exempt.ApplicationId}/result");
        Assert.Contains("免答辩", page.Text, StringComparison.Ordinal);
        var declined = await page.PressAsync("我要参加答辩");
        Assert.Contains("示例路1号", declined.Text, StringComparison.Ordinal);
        var twice = await MeetingWorld.Refused(() => world.Desk(d => d.DeclineExemption(world.Own(exempt.PersonId), exempt.ApplicationId)));
        Assert.Contains("已经放弃", twice.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("J9")]
    public async Task TakeIn_BeyondTheFiling_IsRefused()
    {
        var committee = await world.Use<CommitteeDesk, Committee>(d => d.SetUp(
            world.OfficeAct(), new NewCommittee(world.Office, world.Notice.Id, "群众文化中级评审委员会", 11, Level.Intermediate, ["mass-culture"])));
        var meeting = await world.NewMeeting(committee.Id);
        var senior = await world.NewApplicant("段怀瑾", Level.DeputySenior);
        var librarian = await world.NewApplicant("温采薇", Level.Intermediate, "library");
        foreach (var beyond in new[] { senior, librarian })
        {
            Assert.Contains("备案不含", (await MeetingWorld.Refused(() => world.TakeIn(meeting.Id, beyond))).ToString(), StringComparison.Ordinal);
            Assert.Equal(ApplicationState.Paid, await world.StateOf(beyond));
        }
    }

    [Fact]
    public async Task OtherOffice_FindsNothing()
    {
        var committee = await world.NewCommittee();
        var meeting = await world.NewMeeting(committee.Id);
        var stranger = await world.NewHolderAsync(world.OtherOffice, Zhiping.Accounts.Role.OfficeClerk);
        using var browser = await world.SignedInAsync(stranger.Id, world.OtherOffice);
        foreach (var path in new[] { $"/office/committees/{committee.Id}", $"/office/committees/{committee.Id}/meetings", $"/office/meetings/{meeting.Id}", $"/office/meetings/{meeting.Id}/members", $"/office/meetings/{meeting.Id}/result" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).Status);
        }
    }

    private async Task<Guid> NewCountyUnit(string name) => await world.WithDb(async db =>
    {
        var region = await db.Set<Zhiping.Bodies.Body>().SingleAsync(b => b.Kind == Zhiping.Bodies.BodyKind.Region);
        var unit = new Zhiping.Bodies.Body(Act.OfPlatform(world.Clock.GetUtcNow()), Zhiping.Bodies.BodyKind.Unit, region,
            new Zhiping.Bodies.BodyFacts { Name = name, UnitKind = UnitKind.PublicInstitution, Tier = Tier.County });
        db.Add(unit);
        await db.Commit();
        return unit.Id;
    });
}
