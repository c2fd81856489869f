using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Zhiping.Accounts;
using Zhiping.Certificates;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Quantities;
using Zhiping.Tests;

namespace Zhiping.BrowserTests;

/// <summary>One meeting in Chromium, seen by the office, by an expert and by the chair: from the committee's filing to a certificate that a stranger checks. (J1–J6, I3)</summary>
public sealed class MeetingJourneyTests(BrowserSite shared)
{
    private const int Size = 5;

    private StaffWorld world = null!;
    private IPage office = null!;
    private Guid meetingId;
    private List<MeetingMember> members = [];
    private List<ScoreSheet> sheets = [];

    [Fact]
    [Requirement("J1", "J2", "J3", "J4", "J5", "J6", "I3")]
    public async Task Meeting_FromTheFilingToACertificate_ThroughThePages()
    {
        await using var made = await StaffWorld.StartAsync(shared, new DateTimeOffset(2024, 8, 5, 10, 0, 0, TimeSpan.FromHours(8)));
        world = made;
        var candidates = new List<Candidate>();
        for (var i = 0; i < 4; i++)
        {
            candidates.Add(await world.NewApplicant(Level.DeputySenior, scans: i == 0));
        }

        await world.ToCommittee([.. candidates]);
        await world.ToPaid([.. candidates]);
        world.Clock.SetBeijing(2024, 9, 18, 9);
        office = await world.AsAsync(world.Office, Role.OfficeClerk);
        await SetUpCommittee();
        await PrepareMeeting();
        await ExpertReads();
        await Defend();
        await VoteAndRank();
        await AfterTheMeeting();
    }

    private async Task SetUpCommittee()
    {
        await office.GotoAsync("/home");
        await office.GetByRole(AriaRole.Navigation, new() { Name = "主导航" }).GetByRole(AriaRole.Link, new() { Name = "评审委员会" }).ClickAsync();
        await office.FillAsync("#Name", "文化系列高级评审委员会");
        await office.FillAsync("#PlannedSize", "5");
        await office.FillAsync("#SizeConsent", "自治区同意〔2024〕1号");
        await Press("设立评审委员会", "评审委员会已设立");
        await office.FillAsync("#FilingNumber", "备案〔2024〕3号");
        await Press("登记报送", "备案文号已登记");
        await office.FillAsync("#ValidFrom", "2024-01-01");
        await office.FillAsync("#ValidUntil", "2026-06-30");
        await Press("登记批准", "已登记备案批准");
        for (var i = 0; i < Size + 2; i++)
        {
            var expert = await world.NewPerson("expert");
            if (i == 0)
            {
                await office.FillAsync("#Login", "expert" + await Number(expert.Id) + "@example.com");
                await office.GetByLabel("群众文化").CheckAsync();
                await office.FillAsync("#TermFrom", "2024-01-01");
                await office.FillAsync("#TermTo", "2026-12-31");
                await Press("加进专家库", "已进入专家库");
                continue;
            }

            var committee = Guid.Parse(new Uri(office.Url).Segments[^1]);
            await world.With<CommitteeDesk>(d => d.Enter(world.Clerk(), committee, new NewExpert(
                expert.Id, ["mass-culture"], Level.FullSenior, null, new DateOnly(2024, 1, 1), new DateOnly(2026, 12, 31))));
        }

        await office.ReloadAsync();
        await StaffWorld.Look(office, "office-committee");
    }

    /// <summary>Made-up people are numbered in the order in which they come.</summary>
    private Task<string> Number(Guid person) => world.With<AppDb, string>(async db =>
        (await db.People().CountAsync(p => p.Id.CompareTo(person) <= 0)).ToString());

