using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Applications;

/// <summary>Creating a draft and saving its sections, in one window or several.</summary>
public sealed class ApplicationDraftTests(ApplicationSite site) : ApplicationScene(site)
{
    [Fact]
    [Requirement("D3", "A6")]
    public async Task Create_WithoutAConfirmedUnit_IsRefused()
    {
        Site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await Site.ApplicantAsync(approved: false);
        var refused = await Refused(d => d.Create(Site.By(person), ApplicationSite.NoticeId, ApplicationSite.MassCulture()));
        Assert.Contains("单位还没有确认", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("B1", "B2")]
    public async Task Create_OutsideTheWindow_SaysWhenItOpensOrThatItIsClosed()
    {
        Site.Clock.SetBeijing(2024, 7, 15, 9);
        var person = await Site.ApplicantAsync();
        var early = await Refused(d => d.Create(Site.By(person), ApplicationSite.NoticeId, ApplicationSite.MassCulture()));
        Assert.Contains("还没有开始", early.ToString(), StringComparison.Ordinal);
        Assert.Equal("三(一)", early.Clause!.Path);

        var late = await Refused(d => d.Create(Site.By(person, Edge), ApplicationSite.NoticeId, ApplicationSite.MassCulture()));
        Assert.Contains("2024年8月30日（周五）18:00（北京时间）截止", late.ToString(), StringComparison.Ordinal);
        Assert.NotNull(await Site.Desk(d => d.Create(Site.By(person, Edge.AddMilliseconds(-1)), ApplicationSite.NoticeId, ApplicationSite.MassCulture())));
    }

    [Fact]
    [Requirement("B3", "B4", "B6")]
    public async Task Create_OfWhatTheNoticeDoesNotOffer_SaysWhich()
    {
        Site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await Site.ApplicantAsync();
        var wrong = ApplicationSite.MassCulture();
        Assert.Equal("Specialty", (await Refused(d => d.Create(Site.By(person), ApplicationSite.NoticeId, wrong with { Specialty = "alchemy" }))).Field);
        Assert.Equal("Level", (await Refused(d => d.Create(Site.By(person), ApplicationSite.NoticeId, wrong with { Level = (Level)9 }))).Field);
        Assert.Equal("Kind", (await Refused(d => d.Create(Site.By(person), ApplicationSite.NoticeId, wrong with { Kind = ProgrammeKind.ExamAndEvaluation }))).Field);
        Assert.Equal("Channel", (await Refused(d => d.Create(Site.By(person), ApplicationSite.NoticeId, wrong with { Channel = Channel.PrivateEnterpriseSpecial }))).Field);
    }

    [Fact]
    [Requirement("D1")]
    public async Task Save_InTwoWindows_AnswersTheSecondWithTheFirstsVersion()
    {
        var (person, application) = await Draft();
        var first = new SectionContent { Entries = [Some.Entry("main", ("text", "第一个窗口"))] };
        var second = new SectionContent { Entries = [Some.Entry("main", ("text", "第二个窗口"))] };

        var saved = await Site.Desk(d => d.SaveSection(Site.By(person), application.Id, "summary", first, 0));
        var conflict = await Site.Desk(d => d.SaveSection(Site.By(person), application.Id, "summary", second, 0));
        var chosen = await Site.Desk(d => d.SaveSection(Site.By(person), application.Id, "summary", second, conflict.Number));

        Assert.False(saved.IsConflict);
        Assert.Equal("第一个窗口", conflict.Other!.Entries[0]["text"]);
        Assert.Equal((2, false), (chosen.Number, chosen.IsConflict));
    }

    [Fact]
    [Requirement("D1")]
    public async Task Save_AtOnceFromManyWindows_LetsExactlyOneThrough()
    {
        var (person, application) = await Draft();
        var saves = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Site.Desk(d => d.SaveSection(
            Site.By(person), application.Id, "summary", new SectionContent { Entries = [Some.Entry("main", ("text", $"窗口{i}"))] }, 0))));
        Assert.Single(saves, s => !s.IsConflict);
    }

    [Fact]
    [Requirement("D1")]
    public async Task Save_OfTheSameContentTwice_IsNoConflict()
    {
        var (person, application) = await Draft();
        var content = new SectionContent { Entries = [Some.Entry("main", ("text", "一样"))] };
        await Site.Desk(d => d.SaveSection(Site.By(person), application.Id, "summary", content, 0));
        var again = await Site.Desk(d => d.SaveSection(Site.By(person), application.Id, "summary", content, 0));
        Assert.Equal((1, false), (again.Number, again.IsConflict));
    }

    [Fact]
    [Requirement("D2")]
    public async Task Save_ByAnybodyElse_IsRefused()
    {
        var (_, application) = await Draft();
        var stranger = await Site.ApplicantAsync("沈砚秋");
        await Refused(d => d.SaveSection(Site.By(stranger), application.Id, "summary", SectionContent.Empty, 0));
        await Refused(d => d.Submit(Site.By(stranger), application.Id, Ids.Blind()));
        await Refused(d => d.Withdraw(Site.By(stranger), application.Id));
        Assert.Empty(await Site.WithDb(db => db.DraftSections().Where(s => s.ApplicationId == application.Id).ToListAsync()));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [Requirement("B2")]
    public async Task Save_AroundTheClosingMillisecond_CountsOnlyBefore(int milliseconds, bool accepted)
    {
        var (person, application) = await Draft();
        Task<SectionSaved> Save() => Site.Desk(d => d.SaveSection(Site.By(person, Edge.AddMilliseconds(milliseconds)), application.Id, "summary", SectionContent.Empty, 0));
        if (accepted)
        {
            Assert.Equal(1, (await Save()).Number);
        }
        else
        {
            Assert.Equal("三(一)", (await Assert.ThrowsAsync<RefusalException>(Save)).Refusal.Clause!.Path);
        }
    }
}
