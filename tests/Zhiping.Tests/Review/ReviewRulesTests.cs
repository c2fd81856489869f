using Zhiping.Applications;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;
using Zhiping.Review;

namespace Zhiping.Tests.Review;

/// <summary>The pure parts of review: who may what in which state, what changed between two submissions, how risk is read.</summary>
public sealed class ReviewRulesTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    /// <summary>Every state is listed for every verb: a new state fails until somebody decides.</summary>
    [Fact]
    [Requirement("F1", "F3", "F4", "F7")]
    public void EachVerb_InEveryState_IsAsDecided()
    {
        var table = new Dictionary<ApplicationState, ApplicationVerb[]>
        {
            [ApplicationState.Draft] = [],
            [ApplicationState.AtUnit] = [ApplicationVerb.Recommend, ApplicationVerb.Return, ApplicationVerb.SendBackAsAsked],
            [ApplicationState.AtAuthority] = [ApplicationVerb.Endorse, ApplicationVerb.Return],
            [ApplicationState.AtCommittee] = [ApplicationVerb.Return, ApplicationVerb.Admit, ApplicationVerb.RefuseForGood],
            [ApplicationState.Returned] = [],
            [ApplicationState.Admitted] = [ApplicationVerb.ConfirmPayment],
            [ApplicationState.Paid] = [],
            [ApplicationState.UnderEvaluation] = [],
            [ApplicationState.Passed] = [],
            [ApplicationState.OverCap] = [],
            [ApplicationState.NotPassed] = [],
            [ApplicationState.Conferred] = [],
            [ApplicationState.Certified] = [],
            [ApplicationState.Forfeited] = [],
            [ApplicationState.NotAccepted] = [],
            [ApplicationState.Withdrawn] = [],
        };
        Assert.Equal(Enum.GetValues<ApplicationState>().Order(), table.Keys.Order());
        ApplicationVerb[] ours =
        [
            ApplicationVerb.Recommend, ApplicationVerb.Endorse, ApplicationVerb.Return, ApplicationVerb.Admit, ApplicationVerb.SendBackAsAsked,
            ApplicationVerb.ConfirmPayment,
        ];
        foreach (var (state, verbs) in table)
        {
            foreach (var verb in ours)
            {
                Assert.True(verbs.Contains(verb) == ApplicationStates.Allows(state, verb), $"{verb} in {state}");
            }
        }
    }

    [Theory]
    [Requirement("F3a", "F6")]
    [InlineData("", "改", true, false, null, "Text")]
    [InlineData("错", " ", true, false, null, "Remedy")]
    [InlineData("错", "改", false, false, null, "Clause")]
    [InlineData("错", "改", true, true, " ", "NewReason")]
    [InlineData("错", "改", true, true, "本次新换的页", null)]
    [InlineData("错", "改", true, false, null, null)]
    public void Remark_NeedsTextRemedyClauseAndOnUnchangedItemsAReason(string text, string remedy, bool clause, bool unchanged, string? reason, string? field)
    {
        var input = new RemarkInput(new Place("career"), text, remedy, clause ? new ClauseRef("通知", "四(一)1") : null, reason);
        Assert.Equal(field, ReviewRules.CanRemark(input, unchanged)?.Field);
    }

    [Fact]
    [Requirement("F3a")]
    public async Task Comparison_FindsChangedFieldsNewEntriesAndExchangedPages()
    {
        var application = await site.Draft(ReviewSite.Beijing(7, 22));
        var old = site.Content(application, 54, "文物巡查") with { Pages = [Page(1, "a"), Page(2, "b")] };
        var now = site.Content(application, 60, "文物巡查") with { Pages = [Page(1, "a"), Page(2, "c"), Page(3, "d")] };
        var compared = SubmissionComparison.Of(old, now, Two());

        Assert.Equal(["54→60"], compared.Changes.Where(c => c.Place.Field is not null).Select(c => $"{c.Old}→{c.New}"));
        Assert.Equal([2, 3], compared.Changes.Where(c => c.Place.Slot is not null).Select(c => c.Place.Page!.Value));
        Assert.True(compared.Touches(new Place("continuingEducation")));
        Assert.True(compared.Touches(new Place("continuingEducation", "h1", "hours")));
        Assert.False(compared.Touches(new Place("continuingEducation", "h1", "year")));
        Assert.False(compared.Touches(new Place("career")));
    }

    [Fact]
    [Requirement("F3a")]
    public async Task Comparison_OfTheSameContent_FindsNothing()
    {
        var application = await site.Draft(ReviewSite.Beijing(7, 22));
        var document = site.Content(application, 54, "文物巡查");
        Assert.Empty(SubmissionComparison.Of(document, document, Two()).Changes);
    }

    [Theory]
    [InlineData("continuingEducation////", true)]
    [InlineData("a/b/c/d/3", true)]
    [InlineData("", false)]
    [InlineData("a/b", false)]
    [InlineData("/b/c/d/3", false)]
    public void PlaceKey_ReadsBackWhatItWrote(string key, bool isPlace)
    {
        var place = Place.Read(key);
        Assert.Equal(isPlace, place is not null);
        Assert.Equal(isPlace ? key : null, place?.Key);
    }

    [Fact]
    [Requirement("F5")]
    public void Risk_FollowsTheWorstFinding_AndTheLastSubmission()
    {
        Assert.Equal(Risk.Low, RiskRules.Of([], last: false).Risk);
        Assert.Equal(Risk.Medium, RiskRules.Of([Finding(Severity.Mind)], last: false).Risk);
        var high = RiskRules.Of([Finding(Severity.Mind), Finding(Severity.MustFix)], last: false);
        Assert.Equal((Risk.High, "MustFix；另有1项"), (high.Risk, high.Reason.Zh));
        Assert.Equal(Risk.High, RiskRules.Of([], last: true).Risk);
        var unknown = RiskRules.Of([Finding(Severity.Unknown), Finding(Severity.Unknown)], last: false);
        Assert.Equal((Risk.Low, "自动检查没有发现问题；2项要人工核对"), (unknown.Risk, unknown.Reason.Zh));
    }

    private FormCatalogue Two() => new(
        [.. site.Notice.Form.Sections.Where(s => s.Id is "career" or "education"), site.Notice.Form["education"] with { Id = "continuingEducation", Order = 900 }],
        site.Notice.Form.Groups);

    private static PageFact Page(int number, string sha) => new()
    {
        Section = "continuingEducation", Entry = "h1", Slot = "certificate", Number = number, Format = "JPG", Sha256 = sha,
    };

    private static Finding Finding(Severity severity) => new()
    {
        RuleId = severity.ToString(), Severity = severity, Section = "career", Message = new(severity.ToString(), severity.ToString()), Remedy = new("改", "fix"),
    };
}
