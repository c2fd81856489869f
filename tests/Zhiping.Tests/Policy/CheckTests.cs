using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

public sealed class CheckTests
{
    [Fact]
    [Requirement("D9")]
    public void GoodApplication_MayBeSubmitted()
    {
        var result = Files.CompiledCulture.Check(Files.Good, Files.August20);

        Assert.Empty(result.Findings);
        Assert.True(result.MaySubmit);
        Assert.Equal(Files.CompiledCulture.Count, result.Passed.Count);
    }

    [Fact]
    [Requirement("G1", "G2")]
    public void HoursMissing_AreWorkedOut_WithTheClause()
    {
        var result = Files.CompiledCulture.Check(Files.Example("aksu-2024-culture-gaps"), Files.August20);

        var hours = Assert.Single(result.Findings, f => f is { RuleId: "hours", Severity: Severity.MustFix });
        Assert.Equal("2023年专业课42学时，差18学时。", hours.Message.Zh);
        Assert.Equal("依据：阿克苏文化系列2024通知 四(一)4", hours.Clause!.ToString());
    }

    [Fact]
    [Requirement("G4")]
    public void ExemptionForAYear_FreesThatYear()
    {
        var document = Change(Files.Good, "continuingEducation", e => e.Id is "h2022s" or "h2022g" ? e with { Values = With(e, "subject", "exemption", "form", "village-posting") } : e);

        Assert.DoesNotContain(Files.CompiledCulture.Check(document, Files.August20).Findings, f => f.RuleId == "hours");
    }

    [Theory]
    [InlineData("2019-12-31", 61, true)]
    [InlineData("2020-01-01", 60, true)]
    [InlineData("2020-01-02", 59, false)]
    [Requirement("C8")]
    public void FiveYearsToTheCutOff_AreFullOnTheDay(string obtained, int months, bool full)
    {
        Assert.InRange(months, 1, 200);
        var document = Change(Files.Good, "presentTitle", e => e with { Values = With(e, "obtained", obtained) });

        Assert.Equal(full, !Files.CompiledCulture.Check(document, Files.August20).Findings.Any(f => f.RuleId == "ladder"));
    }

    [Theory]
    [InlineData("qualified", true)]
    [InlineData("basically-qualified", false)]
    [InlineData("unqualified", false)]
    [Requirement("C6")]
    public void WeakAssessment_DelaysTheYears(string result, bool full)
    {
        var document = Change(Files.Good, "presentTitle", e => e with { Values = With(e, "obtained", "2019-06-01") });
        document = Change(document, "assessments", e => e.Id is "a2022" ? e with { Values = With(e, "result", result) } : e);

        Assert.Equal(full, !Files.CompiledCulture.Check(document, Files.August20).Findings.Any(f => f.RuleId == "ladder"));
    }

    [Theory]
    [InlineData("other", "Level3B", UnitKind.PublicInstitution, true)]
    [InlineData("other", null, UnitKind.PublicInstitution, false)]
    [InlineData("other", null, UnitKind.PrivateEnterprise, true)]
    [InlineData("presenter", "Level2B", UnitKind.PublicInstitution, true)]
    [InlineData("presenter", "Level3A", UnitKind.PublicInstitution, false)]
    [InlineData("chinese-presenter", "Level1B", UnitKind.PublicInstitution, true)]
    [InlineData("chinese-presenter", "Level2A", UnitKind.PublicInstitution, false)]
    [Requirement("C16")]
    public void Putonghua_ByOccupationAndUnit(string occupation, string? level, UnitKind unit, bool enough)
    {
        var document = level is null
            ? Files.Good with { Sections = Replace(Files.Good, "putonghua", new SectionContent { None = true }) }
            : Change(Files.Good, "putonghua", e => e with { Values = With(e, "level", level, "occupation", occupation) });
        document = document with { Unit = document.Unit with { Kind = unit } };

        Assert.Equal(enough, !Files.CompiledCulture.Check(document, Files.August20).Findings.Any(f => f.RuleId == "putonghua"));
    }

    [Theory]
    [InlineData(Level.DeputySenior, "59", false)]
    [InlineData(Level.DeputySenior, "60", true)]
    [Requirement("C12")]
    public void Grassroots_SixtyDaysAYear(Level level, string days, bool enough)
    {
        var document = Change(Files.Good with { Level = level }, "grassroots", e => e.Id is "g2022" ? e with { Values = With(e, "days", days) } : e);

        Assert.Equal(enough, !Files.CompiledCulture.Check(document, Files.August20).Findings.Any(f => f.RuleId == "grassroots"));
    }

    [Theory]
    [InlineData("chsi", "graduation-form", true)]
    [InlineData("graduation-form", "chsi", true)]
    [InlineData(null, "chsi", false)]
    [Requirement("D5a")]
    public void Diploma_NeedsTheRecordOrTheRegistrationForm(string? slot, string other, bool enough)
    {
        var pages = Files.Good.Pages.Where(p => !(p.Entry == "e2" && p.Slot is "chsi" or "graduation-form" && p.Entry == "e2")).ToList();
        if (slot is not null)
        {
            pages.Add(new PageFact { Section = "education", Entry = "e2", Slot = slot, Number = 1, Format = "JPG", Sha256 = "x", Mask = MaskAnswer.No, Ready = true });
        }

        var findings = Files.CompiledCulture.Check(Files.Good with { Pages = pages }, Files.August20).Findings;
        Assert.Equal(enough, findings.Count == 0);
        Assert.NotEqual(slot, other);
    }

