using System.Globalization;
using System.Text;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

/// <summary>
/// Every check of the platform, each by cases that change one thing in a complete application, against the answers that were read and found right word by word in
/// answers.txt, in both languages, with place, severity and clause. ZHIPING_WRITE_DOCS writes them anew: read the difference before you commit it.
/// </summary>
public sealed class WrittenAnswersTests
{
    private static readonly Dictionary<string, Func<string>> Cases = Checks().Concat(Others()).ToDictionary(c => c.Name, c => c.Answer, StringComparer.Ordinal);

    private static readonly string AnswersFile = Path.Combine(Files.Root, "tests", "Zhiping.Tests", "Policy", "answers.txt");

    private static readonly Lazy<Dictionary<string, string>> Answers = new(() =>
    {
        if (Environment.GetEnvironmentVariable("ZHIPING_WRITE_DOCS") is not null)
        {
            File.WriteAllText(AnswersFile, string.Join("\n", Cases.Select(c => $"# {c.Key}\n{c.Value()}\n")));
        }

        return File.ReadAllText(AnswersFile).Split("# ", StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('\n', 2)).ToDictionary(c => c[0], c => c[1].TrimEnd('\n'), StringComparer.Ordinal);
    });

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    [Requirement("D9", "C4", "C8")]
    public void Answer_IsTheWrittenOne(string name) => Assert.Equal(Answers.Value[name], Cases[name]());