    private async Task PrepareMeeting()
    {
        await office.GetByRole(AriaRole.Link, new() { Name = "评审会议" }).ClickAsync();
        await office.FillAsync("#StartsAt", "2024-10-15T09:00");
        await office.FillAsync("#Place", "示例路1号会议室");
        await office.FillAsync("#ReadBy", "2024-10-09T18:00");
        await Press("准备会议", null);
        meetingId = Guid.Parse(new Uri(office.Url).Segments[^1]);
        await Assertions.Expect(office.GetByRole(AriaRole.Button, new() { Name = "分发材料，开始评阅" })).ToBeDisabledAsync();
        await StaffWorld.Look(office, "office-meeting");
        await Tab("上会材料");
        await StaffWorld.Look(office, "office-dossiers");
        await Press("把选中的申报上会", "已上会");
        await Tab("专家和回避");
        await Press("抽取专家", "已抽取");
        await office.Locator("summary", new() { HasTextString = "调整" }).First.ClickAsync();
        await Press("任主任委员", "已指定");
        await StaffWorld.Look(office, "office-members");
        await Tab("总览");
        await office.FillAsync("#FilingNumber", "会前〔2024〕5号");
        await Press("登记会前备案", "会前备案已登记");
        await Press("分发材料，开始评阅", "材料已分给专家评阅");
        members = await world.With<AppDb, List<MeetingMember>>(db => db.MeetingMembers().Where(m => m.MeetingId == meetingId && m.Seat != Seat.Standby).OrderBy(m => m.Number).ToListAsync());
        await Sheets();
    }

    private async Task ExpertReads()
    {
        // Somebody with more than one dossier, who does not preside: declares a recusal, scores one, and goes on to the next.
        var member = members.First(m => m.Seat == Seat.Member && sheets.Count(s => s.MemberId == m.Id) > 2);
        var mine = sheets.Where(s => s.MemberId == member.Id).ToList();
        var page = await world.AsAsync(member.PersonId);
        await page.GotoAsync("/home");
        await StaffWorld.Look(page, "expert-home");
        await page.GetByRole(AriaRole.Link, new() { Name = $"我的评阅 {mine.Count}" }).ClickAsync();
        await StaffWorld.Look(page, "expert-list");
        await page.GetByRole(AriaRole.Link, new() { Name = "开始评阅" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "申请回避" }).ClickAsync();
        await StaffWorld.Look(page, "expert-recuse");
        await page.FillAsync("#Reason", "可能与申报人共事过。");
        await page.GetByRole(AriaRole.Button, new() { Name = "申请回避" }).ClickAsync();
        await Assertions.Expect(page.GetByText("回避申请已交给办公室").First).ToBeVisibleAsync();
        await GrantRecusal();
        await page.GotoAsync("/expert");
        await page.GetByRole(AriaRole.Link, new() { Name = "开始评阅" }).ClickAsync();
        await Score(page);

        // Another's dossier is not there, whatever the address.
        var others = sheets.Select(s => s.DossierId).Distinct().First(d => !mine.Exists(s => s.DossierId == d) || Recused(d, member.Id));
        var answer = await page.GotoAsync($"/expert/dossiers/{others}");
        Assert.Equal(404, answer!.Status);
        await page.Context.CloseAsync();
        await ScoreTheRest();
    }

    private bool Recused(Guid dossier, Guid member) => !sheets.Exists(s => s.DossierId == dossier && s.MemberId == member && s.ExcusedAt is null);

    private async Task GrantRecusal()
    {
        await office.GotoAsync("/home");
        await office.GetByRole(AriaRole.Link, new() { Name = "决定1份回避申请" }).ClickAsync();
        await StaffWorld.Look(office, "office-recusal");
        await Press("同意回避", "已同意回避");
        await Sheets();
    }

    private static async Task Score(IPage page)
    {
        await StaffWorld.Look(page, "expert-dossier");
        var boxes = await page.Locator("#sheet input[inputmode=decimal]").AllAsync();
        await boxes[0].FillAsync("999");
        await page.Locator("#sheet").GetByRole(AriaRole.Button, new() { Name = "提交评分" }).ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        await Assertions.Expect(boxes[0]).ToHaveValueAsync("999");
        await StaffWorld.Look(page, "expert-dossier-refused");

        // By keyboard alone: from the first score to the button.
        await boxes[0].FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        for (var i = 0; i < boxes.Count; i++)
        {
            await page.Keyboard.TypeAsync("4");
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.TypeAsync("业绩扎实，佐证齐全。");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("评分已提交").First).ToBeVisibleAsync();
        Assert.Contains("/expert/dossiers/", page.Url, StringComparison.Ordinal);
    }

