using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Certificates;
using Zhiping.Certificates.Results;
using Zhiping.Data;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Meetings;

namespace Zhiping.Tests.Certificates;

/// <summary>A notice that says by name who confirms and issues, and names others for one level.</summary>
public sealed class IssuingWorld : MeetingWorld
{
    protected override string Added => """

        issuing:
          - {id: all, confirmedBy: 示例地区人社局 | Example HRSS bureau, issuedBy: 示例地区文化局 | Example culture bureau, clause: 一}
          - {id: junior, levels: [Entry, Assistant], confirmedBy: 示例县人社局 | Example county bureau, issuedBy: 示例县文化局 | Example county culture bureau, clause: 一}

        """;
}

public sealed class IssuingTests(IssuingWorld world) : IClassFixture<IssuingWorld>
{
    [Fact]
    [Requirement("J10")]
    public async Task DocumentsAndCertificates_AreConfirmedAndIssuedByWhomTheNoticeNames_LevelByLevel()
    {
        world.Clock.SetBeijing(2024, 10, 21, 9);
        var higher = await world.NewApplicant("陆知微");
        var lower = await world.NewApplicant("江晚晴", Level.Assistant);
        var stage = await world.Voting(5, _ => 0.8m, higher, lower);
        await world.Round(stage, Level.Intermediate, _ => 5);
        await world.Round(stage, Level.Assistant, _ => 5);
        await world.Desk(d => d.CloseMeeting(world.Own(stage.Chair), stage.Meeting.Id));
        await world.Use<CertificateDesk, ResultPublicity>(d => d.PublishResult(world.OfficeAct(), stage.Meeting.Id));
        world.Clock.SetBeijing(2024, 10, 28, 9);
        using var office = await world.SignedInAsync(world.Clerk, world.Office);

        var first = await office.GetAsync($"/office/meetings/{stage.Meeting.Id}/result");
        Assert.Contains("这次先印发中级的", first.Text, StringComparison.Ordinal);
        Assert.Contains("结果由谁确认示例地区人社局发文机关示例地区文化局", first.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Null(first.Document.QuerySelector("#Issuer"));
        var second = await first.PressAsync("印发文件", ("Number", "示例职改〔2024〕21号"), ("Date", "2024-10-28"));
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal((ApplicationState.Conferred, ApplicationState.Passed), (await world.StateOf(higher), await world.StateOf(lower)));
        Assert.Contains("结果由谁确认示例县人社局发文机关示例县文化局", second.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("这次先印发", second.Text, StringComparison.Ordinal);
        await second.PressAsync("印发文件", ("Number", "示例职改〔2024〕22号"), ("Date", "2024-10-28"));

        var documents = await world.WithDb(db => db.QualificationDocuments().Where(d => d.MeetingId == stage.Meeting.Id).OrderBy(d => d.Number).ToListAsync());
        Assert.Equal(["示例地区文化局", "示例县文化局"], documents.Select(d => d.Issuer));
        foreach (var document in documents)
        {
            await world.Use<CertificateDesk>(d => d.IssueCertificates(world.OfficeAct(), document.Id));
        }

        var certificates = await world.WithDb(db => db.Certificates().OrderBy(c => c.IssuedAt).ToListAsync());
        Assert.Equal("示例地区文化局", certificates.Single(c => c.ApplicationId == higher.ApplicationId).Read().Issuer);
        Assert.Equal("示例县文化局", certificates.Single(c => c.ApplicationId == lower.ApplicationId).Read().Issuer);
        using var stranger = world.NewBrowser();
        Assert.Contains("示例地区人社局", (await stranger.GetAsync($"/verify/documents/{documents[0].Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("示例县人社局", (await stranger.GetAsync($"/verify/documents/{documents[1].Id}")).Text, StringComparison.Ordinal);
        var list = await world.WithDb(db => db.Conferrals().Where(c => c.DocumentId == documents[1].Id).ToListAsync());
        var printed = DocumentPdf.ModelOf(documents[1], list, world.Notice, "示例评委会", new DateOnly(2024, 10, 20), "示例县人社局");
        Assert.Contains("结果已按规定公示，由示例县人社局确认，下列1名同志", printed.Paragraphs[0], StringComparison.Ordinal);
        Assert.Equal("示例县文化局", printed.Issuer);
    }
}
