using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Documents.Print;
using Zhiping.Policy.Quantities;
using Zhiping.Review.Print;
using Zhiping.Tests.Harness;
using static Zhiping.Tests.Review.ReviewSite;

namespace Zhiping.Tests.Review;

/// <summary>The papers beside the evaluation form: who may order them when, and what stands in them.</summary>
public sealed class PaperFormTests(ReviewSite site) : IClassFixture<ReviewSite>
{
    [Fact]
    [Requirement("K4", "K5")]
    public async Task PledgeAndExemption_AreTheApplicantsOwn_InTheNoticesWords()
    {
        var application = await site.Submitted(Beijing(7, 22, 10), "阿娜尔");
        site.Clock.Now = Beijing(7, 22, 11);
        using var applicant = await site.SignedInAsync(application.PersonId);
        var form = await applicant.GetAsync($"/applications/{application.Id}/form");
        var pledge = await Ordered(form, PrintKind.Pledge);
        var exemption = await Ordered(form, PrintKind.EducationExemption);

        var letter = Assert.IsType<LetterModel>(await Filled(pledge));
        Assert.Equal([site.Notice.Pledge.Text], letter.Paragraphs);
        Assert.Contains("按指纹", letter.Note, StringComparison.Ordinal);
        var asked = Assert.IsType<EducationExemptionModel>(await Filled(exemption));
        Assert.Equal(("阿娜尔", "红柳县文物保护所", "馆员"), (asked.Name, asked.Unit, asked.AppliedTitle));
        Assert.Contains("不得私自设置", await Rendered(asked), StringComparison.Ordinal);
        Assert.Equal("这份材料由申报人自己打印。", (await Refused(() => Order(site.ByHr(Beijing(7, 22, 11)), application.Id, PrintKind.Pledge))).Sentence);
        Assert.Equal("没有这份申报。", (await Refused(() => Order(new Act(site.Hr, null, Beijing(7, 22, 11)), application.Id, PrintKind.EducationExemption))).Sentence);
    }

    [Fact]
    [Requirement("K6", "F8")]
    public async Task DossierBag_ComesOnceReceived_AndListsWhatIsBoundInItsOrder()
    {
        var early = await site.AtCommittee(Beijing(7, 22, 10));
        Assert.Contains("不用装袋", (await Refused(() => Order(site.ByHr(Beijing(8, 4, 10)), early.Id, PrintKind.DossierBag))).Sentence, StringComparison.Ordinal);
        var application = await site.Admitted(Beijing(7, 22, 11));
        var bag = Assert.IsType<DossierBagModel>(await Filled(await Order(new Act(application.PersonId, null, Beijing(8, 5, 10)), application.Id, PrintKind.DossierBag)));

        Assert.Equal("阿克苏地区文化系列专业技术职务任职资格评审材料袋", bag.Title);
        Assert.Equal(["专业技术职务任职资格评审表", "现任专业工作年限的书面证明", "单位公示", "公示结果", "单位推荐意见", "个人承诺书"], bag.Materials.Select(m => m.Name));
        Assert.Equal("3", bag.Materials[0].Pieces);
    }

    [Fact]
    [Requirement("K7")]
    public async Task Roster_ListsTheUnitsApplicants_AndOnlyForTheUnit()
    {
        var first = await site.Submitted(Beijing(7, 23, 10), "一号申报人");
        await site.Submitted(Beijing(7, 23, 11), "二号申报人");
        var elsewhere = await site.Submitted(Beijing(7, 23, 12), "别处申报人", site.OtherUnit.Id);
        var roster = Assert.IsType<ListModel>(await Filled(await Order(site.ByHr(Beijing(7, 24, 10)), first.Id, PrintKind.Roster)));

        Assert.Equal("2024年度文物博物系列职称申报人员花名册", roster.Title);
        Assert.Contains(roster.Rows, r => r.Contains("一号申报人"));
        Assert.Contains(roster.Rows, r => r.Contains("二号申报人"));
        Assert.DoesNotContain(roster.Rows, r => r.Contains("别处申报人"));
        Assert.Equal("没有这份申报。", (await Refused(() => Order(site.ByHr(Beijing(7, 24, 10)), elsewhere.Id, PrintKind.Roster))).Sentence);
        Assert.Equal("这份材料由用人单位打印。", (await Refused(() => Order(new Act(first.PersonId, null, Beijing(7, 24, 10)), first.Id, PrintKind.Roster))).Sentence);
    }

    [Theory]
    [InlineData(ProgrammeKind.Evaluation, "专业技术职务任职资格评审表", "评审委员会意见")]
    [InlineData(ProgrammeKind.InitialDetermination, "初聘专业技术职务任职资格呈报表", "审批意见")]
    [InlineData(ProgrammeKind.Conferral, "初聘专业技术职务任职资格呈报表", "审批意见")]
    [Requirement("K9", "B6")]
    public async Task Form_OfAnInitialAppointment_IsItsOwn(ProgrammeKind kind, string title, string last)
    {
        var application = await site.Submitted(Beijing(7, 25, 10));
        await site.WithDb(db => db.Applications().Where(a => a.Id == application.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Kind, kind)));
        var form = Assert.IsType<EvaluationFormModel>(await Filled(await Order(new Act(application.PersonId, null, Beijing(7, 25, 11)), application.Id, PrintKind.FormDraft)));