    private async Task ScoreTheRest()
    {
        await Sheets();
        var codes = await world.With<AppDb, List<Dossier>>(db => db.Dossiers().Before(meetingId).OrderBy(d => d.Ordinal).ToListAsync());
        foreach (var sheet in sheets.Where(s => s.SubmittedAt is null && s.ExcusedAt is null))
        {
            var dossier = codes.Single(d => d.Id == sheet.DossierId);
            var standard = world.Notice.StandardOf(dossier.Series, dossier.Specialty, dossier.Tier, dossier.Level)!;
            var share = 0.9m - (0.1m * dossier.Ordinal);
            var marks = standard.Criteria.ToDictionary(c => c.Id, c => decimal.Round(c.Max.Value * share, 1).ToString("0.##"), StringComparer.Ordinal);
            await world.With<MeetingDesk>(d => d.SubmitScores(world.Own(members.Single(m => m.Id == sheet.MemberId).PersonId), sheet.DossierId, marks, "材料清楚。", sheet.Number));
        }
    }

    private async Task Defend()
    {
        world.Clock.SetBeijing(2024, 10, 10, 9);
        await office.GotoAsync($"/office/meetings/{meetingId}/defence");
        await office.FillAsync("#StartsAt", "2024-10-10T10:00");
        await office.FillAsync("#Place", "示例会议号 000 000");
        await Press("通知答辩安排", "答辩已安排");
        await Tab("总览");
        await Press("开始答辩", "答辩开始");
        await Tab("答辩");
        await StaffWorld.Look(office, "office-defence");
        world.Clock.SetBeijing(2024, 10, 10, 11);
        var judge = members.First(m => m.Seat == Seat.Member);
        var entries = await world.With<AppDb, List<Guid>>(db => db.DefenceEntries().Where(e => e.MeetingId == meetingId && e.ExemptionId == null).Select(e => e.Id).ToListAsync());
        foreach (var entry in entries.Skip(1))
        {
            await world.With<MeetingDesk>(d => d.ScoreDefence(world.Own(members[0].PersonId == judge.PersonId ? members[1].PersonId : members[0].PersonId), entry, 80m));
        }

        var page = await world.AsAsync(judge.PersonId);
        await page.GotoAsync("/home");
        await page.GetByRole(AriaRole.Link, new() { Name = "给答辩打分" }).ClickAsync();
        await StaffWorld.Look(page, "expert-defence");
        foreach (var box in await page.Locator("input[name=Points]").AllAsync())
        {
            await page.Locator("input[name=Points]").First.FillAsync("85");
            await page.Locator("input[name=Points]").First.PressAsync("Enter");
            await page.Loaded();
        }

        await page.Context.CloseAsync();
        foreach (var entry in entries)
        {
            // Where the judge was recused, another scores.
            var other = members.First(m => m.Id != judge.Id && m.Seat == Seat.Chair);
            await world.With<AppDb>(async db =>
            {
                if (!await db.DefenceScores().AnyAsync(s => s.DossierId == entry))
                {
                    await world.With<MeetingDesk>(d => d.ScoreDefence(world.Own(other.PersonId), entry, 80m));
                }
            });
        }
    }

