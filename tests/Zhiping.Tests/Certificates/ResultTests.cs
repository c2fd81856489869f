using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Zhiping.Applications;
using Zhiping.Certificates;
using Zhiping.Certificates.Results;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Meetings;

namespace Zhiping.Tests.Certificates;

public sealed class ResultTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    [Fact]
    [Requirement("J5", "J6", "J6a", "K11", "K12")]
    public async Task Road_FromTheVoteToACertificateThatAStrangerVerifies()
    {
        world.Clock.SetBeijing(2024, 10, 21, 9);
        var passes = await world.NewApplicant("苏木清");
        var fails = await world.NewApplicant("白若溪");
        var (stage, publicity) = await Published([passes, fails], fails);

        using var stranger = world.NewBrowser();
        var list = await stranger.GetAsync($"/publicity/{publicity.Id}");
        Assert.Contains("苏木清", list.Text, StringComparison.Ordinal);
        Assert.Contains("云杉县文化馆", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("白若溪", list.Text, StringComparison.Ordinal);
        Assert.Contains("2024年10月25日（周五）24:00", list.Text, StringComparison.Ordinal);
        Assert.Contains("5个工作日", list.Text, StringComparison.Ordinal);
        Assert.Contains("苏木清", (await list.SubmitAsync(("q", "苏"))).Text, StringComparison.Ordinal);
        Assert.Contains("评审结果公示", (await stranger.GetAsync("/publicity")).Heading, StringComparison.Ordinal);

        using var office = await world.SignedInAsync(world.Clerk, world.Office);
        var early = await MeetingWorld.Refused(() => Issue(stage, "示例职改〔2024〕11号"));
        Assert.Contains("才结束", early.ToString(), StringComparison.Ordinal);
        Assert.Contains("才结束", (await office.GetAsync($"/office/meetings/{stage.Meeting.Id}/result")).Text, StringComparison.Ordinal);

        world.Clock.SetBeijing(2024, 10, 26);
        var issued = await (await office.GetAsync($"/office/meetings/{stage.Meeting.Id}/result"))
            .PressAsync("印发文件", ("Number", "示例职改〔2024〕10号"), ("Date", "2024-10-26"), ("Issuer", "示例发证机关"));
        Assert.Equal(HttpStatusCode.OK, issued.Status);
        Assert.Equal(ApplicationState.Conferred, await world.StateOf(passes));
        var certified = await issued.PressAsync("签发1份电子证书");
        Assert.Equal(ApplicationState.Certified, await world.StateOf(passes));
        Assert.Contains("ZP65 2024", certified.Text, StringComparison.Ordinal);

        var certificate = await world.WithDb(db => db.Certificates().SingleAsync(c => c.ApplicationId == passes.ApplicationId));
        Assert.Equal(CertificateNumber.Of(world.Services.GetRequiredService<KeyRing>().Derive("certificate-number"), 2024, "示例职改〔2024〕10号", 1), certificate.Number);
        var check = await (await stranger.GetAsync("/verify")).SubmitAsync(("number", CertificateNumber.Shown(certificate.Number)));
        Assert.Contains("证书有效", check.Text, StringComparison.Ordinal);
        Assert.Contains("定向评价", check.Text, StringComparison.Ordinal);
        Assert.Contains("末四位", check.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("999999", check.Html, StringComparison.Ordinal);
        Assert.Contains("苏木清", (await stranger.GetAsync($"/verify/documents/{certificate.DocumentId}")).Text, StringComparison.Ordinal);
        Assert.Contains("证书有效", (await stranger.GetAsync($"/verify/{certificate.Number}")).Text, StringComparison.Ordinal);

        using var owner = await world.SignedInAsync(passes.PersonId);
        Assert.Contains(CertificateNumber.Shown(certificate.Number), (await owner.GetAsync($"/applications/{passes.ApplicationId}/result")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"/applications/{fails.ApplicationId}/result")).Status);

        // Somebody changes the stored certificate: the check says so.
        await world.WithDb(db => db.Database.ExecuteSqlAsync($"update conferrals set name = '别人' where application_id = {passes.ApplicationId}"));
        Assert.Contains("核对不上", (await stranger.GetAsync($"/verify/{certificate.Number}")).Text, StringComparison.Ordinal);
        await world.WithDb(db => db.Database.ExecuteSqlAsync($"update conferrals set name = '苏木清' where application_id = {passes.ApplicationId}"));

        Assert.Equal("Reason", (await MeetingWorld.Refused(() => world.Use<CertificateDesk>(d => d.Revoke(world.OfficeAct(), certificate.Id)))).Field);
        await world.Use<CertificateDesk>(d => d.Revoke(world.OfficeAct("查实弄虚作假"), certificate.Id));
        var revoked = await stranger.GetAsync($"/verify/{certificate.Number}");
        Assert.Contains("证书已撤销", revoked.Text, StringComparison.Ordinal);
        Assert.Contains("查实弄虚作假", revoked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("证书有效", revoked.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("J6")]
    public async Task Verify_ANumberThatDoesNotExist_SaysSoAndNothingMore()
    {
        using var stranger = world.NewBrowser();
        var made = CertificateNumber.Of(new byte[32], 2024, "没有这份文件", 1);
        var none = await stranger.GetAsync("/verify/" + made);
        Assert.Equal(HttpStatusCode.NotFound, none.Status);
        Assert.Contains("没有这个编号的证书", none.Text, StringComparison.Ordinal);
        var shorter = await (await stranger.GetAsync("/verify")).SubmitAsync(("number", "ZP65 2024 7Q4 92KD"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shorter.Status);
        Assert.Contains("编号少1位，请看第3组。", shorter.Text, StringComparison.Ordinal);
        Assert.Equal("ZP65 2024 7Q4 92KD", shorter.ValueOf("number"));
    }

    [Fact]
    [Requirement("J5")]
    public async Task Objection_KeepsThePersonOffTheDocumentUntilSettled()
    {
        world.Clock.SetBeijing(2024, 11, 4, 9);
        var clean = await world.NewApplicant("顾长河");
        var accused = await world.NewApplicant("陆望川");
        var doubted = await world.NewApplicant("叶朗");
        var (stage, publicity) = await Published([clean, accused, doubted]);
        using var stranger = world.NewBrowser();
        var form = await stranger.GetAsync($"/publicity/{publicity.Id}/object");
        var entries = await world.WithDb(db => db.ResultEntries().Where(e => e.PublicityId == publicity.Id).ToDictionaryAsync(e => e.ApplicationId, e => e.Id));

        var nobody = await form.SubmitAsync(("EntryId", Guid.Empty.ToString()), ("Text", "业绩材料不是本人完成的，可问村委会。"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nobody.Status);
        var vague = await nobody.SubmitAsync(("EntryId", entries[accused.ApplicationId].ToString()), ("Text", "不行"));
        Assert.Contains("至少10个字", string.Join(' ', vague.Errors), StringComparison.Ordinal);
        var half = await vague.SubmitAsync(("EntryId", entries[accused.ApplicationId].ToString()), ("Text", "业绩材料不是本人完成的，可问村委会。"), ("Contact", "13900000000"));
        Assert.Contains("请写姓名", string.Join(' ', half.Errors), StringComparison.Ordinal);
        var taken = await half.SubmitAsync(("EntryId", entries[accused.ApplicationId].ToString()), ("Text", "业绩材料不是本人完成的，可问村委会。"), ("Contact", ""));
        Assert.Contains("异议已收到", taken.Text, StringComparison.Ordinal);
        await world.Use<CertificateDesk, Objection>(d => d.Object(
            Act.OfPlatform(world.Clock.GetUtcNow()), publicity.Id, new NewObjection(entries[doubted.ApplicationId], "年限好像不够，请核实一下工作年限。", "宋言", "0000-0001")));

        world.Clock.SetBeijing(2024, 11, 12, 9);
        Assert.Contains("不再收异议", (await stranger.GetAsync($"/publicity/{publicity.Id}")).Text, StringComparison.Ordinal);
        await MeetingWorld.Refused(() => world.Use<CertificateDesk, Objection>(d => d.Object(
            Act.OfPlatform(world.Clock.GetUtcNow()), publicity.Id, new NewObjection(entries[clean.ApplicationId], "公示结束以后才提出的异议。", null, null))));
        await Issue(stage, "示例职改〔2024〕21号");
        Assert.Equal(ApplicationState.Conferred, await world.StateOf(clean));
        Assert.Equal(ApplicationState.Passed, await world.StateOf(accused));

        var objections = await world.WithDb(db => db.Objections().Where(o => o.PublicityId == publicity.Id).ToListAsync());
        var first = objections.Single(o => o.ApplicationId == accused.ApplicationId);
        Assert.Null(first.SealedContact);
        Assert.Equal("Reason", (await MeetingWorld.Refused(() => world.Use<CertificateDesk>(d => d.SettleObjection(world.OfficeAct(), first.Id, ObjectionOutcome.UpheldNotAccepted)))).Field);
        await world.Use<CertificateDesk>(d => d.SettleObjection(world.OfficeAct("经村委会证实"), first.Id, ObjectionOutcome.UpheldNotAccepted));
        Assert.Equal(ApplicationState.NotAccepted, await world.StateOf(accused));
        Assert.True((await MeetingWorld.Refused(() => world.Use<CertificateDesk>(d => d.SettleObjection(world.OfficeAct("再来"), first.Id, ObjectionOutcome.Rejected)))).IsConflict);

        var second = objections.Single(o => o.ApplicationId == doubted.ApplicationId);
        using var office = await world.SignedInAsync(world.Clerk, world.Office);
        var page = await office.GetAsync($"/office/meetings/{stage.Meeting.Id}/result");
        Assert.Contains("0000-0001", page.Text, StringComparison.Ordinal);
        var settled = await page.PressAsync("处理异议", ("Outcome", "Rejected"), ("Reason", "工作年限属实。"));
        Assert.Contains("工作年限属实。", settled.Text, StringComparison.Ordinal);
        Assert.Contains("异议不成立", (await stranger.GetAsync($"/publicity/objections?receipt={second.Receipt}")).Text, StringComparison.Ordinal);
        await Issue(stage, "示例职改〔2024〕22号");
        Assert.Equal(ApplicationState.Conferred, await world.StateOf(doubted));
        Assert.Contains("没有可以列入文件的人", (await MeetingWorld.Refused(() => Issue(stage, "示例职改〔2024〕23号"))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("J8")]
    public async Task ReCheck_IsAskedByTheApplicantOnce_AndSettledWithReason()
    {
        var failed = await world.NewApplicant("江一鸣");
        var (stage, _) = await Published([await world.NewApplicant("贺清扬"), failed], failed);
        using var owner = await world.SignedInAsync(failed.PersonId);
        var page = await owner.GetAsync($"/applications/{failed.ApplicationId}/result");
        Assert.Contains("评审未通过", page.Text, StringComparison.Ordinal);
        var brief = await page.SubmitAsync(("Text", "请复查"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, brief.Status);
        var asked = await brief.SubmitAsync(("Text", "请核对计票，是不是少算了一票。"));
        Assert.Contains("正在复查", asked.Text, StringComparison.Ordinal);
        Assert.True((await MeetingWorld.Refused(() => world.Use<CertificateDesk, ReCheck>(d => d.AskReCheck(world.Own(failed.PersonId), failed.ApplicationId, "请核对计票，是不是少算了一票。")))).IsConflict);

        var reCheck = await world.WithDb(db => db.ReChecks().SingleAsync(r => r.ApplicationId == failed.ApplicationId));
        await MeetingWorld.Refused(() => world.Use<CertificateDesk>(d => d.SettleReCheck(world.Own(failed.PersonId, "自己"), reCheck.Id, ReCheckOutcome.Kept)));
        await world.Use<CertificateDesk>(d => d.SettleReCheck(world.OfficeAct("已逐票核对，计票无误。"), reCheck.Id, ReCheckOutcome.Kept));
        Assert.Contains("维持原结果", (await owner.GetAsync($"/applications/{failed.ApplicationId}/result")).Text, StringComparison.Ordinal);
        Assert.Equal(ApplicationState.NotPassed, await world.StateOf(failed));
    }

    [Fact]
    public async Task Minutes_KeepTheVote_AndNameNobody()
    {
        var candidate = await world.NewApplicant("温沐阳");
        var (stage, _) = await Published([candidate]);
        using var chair = await world.SignedInAsync(stage.Chair);
        var page = await chair.GetAsync($"/meetings/{stage.Meeting.Id}/minutes");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(stage.Dossiers[0].Code, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("温沐阳", page.Text, StringComparison.Ordinal);
        using var other = await world.SignedInAsync(stage.Members[3].PersonId);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/meetings/{stage.Meeting.Id}/minutes")).Status);
        var kept = await world.WithDb(db => db.MeetingMinutes().SingleAsync(m => m.MeetingId == stage.Meeting.Id));
        Assert.Equal(kept.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(kept.Content)));
        Assert.Equal(5, Minutes.Read(kept).Rounds.Single().Candidates.Single().Yes);
    }

    [Fact]
    [Requirement("J5", "J6")]
    public async Task Database_RefusesNonsense()
    {
        var candidate = await world.NewApplicant("宋思齐");
        var (stage, publicity) = await Published([candidate]);
        world.Clock.Advance(TimeSpan.FromDays(14));
        await Issue(stage, "示例职改〔2024〕31号");
        await Fails($"update objections set outcome = 'Rejected' where outcome = 'Open'", "23514", allowNone: true);
        await Fails($"insert into objections (id, publicity_id, application_id, receipt, text, received_at, outcome) values (gen_random_uuid(), '{publicity.Id}', '{candidate.ApplicationId}', 'X', 'x', now(), 'Rejected')", "23514");
        await Fails($"insert into conferrals select gen_random_uuid(), * from (select document_id, ordinal + 1 from conferrals where application_id = '{candidate.ApplicationId}') x", null);
        await Fails($"update conferrals set ordinal = 0 where application_id = '{candidate.ApplicationId}'", "23514");
        await Fails($"update result_publicities set ends_at = starts_at where id = '{publicity.Id}'", "23514");
        await Fails($"insert into re_checks (id, application_id, body_id, text, asked_at, outcome, settled_at) values (gen_random_uuid(), '{candidate.ApplicationId}', '{world.Office}', 'x', now(), 'Kept', now())", "23514");
    }

    private async Task<(Stage Stage, ResultPublicity Publicity)> Published(Candidate[] candidates, params Candidate[] failing)
    {
        var stage = await world.Voting(5, _ => 0.8m, candidates);
        var out_ = failing.Select(f => f.ApplicationId).ToHashSet();
        await world.Round(stage, Level.Intermediate, d => out_.Contains(d.ApplicationId) ? 2 : 5);
        await world.Desk(d => d.CloseMeeting(world.Own(stage.Chair), stage.Meeting.Id));
        var publicity = await world.Use<CertificateDesk, ResultPublicity>(d => d.PublishResult(world.OfficeAct(), stage.Meeting.Id));
        return (stage, publicity);
    }

    private Task Issue(Stage stage, string number) => world.Use<CertificateDesk>(d => d.IssueDocument(
        world.OfficeAct(), stage.Meeting.Id, new NewDocument(number, Beijing.Day(world.Clock.GetUtcNow()), "示例发证机关")));

    private async Task Fails(string sql, string? state, bool allowNone = false)
    {
        try
        {
            var rows = await world.WithDb(db => db.Database.ExecuteSqlRawAsync(sql));
            Assert.True(allowNone && rows == 0, sql);
        }
        catch (PostgresException error)
        {
            if (state is not null)
            {
                Assert.Equal(state, error.SqlState);
            }
        }
    }
}
