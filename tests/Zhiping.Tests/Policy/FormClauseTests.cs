using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;
using static Zhiping.Tests.Policy.ClauseCase;

namespace Zhiping.Tests.Policy;

/// <summary>What the form asks beside: the career without gaps, other attachments, the pledge, ticks of reviewers, declassification, certificates from the platform (D5, D7, E3, E6, G3).</summary>
public sealed class FormClauseTests
{
    [Theory]
    [InlineData("2015-09", "career-gaps", false)]
    [InlineData("2015-12", "career-gaps", true)]
    [Requirement("D5b")]
    public void Career_JoinsWithoutGaps(string secondFrom, string rule, bool found)
    {
        var career = Entries(("c1", [("from", First()), ("until", "2015-08"), ("employer", "甲"), ("post", "记者"), ("posting", "no")]), ("c2", [("from", secondFrom), ("employer", "乙"), ("post", "记者"), ("posting", "no")]),
            ("c3", [("from", "2016-01"), ("until", "2016-12"), ("employer", "驻村"), ("post", "队员"), ("posting", "yes")]));

        Assert.Equal(found, Finds(Press, Put(Reporter, "career", career), September2023, rule));
        Assert.Equal("五(一)5", Press.Checks.Single(c => c.Id == "career-gaps").Clause!.Path);
    }

    [Fact]
    [Requirement("D5b")]
    public void Career_BeginsInTheMonthOfTheFirstEmployment()
    {
        var late = Put(Reporter, "career", Entries(("c1", [("from", "2015-01"), ("employer", "甲"), ("post", "记者"), ("posting", "no")])));
        Assert.True(Finds(Press, late, September2023, "career-start"));
        Assert.False(Finds(Press, Reporter, September2023, "career-start"));
    }

    [Fact]
    [Requirement("D5c")]
    public void OtherAttachments_HaveASlotForEach_AndTheTeachersCertificateIsN1s()
    {
        foreach (var slot in new[] { "unit-publicity", "unit-publicity-result", "unit-recommendation" })
        {
            Assert.Equal("四(一)6", Files.Culture.Form["others"].Slot(slot)!.Clause!.Path);
        }

        Assert.NotNull(General.Form["others"].Slot("teacher-certificate"));
        Assert.Null(Files.Culture.Form["others"].Slot("teacher-certificate"));
        Assert.NotNull(Press.Form["others"].Slot("awards"));
        // Once the unit has acted its own slots are asked; when the applicant submits they are not.
        Assert.DoesNotContain(FindingsOf(Files.Culture, Files.Good, Files.August20), f => f.Slot == "unit-publicity");
        Assert.Contains(FindingsOf(Files.Culture, Files.Good, Files.August20 with { UnitHasActed = true }), f => f.Slot == "unit-publicity");
    }

    [Theory]
    [InlineData("aksu/2024-culture", PledgeForm.HandSignedAndFingerprint)]
    [InlineData("aksu/2023-general", PledgeForm.HandSigned)]
    [InlineData("aksu/2024-party-school", PledgeForm.HandSigned)]
    [InlineData("bayingol/2021-culture", PledgeForm.TypedInAchievements)]
    [InlineData("bayingol/2023-press", PledgeForm.WholeTextByHand)]
    [Requirement("D7", "K4")]
    public void Pledge_IsInTheNoticesOwnWordsAndForm(string id, PledgeForm form)
    {
        var notice = Files.Read(id);
        Assert.Equal(form, notice.Pledge.Form);
        Assert.Contains(id.StartsWith("bayingol/2021", StringComparison.Ordinal) ? "五年内不得申报" : "3年内，不得申报", notice.Pledge.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", false)]
    [InlineData("no", true)]
    [Requirement("D7")]
    public void PledgeTyped_MustStandLast_InBayingol2021(string typed, bool found) =>
        Assert.Equal(found, Finds(Bayingol, Change(Steppe, "achievements", "pledgeTyped", typed), September2021, "pledge-typed"));

    [Fact]
    [Requirement("E3")]
    public void ReviewerTicks_SignaturesStampsAndTrueCopies()
    {
        Assert.Equal("四(一)6", Files.Culture.ReviewChecklist.Single(i => i.Id == "signed").Clause!.Path);
        Assert.Contains("此件与原件一致", Press.ReviewChecklist.Single(i => i.Id == "copies").Name.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", false)]
    [InlineData(null, true)]
    [Requirement("E6")]
    public void Declassification_IsDeclared(string? declared, bool found)
    {
        var document = declared is null ? Put(Files.Good, "pledge", Entries(("p1", []))) : Change(Files.Good, "pledge", "declassified", declared);
        Assert.Equal(found, Finds(Files.Culture, document, Files.August20, "field-filled", f => f.Field == "declassified"));
        Assert.True(!found || !Check(Files.Culture, document, Files.August20).MaySubmit);
    }

    [Fact]
    [Requirement("E6")]
    public void MaterialNotDeclassified_StopsTheSubmission() =>
        Assert.True(Finds(Files.Culture, Change(Files.Good, "pledge", "declassified", "no"), Files.August20, "declassified"));

    [Theory]
    [InlineData("2023", "specialty", "upload", true)]
    [InlineData("2021", "specialty", "upload", false)]
    [InlineData("2022", "general", "upload", false)]
    [InlineData("2023", "general", "upload", true)]
    [InlineData("2023", "specialty", "platform", false)]
    [Requirement("G3")]
    public void Certificates_AfterTheNamedYear_ComeFromThePlatform(string year, string subject, string source, bool found)
    {
        var document = Put(Files.Good, "continuingEducation", Entries(("h1", [("year", year), ("subject", subject), ("hours", "90"), ("source", source)])));
        Assert.Equal(found, Finds(Files.Culture, document, Files.August20, "hours-from-platform"));
    }
}