    [Theory]
    [InlineData(null, Severity.Unknown)]
    [InlineData(true, Severity.MustFix)]
    [InlineData(false, null)]
    [Requirement("C2")]
    public void Retirement_UnknownIsNeitherPassNorFail(bool? retired, Severity? expected)
    {
        var document = Files.Good with { Applicant = Files.Good.Applicant with { Retired = retired } };

        Assert.Equal(expected, Files.CompiledCulture.Check(document, Files.August20).Findings.SingleOrDefault(f => f.RuleId == "not-retired")?.Severity);
    }

    [Fact]
    [Requirement("D4")]
    public void EmptyField_IsFoundInItsEntry()
    {
        var document = Change(Files.Good, "career", e => e.Id is "c2" ? e with { Values = With(e, "post", "  ") } : e);

        var finding = Assert.Single(Files.CompiledCulture.Check(document, Files.August20).Findings);
        Assert.Equal(("field-filled", "career", "c2", "post"), (finding.RuleId, finding.Section, finding.Entry, finding.Field));
        Assert.Contains("无", finding.Remedy.Zh, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("E4a")]
    public void SlotsThatExpertsDoNotSee_NeedNoMaskAnswer()
    {
        foreach (var slot in Files.Culture.Form.Sections.SelectMany(s => s.Slots))
        {
            Assert.Equal(slot.ExpertsSee, slot.NeedsMaskAnswer);
        }

        Assert.False(Files.Culture.Form["pledge"].Slot("pledge")!.ExpertsSee);
    }

    [Fact]
    public void Application_ComesBackFromItsCanonicalJson_WithTheSameBytes()
    {
        var json = Files.Good.ToCanonicalJson();

        Assert.Equal(json, ApplicationDocument.Parse(json).ToCanonicalJson());
        Assert.DoesNotContain((byte)'\n', json);
    }

    [Theory]
    [InlineData("{", "Not JSON")]
    [InlineData("{\"noticeId\":\"a\",\"colour\":1}", "does not know 'colour'")]
    [InlineData("{\"noticeId\":\"a\"}", "needs 'unit'")]
    public void BrokenApplication_SaysWhere(string json, string what)
    {
        var refused = Assert.Throws<BadDocumentException>(() => ApplicationDocument.Parse(System.Text.Encoding.UTF8.GetBytes(json)));
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Files.SaidInChinese(refused.Said.Zh);
    }

    [Theory]
    [InlineData("我叫买买提·艾力，在单位工作", "买买提•艾力", "本人")]
    [InlineData("我叫买买提 艾力。", "买买提·艾力", "本人")]
    [InlineData("云杉县 文化馆的演出", "云杉县文化馆", "本单位")]
    [Requirement("D6", "E4")]
    public void OwnNameInText_IsFound_WhateverTheDot(string text, string word, string instead)
    {
        var leak = Assert.Single(LeakCheck.FindIn(text, instead == "本人" ? [word] : [], instead == "本单位" ? [word] : []));

        Assert.Equal(instead, leak.WriteInstead.Zh);
        Assert.Equal(text.Substring(leak.Start, leak.Length), leak.Found);
    }

    [Fact]
    public void Simulation_SaysWhoFlips_AndWhy()
    {
        var stricter = PolicyCompiler.Compile(Files.Over("continuingEducation: {demands: [{id: specialty, hours: 72}]}").Notice!);

        var result = Simulation.Run(Files.CompiledCulture, stricter, [("one", Files.Good)], Files.August20);

        Assert.Equal((1, 1, 1, 0), (result.Applications, result.Changed, result.NowBarred, result.NowAllowed));
        Assert.Contains(result.Flips[0].Added, f => f.Message.Zh == "2021年专业课60学时，差12学时。");
    }

    [Fact]
    [Requirement("C8")]
    public void Eligible_SaysEveryLevel_WithTheEarliestDay()
    {
        var answers = Eligibility.Of(Files.CompiledCulture, Change(Files.Good, "presentTitle", e => e with { Values = With(e, "obtained", "2021-03-01") }), Files.August20.At);

        var deputy = Assert.Single(answers, a => a is { Level: Level.DeputySenior, Kind: ProgrammeKind.Evaluation });
        Assert.Equal((Truth.No, new DateOnly(2026, 2, 28)), (deputy.Truth, deputy.Earliest));
        Assert.Equal(Truth.No, answers.Single(a => a.Level == Level.FullSenior).Truth);
    }

    private static ApplicationDocument Change(ApplicationDocument document, string section, Func<SectionEntry, SectionEntry> change) =>
        document with { Sections = Replace(document, section, document.Sections[section] with { Entries = [.. document.Sections[section].Entries.Select(change)] }) };

    private static Dictionary<string, SectionContent> Replace(ApplicationDocument document, string section, SectionContent content) =>
        new(document.Sections, StringComparer.Ordinal) { [section] = content };

    private static Dictionary<string, string> With(SectionEntry entry, params string[] pairs)
    {
        var values = new Dictionary<string, string>(entry.Values, StringComparer.Ordinal);
        for (var i = 0; i < pairs.Length; i += 2)
        {
            values[pairs[i]] = pairs[i + 1];
        }

        return values;
    }
}