    private static IEnumerable<(string Name, Func<string> Answer)> Checks()
    {
        (string, Func<string>) On(string name, Func<ApplicationDocument, ApplicationDocument> change, string? notice = null, bool unit = false) => (name, () =>
        {
            var compiled = notice is null ? Files.CompiledCulture : PolicyCompiler.Compile(Files.Laid(notice));
            return Say(compiled.Check(change(Files.Good), Files.August20 with { UnitHasActed = unit }));
        });

        yield return On("nothing wrong", d => d);
        yield return On("offered: no such series", d => d with { Series = "nosuch" });
        yield return On("offered: no such specialty", d => d with { Specialty = "nosuch" });
        yield return On("offered: specialty of another series", d => d with { Series = "art" });
        yield return ("offered: by national exam", () => Say(PolicyCompiler.Compile(Files.Read("aksu/2023-general")).Check(Files.Example("aksu-2023-general-by-exam"), Files.August20)));
        yield return On("offered: no such kind", d => d with { Kind = ProgrammeKind.Recognition });
        yield return On("offered: not open to skilled workers", d => d with { Kind = ProgrammeKind.SkilledWorkerRoute });
        yield return On("offered: channel elsewhere", d => d with { Channel = Channel.Recommendation });
        yield return On("offered: channel of private enterprises", d => d with { Channel = Channel.PrivateEnterpriseSpecial });

        yield return On("section: not filled in", d => Without(d, "career"));
        yield return On("section: not filled in, none allowed", d => Without(d, "aidXinjiang"));
        yield return On("section: empty list", d => Section(d, "career", new SectionContent()));
        yield return On("section: none where none is allowed", d => Section(d, "papers", new SectionContent { None = true }));
        yield return On("section: none where it is not", d => Section(d, "career", new SectionContent { None = true }));
        yield return On("section: none and entries", d => Section(d, "career", d.Sections["career"] with { None = true }));
        yield return On("section: twice where once", d => Added(d, "basics", d.Sections["basics"].Entries[0] with { Id = "b2" }));
        yield return On("section: not asked of this level", d => Without(d with { Level = Level.Intermediate }, "grassroots"));

        yield return On("field: blank in a single section", d => Set(d, "basics", "b1", ("position", " ")));
        yield return On("field: blank in an entry", d => Set(d, "career", "c1", ("post", "")));
        yield return On("field: blank in an entry with a title", d => Set(d, "achievements", "w1", ("content", null)));
        yield return On("field: not required", d => Set(d, "presentTitle", "t1", ("appointed", null)));
        yield return On("field: padded with blanks", d => Set(d, "career", "c1", ("post", "  文化活动组织　")));
        yield return On("field: asked by another", d => Set(d, "continuingEducation", "h2022s", ("subject", "exemption"), ("form", null), ("hours", null)));
        foreach (var (field, value) in ((string, string)[])[("obtained", "2018-13-01"), ("obtained", "2018-02-30"), ("obtained", "2018-11"), ("obtained", "1899-01-01"), ("obtained", "9999-12-31"), ("obtained", "2018-1-1"), ("level", "Chief"), ("inXinjiang", "maybe"), ("title", new string('馆', 41)), ("title", new string('馆', 40))])
        {
            yield return On($"form: title {field} {(value.Length > 30 ? $"of {value.Length} characters" : value)}", d => Set(d, "presentTitle", "t1", (field, value)));
        }

        foreach (var value in (string[])["2021-1", "2021-10-01", "2021-00", "2100-12", "2201-01", "202x-10"])
        {
            yield return On($"form: month {value}", d => Set(d, "achievements", "w1", ("date", value)));
        }

        foreach (var value in (string[])["1939", "1940", "2101", "20211", "20x1"])
        {
            yield return On($"form: year {value}", d => Set(d, "assessments", "a2021", ("year", value)));
        }

        foreach (var value in (string[])["60.5", "-60", "6e1", "1,000", "1000000000000", "999999999999", "99999999999999999999999999999999", "六十"])
        {
            yield return On($"form: number {value}", d => Set(d, "grassroots", "g2022", ("days", value)));
        }

        yield return On("proof: none for an entry", d => Pages(d, p => p.Entry != "w1"));
        yield return On("proof: none for an entry without a title", d => Pages(d, p => p.Entry != "a2022"));
        yield return On("slot: missing", d => Pages(d, p => p.Slot != "id-front"));
        yield return On("slot: too many pages", d => d with { Pages = [.. d.Pages, Page("basics", null, "id-front", 2)] });
        yield return On("slot: too few pages", d => d, "form: {sections: [{id: basics, slots: [{id: id-front, minPages: 3, maxPages: 4}]}]}");
        yield return On("slot: of the unit, before it acts", d => Pages(d, p => p.Section != "others"));
        yield return On("slot: of the unit, after it has acted", d => Pages(d, p => p.Section != "others"), unit: true);
        yield return On("slot: of an entry", d => Pages(d, p => p is not { Entry: "e2", Slot: "diploma" }));
        yield return On("slot: alternatives of an entry", d => Pages(d, p => p is not { Entry: "e2", Slot: "chsi" or "graduation-form" }));
        yield return On("slot: alternatives of a title", d => Pages(d, p => p is not { Entry: "t1", Slot: "qualification" or "certificate" or "evaluation-form" }));
        yield return On("slot: one alternative of a title", d => Pages(d, p => p is not { Entry: "t1", Slot: "qualification" or "certificate" }));
        yield return On("slot: title from elsewhere", d => Set(Pages(d, p => p is not { Entry: "t1", Slot: "certificate" }), "presentTitle", "t1", ("inXinjiang", "no")));
        yield return On("pages nobody asked for", d => d with { Pages = [.. d.Pages, Page("nosuch", null, "x", 1) with { Format = "EXE" }, Page("career", null, "x", 1) with { Upright = false }, Page("achievements", "nosuch", "proof", 1)] });

        foreach (var (name, change) in ((string, Func<PageFact, PageFact>)[])[
            ("wrong format", p => p with { Format = "PDF" }), ("format in small letters", p => p with { Format = "jpg" }), ("not ready", p => p with { Ready = false }), ("not upright", p => p with { Upright = false }), ("uprightness unknown", p => p with { Upright = null }),
            ("not legible", p => p with { Legible = false }), ("mask not answered", p => p with { Mask = MaskAnswer.Unanswered }), ("mask wanted and none", p => p with { Mask = MaskAnswer.Yes, MaskBoxes = 0 }),
            ("masked", p => p with { Mask = MaskAnswer.Yes, MaskBoxes = 1 }), ("masked to the limit", p => p with { MaskedShare = Files.Culture.Masking.MaxMaskedShare }), ("masked beyond", p => p with { MaskedShare = 0.305m })])
        {
            yield return On($"page: {name}", d => d with { Pages = [.. d.Pages.Select(p => p is { Entry: "w1", Slot: "proof", Number: 1 } ? change(p) : p)] });
            yield return On($"page of the identity card: {name}", d => d with { Pages = [.. d.Pages.Select(p => p.Slot == "id-front" ? change(p) : p)] });
        }

        yield return On("page: two faults on two pages", d => d with { Pages = [.. d.Pages.Select((p, i) => i == 0 ? p with { Upright = false } : i == d.Pages.Count - 1 ? p with { Legible = false } : p)] });

        foreach (var (name, specialty, general) in ((string, string, string)[])[("specialty short", "42", "48"), ("both short", "42", "30"), ("general short", "60", "29.5"), ("enough", "60", "30"), ("more specialty", "90", "0"), ("specialty short by more than the total", "20", "60")])
        {
            yield return On($"hours: {name}", d => Set(Set(d, "continuingEducation", "h2022s", ("hours", specialty)), "continuingEducation", "h2022g", ("hours", general)));
            yield return On($"hours of the running year: {name}", d => Set(Set(d, "continuingEducation", "h2024s", ("hours", specialty)), "continuingEducation", "h2024g", ("hours", general)));
        }

        yield return On("hours: nothing of a year", d => Entries(d, "continuingEducation", e => !e.Id.Contains("2022", StringComparison.Ordinal)));
        yield return On("hours: year unreadable", d => Set(d, "continuingEducation", "h2022s", ("year", "二〇二二")));
        yield return On("hours: subject unknown", d => Set(d, "continuingEducation", "h2022s", ("subject", "other")));
        foreach (var first in (string[])["yes", "no"])
        {
            yield return On($"hours: not asked of first applications, first {first}", d => Set(Entries(d, "continuingEducation", e => false), "basics", "b1", ("firstApplication", first)),
                "continuingEducation: {demands: [{remove: all}, {id: own, subject: General, hours: 30, years: [2022], bands: [Senior], unitKinds: [PublicInstitution], notFirstApplication: true, clause: order40:第一条}]}");
        }

        yield return On("hours: of another band", d => Entries(d with { Level = Level.Intermediate }, "continuingEducation", e => false),
            "continuingEducation: {demands: [{remove: all}, {id: own, subject: General, hours: 30, years: [2022], bands: [Senior], clause: order40:第一条}]}");
        yield return On("hours: of another kind of unit", d => Entries(d, "continuingEducation", e => false),
            "continuingEducation: {demands: [{remove: all}, {id: own, subject: General, hours: 30, years: [2022], unitKinds: [PrivateEnterprise], clause: order40:第一条}]}");
        foreach (var policy in (string[])["First", "LeastFavourable", "All"])
        {
            yield return On($"hours: two demands of a subject, {policy}", d => d,
                $"hitPolicies: {{continuingEducation: {policy}}}\ncontinuingEducation: {{demands: [{{remove: all}}, {{id: a, subject: Specialty, hours: 61, years: [2021, 2022], clause: order40:第一条}}, {{id: b, subject: Specialty, hours: 62, years: [2022, 2023], clause: order40:第一条}}, {{id: c, subject: Specialty, hours: 62, years: [2022], clause: order40:第二条}}]}}");
        }

        foreach (var level in (string?[])[null, "Level3B", "Level3A", "Level2B", "Level1B", "Level9Z"])
        {
            foreach (var occupation in (string[])["other", "presenter", "chinese-presenter"])
            {
                yield return On($"putonghua: {level ?? "nothing"}, {occupation}", d => Set(d, "putonghua", d.Sections["putonghua"].Entries[0].Id, ("level", level), ("occupation", occupation)));
            }
        }

        yield return On("putonghua: the best of two", d => Added(d, "putonghua", new SectionEntry { Id = "x", Values = new Dictionary<string, string> { ["level"] = "Level2A", ["occupation"] = "presenter" } }));
        yield return On("putonghua: first that applies", d => Set(d, "putonghua", d.Sections["putonghua"].Entries[0].Id, ("level", "Level3B"), ("occupation", "presenter")), "hitPolicies: {putonghua: First}");

        foreach (var (name, level, obtained) in ((string, string?, string?)[])[("just enough", "Intermediate", "2020-01-01"), ("a day short", "Intermediate", "2020-01-02"), ("years short", "Intermediate", "2022-06-15"), ("a level below", "Assistant", "2010-01-01"), ("no day", "Intermediate", null), ("no level", null, "2010-01-01"), ("the level itself", "DeputySenior", "2023-01-01"), ("a level above", "FullSenior", "2023-01-01")])
        {
            yield return On($"ladder: {name}", d => Set(d, "presentTitle", "t1", ("level", level), ("obtained", obtained)));
        }

        yield return On("ladder: no title", d => Section(d, "presentTitle", new SectionContent { None = true }));
        yield return On("ladder: title not filled in", d => Without(d, "presentTitle"));
        yield return On("ladder: education not filled in", d => Without(d, "education"));
        yield return On("ladder: education too low", d => Entries(d, "education", e => e.Id == "e1"));
        yield return On("ladder: after a doctorate", d => Set(Set(d, "education", "e2", ("level", "doctor")), "presentTitle", "t1", ("obtained", "2023-01-01")));
        yield return On("ladder: delayed by an assessment", d => Set(Set(d, "assessments", "a2022", ("result", "unqualified")), "presentTitle", "t1", ("obtained", "2019-03-10")));
        yield return On("ladder: weak assessment before the title", d => Set(Set(d, "assessments", "a2021", ("result", "unqualified")), "presentTitle", "t1", ("obtained", "2022-03-10")));
        yield return On("ladder: straight to intermediate", d => Set(Section(d with { Level = Level.Intermediate }, "presentTitle", new SectionContent { None = true }), "basics", "b1", ("specialtySince", "2020-02")));
        yield return On("ladder: straight to intermediate, since when unknown", d => Set(Section(d with { Level = Level.Intermediate }, "presentTitle", new SectionContent { None = true }), "basics", "b1", ("specialtySince", null)));
        yield return On("ladder: full senior", d => d with { Level = Level.FullSenior });
        foreach (var skills in (string[])["", "senior-worker:2022-01-01", "senior-worker:2023-01-02", "technician:2021-12-31", "technician:2023-06-01 senior-worker:2019-01-01", "senior-technician:2022-01-01 technician:2021-06-01", "technician", "apprentice:2010-01-01"])
        {
            foreach (var level in (Level[])[Level.Assistant, Level.Intermediate])
            {
                yield return On($"ladder: skilled {skills} for {level}", d => Skilled(d, skills) with { Series = "art", Specialty = "acting", Kind = ProgrammeKind.SkilledWorkerRoute, Level = level });
            }
        }

        foreach (var policy in (string[])["First", "LeastFavourable"])
        {
            yield return On($"ladder: {policy}", d => Set(d, "presentTitle", "t1", ("obtained", "2021-01-01")), $"hitPolicies: {{ladder: {policy}}}");
        }

        yield return On("assessments: a year missing", d => Entries(d, "assessments", e => e.Id != "a2022"));
        yield return On("assessments: years before the first employment", d => Set(Entries(d, "assessments", e => false), "basics", "b1", ("firstEmployment", "2023-01")));
        yield return On("assessments: not asked of this kind of unit", d => Entries(d, "assessments", e => false) with { Unit = d.Unit with { Kind = UnitKind.PrivateEnterprise } });
        yield return On("assessments: no terms", d => Entries(d, "assessments", e => false), "assessments: ~");

        foreach (var lines in (string[])["2009-08:2015-12 2016-02:", "2009-08:2015-12 2016-03:", "2009-08:2015-10 2016-03:", "2016-03: 2009-08:2015-12", "2009-08:2020-01 2010-01:2012-01 2020-04:", "2009-08:2012-01 2009-08:2020-01 2020-04:", "2009-08: 2015-01:2016-01 2018-01:", "2009-09:", ":2015-12 2009-08:", "x:2012-01"])
        {
            yield return On($"career: {lines}", d => Section(d, "career", new SectionContent
            {
                Entries = [.. lines.Split(' ').Select(l => l.Split(':')).Select((l, i) => Entry($"c{i}", ("from", l[0]), ("until", l[1]), ("employer", "云杉县文化馆"), ("post", "辅导")))],
            }));
        }

        foreach (var (year, days) in ((string, string)[])[("2021", "59"), ("2022", "59.5"), ("2023", "0"), ("2024", "59"), ("2024", "60")])
        {
            yield return On($"grassroots: {days} days of {year}", d => Set(d, "grassroots", $"g{year}", ("days", days)));
        }

        yield return On("grassroots: years before the title", d => Set(Entries(d, "grassroots", e => e.Id is "g2024"), "presentTitle", "t1", ("obtained", "2022-05-05")));
        yield return On("grassroots: of another specialty", d => Entries(d with { Series = "broadcasting", Specialty = "broadcasting" }, "grassroots", e => false));
        yield return On("grassroots: two spells of a year", d => Added(Set(d, "grassroots", "g2022", ("days", "20")), "grassroots", Entry("g2", ("year", "2022"), ("days", "40"), ("form", "secondment"), ("place", "乡"), ("content", "辅导"))));
        yield return On("grassroots: current year may not follow", d => Set(d, "grassroots", "g2024", ("days", "1")), "grassroots: {currentYearMayFollow: false}");

        foreach (var date in (string[])["2018-11", "2018-10", "2018-12"])
        {
            yield return On($"since the title: achievement of {date}", d => Set(d, "achievements", "w1", ("date", date)));
            yield return On($"since the title: practice until {date}", d => Set(d, "practice", "p1", ("from", "2018-01"), ("until", date)));
        }

        yield return On("vague words", d => Set(d, "achievements", "w1", ("content", "多次策划演出，大量观众。")), "vagueWords: [多次, 大量, 等]");
        yield return On("vague words: none", d => Set(d, "achievements", "w1", ("content", "多年策划演出42场，大家好评。")), "vagueWords: [多次, 大量]");
        yield return On("vague words: in a short field", d => Set(d, "achievements", "w1", ("title", "多次")), "vagueWords: [多次]");

        foreach (var (level, first, pages) in ((Level, string, bool)[])[(Level.Intermediate, "yes", false), (Level.Intermediate, "yes", true), (Level.Intermediate, "no", false), (Level.Assistant, "yes", false)])
        {
            yield return On($"first application: {level}, {first}, proof {pages}", d =>
            {
                var asked = Set(Section(d with { Level = level }, "presentTitle", new SectionContent { None = true }), "basics", "b1", ("firstApplication", first));
                return pages ? asked with { Pages = [.. asked.Pages, Page("others", null, "years-proof", 1)] } : asked;
            });
        }
    }