        Assert.Equal(title, form.Title);
        Assert.EndsWith(last, form.Opinions[^1].Office, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("K10", "B5")]
    public async Task CommissionLetter_IsTheBureaus_AndOnlyForAnotherCommittee()
    {
        var application = await site.AtAuthority(Beijing(7, 22, 10), "远行人");
        Assert.Contains("不用委托评审函", (await Refused(() => Order(site.ByAuthority(Beijing(8, 2, 10)), application.Id, PrintKind.CommissionLetter))).Sentence, StringComparison.Ordinal);
        await site.WithDb(db => db.Applications().Where(a => a.Id == application.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Channel, Channel.Recommendation)));
        var refused = await Refused(() => Order(site.ByAuthority(Beijing(8, 2, 10)), application.Id, PrintKind.CommissionLetter));
        Assert.Equal("委托评审函由人力资源和社会保障部门出具。", refused.Sentence);
        var letter = Letters.Commission("远行人", "红柳县文物保护所", "文物博物系列", "馆员", "示例人社局");
        Assert.Equal("委托评审函", letter.Title);
        Assert.Contains("远行人", string.Concat(letter.Paragraphs), StringComparison.Ordinal);
        Assert.StartsWith("示例人社局", letter.Closing[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Requirement("F8a")]
    public async Task Originals_AreKeptOrGivenBack_ItemByItem(bool kept)
    {
        var application = await site.Admitted(Beijing(7, 22, 10));
        await site.Review(d => d.ReceivePaper(site.ByClerk(Beijing(8, 10, 10)), application.Id, "evaluation-form", 3, kept));
        await site.Review(d => d.ReceivePaper(site.ByClerk(Beijing(8, 10, 10)), application.Id, "pledge", 1, !kept));

        var receipts = await site.WithDb(db => db.Set<Zhiping.Review.PaperReceipt>().Where(r => r.ApplicationId == application.Id).ToDictionaryAsync(r => r.Item, r => r.OriginalsKept));
        Assert.Equal((kept, !kept), (receipts["evaluation-form"], receipts["pledge"]));
        Assert.Equal("Item", (await Refused(() => site.Review(d => d.ReceivePaper(site.ByClerk(Beijing(8, 10, 10)), application.Id, "diploma", 1, kept)))).Field);
    }

    [Fact]
    [Requirement("B11")]
    public async Task NobodyOfTheStaff_BringsAnApplicationPastTheOffices()
    {
        // Without any one of these verbs no state in which a title is conferred can be reached; more time only brings an application back to where it stood.
        foreach (var verb in new[] { ApplicationVerb.Submit, ApplicationVerb.Recommend, ApplicationVerb.Admit, ApplicationVerb.ConfirmPayment, ApplicationVerb.PutBeforeMeeting, ApplicationVerb.Pass, ApplicationVerb.Confer })
        {
            var reached = new HashSet<ApplicationState> { ApplicationState.Draft };
            while (ApplicationStates.Transitions.Where(t => t.Verb != verb && t.Verb != ApplicationVerb.Reopen && reached.Contains(t.From) && ReturnedByIt(t) && !PaysNothing(t)).Select(t => t.To).Any(reached.Add))
            {
            }

            Assert.DoesNotContain(ApplicationState.Certified, reached);

            // Only under a notice without a fee is there nothing to confirm.
            bool PaysNothing((ApplicationState From, ApplicationVerb Verb, ApplicationState To) t) =>
                verb == ApplicationVerb.ConfirmPayment && t.Verb == ApplicationVerb.Admit && t.To == ApplicationState.Paid;

            // A correction goes back to the office that returned it, which must have had it.
            bool ReturnedByIt((ApplicationState From, ApplicationVerb Verb, ApplicationState To) t) => t.From != ApplicationState.Returned || t.Verb != ApplicationVerb.Submit || t.To == ApplicationState.AtUnit || reached.Contains(t.To);
        }

        // And staff write nothing for an applicant.
        var draft = await site.Draft(Beijing(7, 22, 10));
        using var clerk = await site.SignedInAsync(site.Clerk, site.Committee.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync($"/applications/{draft.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync($"/applications/{draft.Id}/sections/practice")).Status);
    }

    private static async Task<PrintJob> OrderOn(ReviewSite site, Act act, Guid application, PrintKind kind)
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<PrintDesk>().Order(act, application, kind);
    }

    private Task<PrintJob> Order(Act act, Guid application, PrintKind kind) => OrderOn(site, act, application, kind);

    private async Task<PrintJob> Ordered(Page form, PrintKind kind)
    {
        var made = await form.ClickAsync($"form:has(input[value='{kind}']) button", []);
        var id = Guid.Parse(made.Path["/prints/".Length..]);
        return await site.WithDb(db => db.PrintJobs().SingleAsync(j => j.Id == id));
    }

    private async Task<Zhiping.Documents.IPrintModel> Filled(PrintJob job)
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<PaperForms>().Of(job, site.Clock.Now, TestContext.Current.CancellationToken);
    }

    private async Task<string> Rendered(Zhiping.Documents.IPrintModel model)
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<Zhiping.Documents.DocumentPrinter>().RenderAsync(model);
    }
}
