using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Career;
using Zhiping.Data;
using Zhiping.Tests.Attachments;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Career;

/// <summary>The career file: entered once with its proof, copied into an application, saved back from one.</summary>
public sealed class CareerTests(NoticeSite site) : IClassFixture<NoticeSite>
{
    [Fact]
    [Requirement("D1")]
    public async Task Entry_WrittenOnce_IsCopiedIntoTheApplicationWithItsProof_AndLivesApartFromIt()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var file = await browser.GetAsync("/me/career");
        Assert.Contains("学历", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("承诺", string.Join(' ', file.Document.QuerySelectorAll("h2").Select(h => h.TextContent)), StringComparison.Ordinal);
        var form = await browser.GetAsync("/me/career/new/education");
        var empty = await form.SubmitAsync(("v.main.school", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("还没有写内容", string.Join(' ', empty.Errors), StringComparison.Ordinal);
        var text = await form.UploadAsync([("slot-diploma", "a.txt", "text/plain", "no picture"u8.ToArray())], ("v.main.school", "示例师范大学"));
        Assert.Contains("不是图片", string.Join(' ', text.Errors), StringComparison.Ordinal);
        Assert.Equal("示例师范大学", text.ValueOf("v.main.school"));
        var saved = await form.UploadAsync(
            [("slot-diploma", "毕业证.jpg", "image/jpeg", NoticeSite.Page)], ("v.main.school", "示例师范大学"), ("v.main.level", "bachelor"), ("v.main.graduated", "2008年7月"));
        Assert.Contains("已存进履历档案", saved.Text, StringComparison.Ordinal);
        Assert.Contains("佐证1页", saved.Text, StringComparison.Ordinal);
        var entry = Assert.Single(await Entries(person.Id));
        Assert.Equal("2008-07", entry.Values["graduated"]);

        var pick = await browser.GetAsync($"/applications/{application.Id}/sections/education/career");
        Assert.Contains("请勾选至少一项", string.Join(' ', (await pick.PressAsync("放进申报书")).Errors), StringComparison.Ordinal);
        var section = await pick.PressAsync("放进申报书", ("Chosen", entry.Id.ToString()));
        Assert.Contains("来自履历档案", section.Text, StringComparison.Ordinal);
        Assert.Equal("示例师范大学", section.ValueOf($"v.{CareerOrigin.IdOf(entry.Id)}.school"));
        await site.RunDueAsync();
        var page = Assert.Single(await site.PagesOf(application.Id));
        Assert.Equal((CareerOrigin.IdOf(entry.Id), "diploma", PageState.Ready), (page.EntryId, page.SlotId, page.State));

        // Once in, it does not come twice; changed there, it says so; the file stays as it was.
        var again = await browser.GetAsync($"/applications/{application.Id}/sections/education/career");
        Assert.Contains("已放进来", again.Text, StringComparison.Ordinal);
        Assert.Null(again.Document.QuerySelector("input[name=Chosen]"));
        await section.SubmitAsync(($"v.{CareerOrigin.IdOf(entry.Id)}.school", "示例艺术学院"));
        again = await browser.GetAsync($"/applications/{application.Id}/sections/education/career");
        Assert.Contains("与档案里的不同", again.Text, StringComparison.Ordinal);
        Assert.Equal("示例师范大学", Assert.Single(await Entries(person.Id)).Values["school"]);
        var back = await again.PressAsync("存进履历档案");
        Assert.Contains("已存进履历档案", back.Text, StringComparison.Ordinal);
        Assert.Equal("示例艺术学院", Assert.Single(await Entries(person.Id)).Values["school"]);

        // Taken out of the file, the application keeps its copy and its page.
        await (await browser.GetAsync("/me/career")).PressAsync("从档案删去");
        Assert.Empty(await Entries(person.Id));
        Assert.Single(await site.PagesOf(application.Id));
        Assert.Equal("示例艺术学院", (await browser.GetAsync($"/applications/{application.Id}/sections/education")).ValueOf($"v.{CareerOrigin.IdOf(entry.Id)}.school"));
    }

    [Fact]
    [Requirement("D1")]
    public async Task SectionsEntries_SavedBack_AreMarkedAsVerifiedOnlyWhereAnOfficeHasThem_AndAChangeEndsIt()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var address = $"/applications/{application.Id}/sections/practice/career";
        await (await browser.GetAsync(address)).PressAsync("存进履历档案");
        var entry = Assert.Single(await Entries(person.Id));
        Assert.Equal(("送文化下乡", (int?)null), (entry.Values["title"], entry.VerifiedYear));
        Assert.Contains("没有要改的", (await (await browser.GetAsync(address)).PressAsync("存进履历档案")).Text, StringComparison.Ordinal);

        await Set(application.Id, "AtAuthority");
        await (await browser.GetAsync(address)).PressAsync("存进履历档案");
        Assert.Equal(("云杉县文化馆", (int?)2024), ((await Entries(person.Id))[0].VerifiedBy, (await Entries(person.Id))[0].VerifiedYear));
        await Set(application.Id, "Admitted");
        await (await browser.GetAsync(address)).PressAsync("存进履历档案");
        Assert.Contains("2024年度评委会办公室已核对", (await browser.GetAsync("/me/career")).Text, StringComparison.Ordinal);
        var locked = await (await browser.GetAsync(address)).ClickAsync("button.btn-primary", [("Chosen", entry.Id.ToString())], evenDisabled: true);
        Assert.Equal(HttpStatusCode.Conflict, locked.Status);

        await (await browser.GetAsync($"/me/career/{entry.Id}")).SubmitAsync(("v.main.title", "送文化下乡三十场"));
        Assert.Null((await Entries(person.Id))[0].VerifiedYear);
        Assert.DoesNotContain("已核对", (await browser.GetAsync("/me/career")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D1", "E2")]
    public async Task Proof_IsJudgedWhenItIsUploaded_WithTheReasonBesideIt_AndMayBeKept()
    {
        var (person, application) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var blank = Pictures.Png(1240, 1754, (_, _) => 250);
        await (await browser.GetAsync("/me/career/new/education")).UploadAsync(
            [("slot-diploma", "空白.png", "image/png", blank), ("slot-chsi", "清楚.png", "image/png", Pictures.Page(seed: 71))], ("v.main.school", "示例师范大学"));
        var address = $"/me/career/{Assert.Single(await Entries(person.Id)).Id}";
        Assert.Contains("正在检查", (await browser.GetAsync(address)).Text, StringComparison.Ordinal);
        await site.RunDueAsync();

        var page = await browser.GetAsync(address);
        Assert.Contains("像是空白页", page.Text, StringComparison.Ordinal);
        Assert.Contains("如果传错了，请重新上传", page.Text, StringComparison.Ordinal);
        Assert.Contains("清晰", page.Text, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("[name=fine]"));
        using var thumb = await browser.Client.GetAsync(new Uri(address + "?handler=Thumb&n=0", UriKind.Relative));
        Assert.Equal("image/jpeg", thumb.Content.Headers.ContentType!.MediaType);
        using var stranger = await site.SignedInAsync((await site.NewPersonAsync()).Id);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address + "?handler=Thumb&n=0")).Status);

        // Kept, it says so no more, and the application knows it.
        await page.SubmitAsync(("fine", "0"));
        Assert.Equal([true, false], Assert.Single(await Entries(person.Id)).Pages.Select(p => p.IsKept));
        page = await browser.GetAsync(address);
        Assert.True(page.Document.QuerySelector("[name=fine]")!.HasAttribute("checked"));
        Assert.DoesNotContain("如果传错了", page.Text, StringComparison.Ordinal);
        var entry = Assert.Single(await Entries(person.Id));
        await (await browser.GetAsync($"/applications/{application.Id}/sections/education/career")).PressAsync("放进申报书", ("Chosen", entry.Id.ToString()));
        Assert.Equal([true, false], (await site.PagesOf(application.Id)).Where(p => p.SectionId == "education").OrderBy(p => p.SlotId != "diploma").Select(p => p.IsKept));
    }

    [Fact]
    [Requirement("D1", "E2")]
    public async Task Proof_ThatRepeatsAnotherOrLiesAskew_SaysSo_AndWhatIsNoPageIsRefusedInWords()
    {
        var (person, _) = await site.NewApplicantAsync();
        using var browser = await site.SignedInAsync(person.Id);
        var form = await browser.GetAsync("/me/career/new/education");
        await form.UploadAsync([("slot-diploma", "一.png", "image/png", Pictures.Page(seed: 72))], ("v.main.school", "甲"));
        await site.RunDueAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await form.UploadAsync(
            [("slot-diploma", "二.png", "image/png", Pictures.Page(seed: 72)), ("slot-chsi", "断.png", "image/png", Pictures.Page(seed: 73)[..4000])], ("v.main.school", "乙"));
        await site.RunDueAsync();
        var (first, second) = ((await Entries(person.Id))[0].Id, (await Entries(person.Id))[1].Id);
        Assert.DoesNotContain("和另一页重复", (await browser.GetAsync($"/me/career/{first}")).Text, StringComparison.Ordinal);
        var page = await browser.GetAsync($"/me/career/{second}");
        Assert.Contains("和另一页重复", page.Text, StringComparison.Ordinal);
        Assert.Contains("这个文件不完整", page.Text, StringComparison.Ordinal);

        var hash = (await Entries(person.Id))[0].Pages[0].Sha256;
        await site.WithDb(db => db.Database.ExecuteSqlAsync(
            $"insert into page_texts (sha256, words, turn) select sha256, '[]', 2 from page_renditions where key = {"page:" + hash + ":0"} on conflict (sha256) do update set turn = 2"));
        Assert.Contains("像是放倒了", (await browser.GetAsync($"/me/career/{first}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D2")]
    public async Task File_OfSomebodyElse_IsNotThere()
    {
        var (owner, application) = await site.NewApplicantAsync();
        using var mine = await site.SignedInAsync(owner.Id);
        await (await mine.GetAsync("/me/career/new/education")).UploadAsync([("slot-diploma", "a.jpg", "image/jpeg", NoticeSite.Page)], ("v.main.school", "示例师范大学"));
        var entry = Assert.Single(await Entries(owner.Id));
        Assert.Equal(HttpStatusCode.OK, (await mine.GetAsync($"/me/career/{entry.Id}?handler=Page&n=0")).Status);
        var (stranger, other) = await site.NewApplicantAsync("沈砚秋");
        using var theirs = await site.SignedInAsync(stranger.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.GetAsync($"/me/career/{entry.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.GetAsync($"/me/career/{entry.Id}?handler=Page&n=0")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.GetAsync($"/applications/{application.Id}/sections/education/career")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await mine.GetAsync($"/applications/{application.Id}/sections/pledge/career")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await mine.GetAsync("/me/career/new/nothing")).Status);

        // Somebody else's entry, named in the own form, does not come in.
        var pick = await theirs.GetAsync($"/applications/{other.Id}/sections/practice/career");
        await pick.PressAsync("存进履历档案");
        pick = await theirs.GetAsync($"/applications/{other.Id}/sections/education/career");
        Assert.Contains("还没有这一类", pick.Text, StringComparison.Ordinal);
        var refused = await theirs.PostBareAsync(
            pick.Path, ("__RequestVerificationToken", pick.ValueOf("__RequestVerificationToken")!), ("Chosen", entry.Id.ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
    }

    private Task<List<CareerEntry>> Entries(Guid personId) => site.WithDb(db => db.CareerEntries().AsNoTracking().OfPerson(personId).ToListAsync());

    /// <summary>Puts an application where only offices can bring it.</summary>
    private Task Set(Guid id, string state) => site.WithDb(db => db.Database.ExecuteSqlAsync(
        $"update applications set state = {state}, submissions = 1, holds_year = true, arrivals = {(state == "Admitted" ? 1 : 0)}, arrived_at = {(state == "Admitted" ? site.Clock.Now : (DateTimeOffset?)null)} where id = {id}"));
}
