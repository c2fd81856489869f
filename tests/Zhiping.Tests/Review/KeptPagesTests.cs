using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Career;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Review;

/// <summary>What an applicant kept although a machine doubted it, and what an office has found right before, stands before the reviewers.</summary>
public sealed class KeptPagesTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    [Fact]
    [Requirement("E2", "F1", "F3")]
    public async Task Case_ShowsEachOffice_WhichDoubtedPagesWereKept_AndWhichEntryWasVerified()
    {
        var at = Beijing(7, 22, 9);
        var application = await site.Draft(at, "沈砚秋");
        var verified = await Entry(application, "示例大学", 2023);
        var changed = await Entry(application, "示例学院", 2022);
        await Submit(application, at, (verified, "示例大学"), (changed, "另一所学院"));

        using var hr = await site.SignedInAsync(site.Hr, site.Unit.Id);
        var unit = await hr.GetAsync($"/office/cases/{application.Id}");
        AssertShown(unit.Text);
        var kept = unit.Document.QuerySelectorAll("#snap dd").Where(dd => dd.TextContent.Contains("照用", StringComparison.Ordinal)).ToList();
        Assert.Contains("自动检查：模糊，看不清；已看过，照用", Assert.Single(kept).TextContent, StringComparison.Ordinal);
        Assert.Contains("上传人看过这一页", (await hr.GetAsync($"/office/cases/{application.Id}?view=1")).TextOf("#viewer"), StringComparison.Ordinal);
        Assert.DoesNotContain("上传人看过这一页", (await hr.GetAsync($"/office/cases/{application.Id}?view=2")).TextOf("#viewer"), StringComparison.Ordinal);

        await site.Publicise(application.Id, at);
        await site.Review(async d =>
        {
            await d.TickAll(site.ByHr(at.AddDays(10)), application.Id);
            await d.Recommend(site.ByHr(at.AddDays(10)), application.Id, true);
        });
        using var authority = await site.SignedInAsync(site.AuthorityClerk, site.Authority.Id);
        AssertShown((await authority.GetAsync($"/office/cases/{application.Id}")).Text);
        await site.Review(async d =>
        {
            await d.TickAll(site.ByAuthority(at.AddDays(11)), application.Id);
            await d.Endorse(site.ByAuthority(at.AddDays(11)), application.Id);
        });
        using var clerk = await site.SignedInAsync(site.Clerk, site.Committee.Id);
        AssertShown((await clerk.GetAsync($"/office/cases/{application.Id}")).Text);

        // Once the person has changed it in the file, nobody vouches for it any more.
        await site.WithDb(async db =>
        {
            var entry = await db.CareerEntries().SingleAsync(e => e.Id == verified.Id);
            entry.Write(at.AddDays(12), new Dictionary<string, string> { ["school"] = "第三所大学" }, []);
            await db.Commit();
        });
        Assert.DoesNotContain("已核对来自", (await clerk.GetAsync($"/office/cases/{application.Id}")).Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static void AssertShown(string text)
    {
        Assert.Contains("2023年度沙枣县博物馆已核对", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2022年度", text, StringComparison.Ordinal);
        Assert.Contains("照用", text, StringComparison.Ordinal);
    }

    private Task<CareerEntry> Entry(Application application, string school, int year) => site.WithDb(async db =>
    {
        var entry = new CareerEntry(new Act(application.PersonId, null, application.CreatedAt), "education", new Dictionary<string, string> { ["school"] = school });
        entry.Verify(year, "沙枣县博物馆");
        db.Add(entry);
        await db.Commit();
        return entry;
    });

    /// <summary>Two diplomas as copies from the file, and three pages of which the first was doubted and kept, the second doubted only.</summary>
    private Task Submit(Application of, DateTimeOffset at, params (CareerEntry Entry, string School)[] copies) => site.WithDb(async db =>
    {
        var application = await db.Applications().SingleAsync(a => a.Id == of.Id);
        var act = new Act(application.PersonId, null, at);
        List<PageFact> facts = [];
        foreach (var (notes, keep) in new[] { (LegibilityNotes.Blurred, true), (LegibilityNotes.Dark, false), (LegibilityNotes.None, true) })
        {
            var page = new AttachedPage(act, application.Id, new PagePlace("basics", null, "id-front"), "a.jpg", order: facts.Count);
            page.Arrive(new BlobRef(Hash("original", facts.Count), 9), ImageFormat.Jpeg);
            page.Take(new PageRendition(Hash("key", facts.Count), new ImageFindings { Width = 9, Height = 9, Notes = notes }, PageRefusal.None, Hash("upright", facts.Count), Hash("thumb", facts.Count)));
            if (keep)
            {
                page.Keep();
            }

            db.Add(page);
            facts.Add(new PageFact { Section = "basics", Slot = "id-front", Number = facts.Count + 1, Format = "JPG", Sha256 = page.OriginalSha256!, Legible = true, Ready = true });
        }

        var content = site.Content(application, 60, "文物巡查");
        var education = new SectionContent
        {
            Entries = [.. copies.Select(c => new SectionEntry { Id = CareerOrigin.IdOf(c.Entry.Id), Values = new Dictionary<string, string> { ["school"] = c.School } })],
        };
        content = content with { Sections = new Dictionary<string, SectionContent>(content.Sections) { ["education"] = education }, Pages = facts };
        var (to, state, due) = SubmissionRules.Next(application, site.Notice);
        db.Add(application.Submit(act, content.ToCanonicalJson(), to, state, due));
        await db.Commit();
    });

    private static string Hash(string kind, int number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"kept {kind} {number}")));
}