    private async Task VoteAndRank()
    {
        world.Clock.SetBeijing(2024, 10, 15, 9);
        await office.GotoAsync($"/office/meetings/{meetingId}");
        await Press("开始会议", "会议开始");
        var chair = await world.AsAsync(members.Single(m => m.Seat == Seat.Chair).PersonId);
        await chair.GotoAsync("/home");
        await chair.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "主持会议" }).ClickAsync();
        foreach (var box in await chair.Locator("input[name=Present]").AllAsync())
        {
            await box.CheckAsync();
        }

        await chair.GetByRole(AriaRole.Button, new() { Name = "登记到会" }).ClickAsync();
        await Assertions.Expect(chair.GetByText("达到法定人数").First).ToBeVisibleAsync();
        await StaffWorld.Look(chair, "board-roll");
        await chair.GetByRole(AriaRole.Button, new() { Name = "开始投票" }).ClickAsync();
        await Assertions.Expect(chair.GetByRole(AriaRole.Button, new() { Name = "结束投票并计票" })).ToBeDisabledAsync();
        await CastBallots();
        await chair.ReloadAsync();
        await StaffWorld.Look(chair, "board-voting");
        await chair.GetByRole(AriaRole.Button, new() { Name = "结束投票并计票" }).ClickAsync();
        await Assertions.Expect(chair.GetByText("通过率线").First).ToBeVisibleAsync();
        await StaffWorld.Look(chair, "board-ranking");
        await chair.GetByRole(AriaRole.Link, new() { Name = "核对票据" }).ClickAsync();
        await StaffWorld.Look(chair, "board-ballots");
        await chair.GoBackAsync();
        await chair.GetByRole(AriaRole.Button, new() { Name = "确认结果" }).ClickAsync();
        await chair.GetByRole(AriaRole.Button, new() { Name = "宣布会议结束" }).ClickAsync();
        await chair.GetByRole(AriaRole.Link, new() { Name = "会议记录" }).ClickAsync();
        await StaffWorld.Look(chair, "board-minutes");
        await chair.Context.CloseAsync();
    }

    private async Task CastBallots()
    {
        var round = await world.With<AppDb, Guid>(db => db.BallotRounds().Where(r => r.MeetingId == meetingId).Select(r => r.Id).SingleAsync());
        var voter = members.First(m => m.Seat == Seat.Member);
        var page = await world.AsAsync(voter.PersonId);
        await page.GotoAsync("/home");
        await page.GetByRole(AriaRole.Link, new() { Name = "投票：副高级" }).ClickAsync();
        foreach (var yes in await page.GetByLabel("赞成").AllAsync())
        {
            await yes.CheckAsync();
        }

        await StaffWorld.Look(page, "expert-ballot");
        var twice = await page.Context.NewPageAsync();
        await twice.GotoAsync(page.Url);
        foreach (var no in await twice.GetByLabel("反对").AllAsync())
        {
            await no.CheckAsync();
        }

        await page.Locator("form.card button.btn-primary").ClickAsync();
        await Assertions.Expect(page.GetByText("您的票已投出").First).ToBeVisibleAsync();

        // The second window's ballot is refused, and the first stands.
        await twice.Locator("form.card button.btn-primary").ClickAsync();
        await Assertions.Expect(twice.Locator(".error-summary, .state-done.big").First).ToBeVisibleAsync();
        await StaffWorld.Look(twice, "expert-ballot-twice");
        await page.Context.CloseAsync();
        foreach (var member in members.Where(m => m.Id != voter.Id))
        {
            var mine = await world.With<MeetingDesk, IReadOnlyList<Dossier>>(async d => (await d.BallotOf(member.PersonId, round))!.Value.Mine);
            await world.With<MeetingDesk>(d => d.Cast(world.Own(member.PersonId), round, mine.ToDictionary(x => x.Id, _ => BallotChoice.Yes)));
        }

        var cast = await world.With<AppDb, List<Guid>>(db => db.Set<BallotCast>().Where(c => c.RoundId == round).Select(c => c.MemberId).ToListAsync());
        Assert.Equal(Size, cast.Distinct().Count());
        Assert.Equal((Size * 4) - 1, cast.Count); // four candidates, one recusal, nothing twice
    }

    private async Task AfterTheMeeting()
    {
        await office.GotoAsync($"/office/meetings/{meetingId}/result");
        await office.Locator("form[action*=Publish] button").ClickAsync();
        await Assertions.Expect(office.GetByText("结果已公示").First).ToBeVisibleAsync();
        await Object();
        await office.ReloadAsync();
        await StaffWorld.Look(office, "office-objection");
        await office.GetByLabel("处理结果").SelectOptionAsync(new SelectOptionValue { Label = "不成立，维持结果" });
        await office.GetByLabel("理由").FillAsync("经核实，反映的问题不存在。");
        await Press("处理异议", "异议已处理");
        world.Clock.SetBeijing(2024, 10, 28, 9);
        await office.ReloadAsync();
        await office.FillAsync("#Number", "示例职改〔2024〕12号");
        await Assertions.Expect(office.GetByText("发文机关地区示例文化和旅游局")).ToBeVisibleAsync();
        await office.FillAsync("#Date", "2024-10-28");
        await Press("印发文件，授予资格", "任职资格文件已印发");
        await office.GetByRole(AriaRole.Button, new() { Name = "份电子证书" }).ClickAsync();
        await world.RunWork();
        await office.ReloadAsync();
        await office.GetByLabel("事后备案文号").FillAsync("示例备〔2024〕7号");
        await Press("登记事后备案", "事后备案已登记");
        await StaffWorld.Look(office, "office-result");
        var number = await world.With<AppDb, string>(db => db.Certificates().Where(c => c.PdfSha256 != null).Select(c => c.Number).FirstAsync());
        await Verify(number);
        await office.Context.CloseAsync();
    }

    private async Task Object()
    {
        var stranger = await world.AsAsync(null);
        await stranger.GotoAsync("/publicity");
        await stranger.Locator("main table a").First.ClickAsync();
        await StaffWorld.Look(stranger, "public-result");
        await stranger.GetByRole(AriaRole.Link, new() { Name = "提出异议" }).ClickAsync();
        await StaffWorld.Look(stranger, "public-objection");
        await stranger.SelectOptionAsync("#EntryId", new SelectOptionValue { Index = 1 });
        await stranger.FillAsync("#Text", "对其中一项业绩的真实性有疑问，请核实。");
        await stranger.GetByRole(AriaRole.Button, new() { Name = "提出异议" }).ClickAsync();
        await Assertions.Expect(stranger.GetByText("异议已收到").First).ToBeVisibleAsync();
        await StaffWorld.Look(stranger, "public-objection-received");
        await stranger.Context.CloseAsync();
    }

    private async Task Verify(string number)
    {
        var stranger = await world.AsAsync(null);
        await stranger.GotoAsync("/verify");
        await stranger.FillAsync("#no", number);
        await stranger.Keyboard.PressAsync("Enter");
        await Assertions.Expect(stranger.GetByText("证书有效").First).ToBeVisibleAsync();
        await StaffWorld.Look(stranger, "public-verify");
        await stranger.GetByRole(AriaRole.Link, new() { Name = "看文件" }).ClickAsync();
        await StaffWorld.Look(stranger, "public-document");
        var download = await stranger.RunAndWaitForDownloadAsync(() => stranger.GetByRole(AriaRole.Link, new() { Name = "下载文件（PDF）" }).ClickAsync());
        Assert.EndsWith(".pdf", download.SuggestedFilename, StringComparison.Ordinal);
        await stranger.Context.CloseAsync();
    }

    private async Task Sheets() => sheets = await world.With<AppDb, List<ScoreSheet>>(db => db.ScoreSheets().Where(s => s.MeetingId == meetingId).ToListAsync());

    private Task Tab(string name) => office.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();

    /// <summary>Presses the button of that name and sees the news of it, or in its absence another page.</summary>
    private async Task Press(string button, string? news)
    {
        await office.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        if (news is not null)
        {
            await Assertions.Expect(office.GetByText(news).First).ToBeVisibleAsync();
        }
    }
}
