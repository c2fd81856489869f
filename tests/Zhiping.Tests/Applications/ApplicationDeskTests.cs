using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Demo;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Applications;

/// <summary>The verbs of an applicant on a real database, under the published culture notice.</summary>
public sealed class ApplicationDeskTests(ApplicationSite site) : IClassFixture<ApplicationSite>
{
    [Fact]
    [Requirement("D3", "D9", "B2")]
    public async Task Submit_OfACompleteDraft_GoesToTheUnitAndIsFrozen()
    {
        site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await site.ApplicantAsync();
        var application = await site.CompleteAsync(person);
        var check = await site.Desk(d => d.Check(application.Id, site.Clock.Now));
        Assert.Equal([], check.Findings.Where(f => f.Severity == Severity.MustFix).Select(f => $"{f.Section}: {f.Message.Zh}"));

        var submission = await site.SubmitAsync(person, application);
        var now = await site.Reload(application.Id);

        Assert.Equal((ApplicationState.AtUnit, site.Unit.Id), (now.State, now.HolderId));
        Assert.Equal(new DateTimeOffset(2024, 8, 30, 18, 0, 0, TimeSpan.FromHours(8)), now.Due!.At);
        var document = Zhiping.Policy.Forms.ApplicationDocument.Parse(submission.Content);
        Assert.Equal(submission.Content, document.ToCanonicalJson());
        Assert.DoesNotContain(person.Id.ToString(), System.Text.Encoding.UTF8.GetString(submission.Content), StringComparison.Ordinal);
        Assert.False((await site.Desk(d => d.SaveSection(site.By(person), application.Id, "summary", new(), 1)).ContinueWith(t => t.IsCompletedSuccessfully)));
    }
}