    private static IEnumerable<(string Name, Func<string> Answer)> Others()
    {
        (string, Func<string>) Eligible(string name, string notice, ApplicationDocument person, string at) => ($"eligible: {name}", () => string.Join("\n",
            Eligibility.Of(PolicyCompiler.Compile(Files.Read(notice)), person, At(at)).Select(a =>
                $"{a.Level} {a.Kind} {a.Title.Zh}: {a.Truth} {a.Earliest:yyyy-MM-dd} {a.Nearest?.Row.Id} {a.Nearest?.MonthsShort} {a.Nearest?.HardFails}"
                + string.Concat(a.Nearest?.Parts.Select(p => $"\n    {p.Truth} {p.Words.Zh} | {p.Words.En}") ?? []) + string.Concat(a.Bars.Select(b => $"\n    {b.Severity} {b.RuleId} {b.Message.Zh}")))));

        yield return Eligible("a complete application", "aksu/2024-culture", Files.Good, "2024-08-20 10:00");
        yield return Eligible("an assistant of four years", "aksu/2024-culture", Set(Files.Good, "presentTitle", "t1", ("level", "Assistant"), ("obtained", "2020-09-01")), "2024-08-20 10:00");
        yield return Eligible("a technician", "aksu/2024-culture", Skilled(Files.Good, "technician:2022-03-01") with { Series = "art", Specialty = "acting" }, "2024-08-20 10:00");
        yield return Eligible("somebody of whom nothing is known", "aksu/2024-culture", RuleLanguage.Given(""), "2024-08-20 10:00");
        yield return Eligible("a specialty that is not there", "aksu/2024-culture", Files.Good with { Specialty = "nosuch" }, "2024-08-20 10:00");
        foreach (var (notice, example) in ((string, string)[])[("aksu/2023-general", "aksu-2023-general-private-first"), ("aksu/2024-party-school", "aksu-2024-party-school-good"), ("bayingol/2021-culture", "bayingol-2021-culture-good"), ("bayingol/2023-press", "bayingol-2023-press-good")])
        {
            yield return Eligible(example, notice, Files.Example(example), "2024-08-20 10:00");
        }

        foreach (var notice in (string[])["aksu/2023-general", "aksu/2024-culture", "aksu/2024-party-school", "bayingol/2021-culture", "bayingol/2023-press"])
        {
            yield return ($"deadlines: {notice}", () => string.Join("\n", NoticeDeadlines.Of(Files.Read(notice), new DeadlineFacts
            {
                UnitKind = UnitKind.PublicInstitution, Tier = Tier.County, County = "wensu", Level = Level.DeputySenior, ReturnedAt = At($"{notice.Split('/')[1][..4]}-09-03 11:00"), ReturnedBy = OfficeRole.CommitteeOffice,
                UnitPublicityFrom = new DateOnly(int.Parse(notice.Split('/')[1][..4], CultureInfo.InvariantCulture), 8, 20), ResultPublicityFrom = new DateOnly(int.Parse(notice.Split('/')[1][..4], CultureInfo.InvariantCulture), 11, 5),
            }).Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Kind} {d.At:yyyy-MM-dd HH:mm} {d.RuleZh} | {d.RuleEn} | {d.Consequence?.Zh} | {d.EndedBy?.Zh} | {d.EndedBy?.En} | {d.Clause?.Path} {(d.Assumed ? "assumed" : "")} {(d.Suggested ? "suggested" : "")}"))));
        }

        foreach (var (tier, channel, series, specialty, level) in ((Tier, Channel, string, string, Level)[])[
            (Tier.Prefecture, Channel.Targeted, "engineering", "row1", Level.DeputySenior), (Tier.County, Channel.Targeted, "engineering", "row1", Level.Assistant), (Tier.Township, Channel.Recommendation, "engineering", "row17", Level.FullSenior),
            (Tier.County, Channel.Targeted, "engineering", "nosuch", Level.FullSenior), (Tier.County, Channel.PrivateEnterpriseSpecial, "nosuch", "nosuch", Level.Intermediate)])
        {
            yield return ($"route: {tier} {channel} {series} {specialty} {level}", () =>
            {
                var route = NoticeRoute.Of(Files.Read("aksu/2023-general"), new UnitFacts { Kind = UnitKind.PublicInstitution, Tier = tier, County = "wensu" }, channel, series, specialty, level);
                return $"{route.Id} {string.Join(" → ", route.Stops.Select(s => $"{s.Number} {s.Name.Zh} {s.Clause?.Path}{(s.Assumed ? " assumed" : "")}"))} | {route.Evaluates?.Id} {route.Cell?.Way} {string.Join("、", route.Cell?.Bodies ?? [])} | {route.NeedsConfirmation} {route.CommissionLetter} {route.Elsewhere} {route.Note?.Zh}";
            });
        }

        yield return ("simulate: a rule more, a rule less, nothing", () =>
        {
            ApplicationDocument[] people = [Files.Good, Files.Example("aksu-2024-culture-gaps"), Set(Files.Good, "presentTitle", "t1", ("obtained", "2019-12-01")), Files.Good];
            var stricter = PolicyCompiler.Compile(Files.Laid("ladder: [{id: deputy-bachelor, yearsInTitle: 6}]"));
            var renamed = PolicyCompiler.Compile(Files.Laid("form: {sections: [{id: basics, slots: [{id: id-front, name: 身份证正面 | Front, minPages: 2, maxPages: 2}]}]}\nmasking: {maxMaskedShare: 0.5}"));
            return string.Join("\n", ((CompiledNotice, CompiledNotice)[])[(Files.CompiledCulture, stricter), (stricter, Files.CompiledCulture), (Files.CompiledCulture, renamed), (stricter, stricter)] is var pairs
                ? pairs.Select(p => Simulation.Run(p.Item1, p.Item2, people.Select((d, i) => ($"{i}", d)), Files.August20, keep: 3)).Select(r =>
                    $"{r.Applications} {r.Changed} {r.NowBarred} {r.NowAllowed}: {string.Join("; ", r.Flips.Select(f => $"{f.Application} {f.MayBefore} {f.MayAfter} +{string.Join(",", f.Added.Select(a => a.Message.Zh))} -{string.Join(",", f.Removed.Select(a => a.Message.Zh))}"))}") : []);
        });

        foreach (var (text, names, units) in ((string, string[], string[])[])[
            ("我叫苏木清，苏木清的老师", ["苏木清"], []), ("苏 木 清", ["苏木清"], []), ("ＡＢＣ公司与abc", [], ["Abc"]), ("阿依·努尔 阿依努尔", ["阿依•努尔"], []), ("苏", ["苏"], []), ("云杉县文化馆", ["云杉"], ["云杉县文化馆", "文化馆"]), ("木清木清木", ["木清木"], []), ("", ["苏木清"], []), ("没有", ["苏木清"], ["文化馆"])])
        {
            yield return ($"leaks: {text} of {string.Join("、", names.Concat(units))}", () => string.Join("\n", LeakCheck.FindIn(text, names, units).Select(l => $"{l.Start} {l.Length} {l.Found} → {l.WriteInstead.Zh} | {l.WriteInstead.En}")));
        }
    }

    private static string Say(CheckResult result)
    {
        var text = new StringBuilder();
        foreach (var f in result.Findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{f.Severity} {f.RuleId} {f.Section} {f.Entry} {f.Field} {f.Slot} {f.Page}: {f.Message.Zh} {f.Remedy.Zh} | {f.Message.En} {f.Remedy.En} | {f.Clause}{(f.Assumed ? " assumed" : "")}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{(result.MaySubmit ? "may" : "may not")} be submitted, {result.Checked} checked, {result.Passed.Count} passed");
        return text.ToString();
    }

    private static ApplicationDocument Section(ApplicationDocument d, string section, SectionContent content) => d with { Sections = new Dictionary<string, SectionContent>(d.Sections, StringComparer.Ordinal) { [section] = content } };

    private static ApplicationDocument Without(ApplicationDocument d, string section) => d with { Sections = d.Sections.Where(s => s.Key != section).ToDictionary(StringComparer.Ordinal) };

    private static ApplicationDocument Entries(ApplicationDocument d, string section, Func<SectionEntry, bool> kept) => Section(d, section, d.Sections[section] with { Entries = [.. d.Sections[section].Entries.Where(kept)] });

    private static ApplicationDocument Added(ApplicationDocument d, string section, SectionEntry entry) => Section(d, section, d.Sections[section] with { Entries = [.. d.Sections[section].Entries, entry] });

    private static ApplicationDocument Set(ApplicationDocument d, string section, string id, params (string Field, string? Value)[] values) => Section(d, section, d.Sections[section] with
    {
        Entries = [.. d.Sections[section].Entries.Select(e => e.Id != id ? e : e with { Values = e.Values.Where(v => !values.Any(n => n.Field == v.Key)).Concat(values.Where(n => n.Value is not null).Select(n => KeyValuePair.Create(n.Field, n.Value!))).ToDictionary(StringComparer.Ordinal) })],
    });

    private static ApplicationDocument Skilled(ApplicationDocument d, string skills) => Section(Section(d, "presentTitle", new SectionContent { None = true }), "skillQualification", new SectionContent
    {
        Entries = [.. skills.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split(':')).Select((s, i) => Entry($"s{i}", [("level", s[0]), .. s.Length > 1 ? [("obtained", s[1])] : Array.Empty<(string, string)>()]))],
    });

    private static SectionEntry Entry(string id, params (string Field, string Value)[] values) => new() { Id = id, Values = values.Where(v => v.Value.Length > 0).ToDictionary(v => v.Field, v => v.Value, StringComparer.Ordinal) };

    private static ApplicationDocument Pages(ApplicationDocument d, Func<PageFact, bool> kept) => d with { Pages = [.. d.Pages.Where(kept)] };

    private static PageFact Page(string section, string? entry, string slot, int number) => new() { Section = section, Entry = entry, Slot = slot, Number = number, Format = "JPG", Sha256 = "x", Mask = MaskAnswer.No, Ready = true };

    private static DateTimeOffset At(string text) => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), SiteTime.Offset);
}
