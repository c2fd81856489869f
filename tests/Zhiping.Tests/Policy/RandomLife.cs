using System.Globalization;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Policy;

/// <summary>What a drawn life may hold under a notice: its specialties, kinds and levels, and the years that it asks about.</summary>
internal sealed record LifeRange(
    (string Series, string Specialty)[] Specialties, Level[] Levels, ProgrammeKind[] Kinds, int[] HourYears, int[] AssessedYears, int[] ServiceYears, DateTime Today, bool Teaches = false);

/// <summary>One invented working life in plain values, and the form that its person would hand in.</summary>
internal sealed record RandomLife
{
    public static readonly string[] Educations = ["junior-secondary", "senior-secondary", "secondary", "college", "bachelor", "double-bachelor", "master", "doctor"];
    public static readonly string[] Skills = ["senior-worker", "technician", "senior-technician"];
    public static readonly string[] PutonghuaLevels = ["Level1A", "Level1B", "Level2A", "Level2B", "Level3A", "Level3B"];
    private static readonly string[] Results = ["excellent", "qualified", "basically-qualified", "unqualified"];
    private static readonly string[] Forms = ["village-posting", "preschool-teaching", "inland-service", "first-secretary", "temple-posting", "cooperative"];
    private static readonly ApplicationDocument Blank = Files.Good with { Pages = [] };

    public required (string Series, string Specialty) Subject { get; init; }

    public required Level Wanted { get; init; }

    public required ProgrammeKind Kind { get; init; }

    public required UnitKind Unit { get; init; }

    public required Tier Tier { get; init; }

    public bool Retired { get; init; }

    public bool CivilServant { get; init; }

    public bool UnderSanction { get; init; }

    public bool First { get; init; }

    public bool YearsProof { get; init; }

    public required string Education { get; init; }

    public Level? Held { get; init; }

    public DateTime Obtained { get; init; }

    /// <summary>The first day of the month in which work in the specialty began.</summary>
    public DateTime Since { get; init; }

    public required string Skill { get; init; }

    public DateTime SkillSince { get; init; }

    public required Dictionary<int, string> Assessed { get; init; }

    public required Dictionary<int, (int Specialty, int General, bool Exempt)> Hours { get; init; }

    /// <summary>By year: the form of the service, its days and whether it was assessed excellent.</summary>
    public required Dictionary<int, (string Form, int Days, bool Excellent)> Service { get; init; }

    public required string? Putonghua { get; init; }

    public required string Occupation { get; init; }

    public DateTime? AidFrom { get; init; }

    public bool AidEnded { get; init; }

    public int Works { get; init; }

    public int Papers { get; init; }

    public int Surveys { get; init; }

    public (int Year, bool AtLine)? Exam { get; init; }

    public Load? Teaching { get; init; }

    /// <summary>A party-school teacher's hours: asked, taught, waived, and tenths of a thousand characters of converted papers by rank of journal.</summary>
    public sealed record Load(int Asked, int Taught, int Waived, bool Study, int StudyWaived, int CoreTenths, int ProvincialTenths, int OtherTenths);

    public static RandomLife Make(Random random, LifeRange range)
    {
        bool Now(int oneIn) => random.Next(oneIn) == 0;
        T Of<T>(T[] list) => list[random.Next(list.Length)];
        DateTime Day() => range.Today.AddDays(-random.Next(3900));
        var wanted = Of(range.Levels);
        var since = Day();
        return new RandomLife
        {
            Subject = Of(range.Specialties),
            Wanted = wanted,
            Kind = Now(2) ? ProgrammeKind.Evaluation : Of(range.Kinds),
            Unit = (UnitKind)random.Next(1, 6),
            Tier = (Tier)random.Next(1, 4),
            Retired = Now(30),
            CivilServant = Now(30),
            UnderSanction = Now(15),
            First = Now(4),
            YearsProof = Now(2),
            Education = Of(Educations),
            Held = Now(4) ? null : Now(2) && wanted > Level.Entry ? wanted - 1 : (Level)random.Next(1, 6),
            Obtained = Day(),
            Since = new DateTime(since.Year, since.Month, 1),
            Skill = Of(Skills),
            SkillSince = Day(),
            Assessed = range.AssessedYears.Where(_ => !Now(12)).ToDictionary(y => y, _ => Results[Now(3) ? random.Next(4) : 1]),
            Hours = range.HourYears.ToDictionary(y => y, _ => (45 + random.Next(6) * 15, 15 + random.Next(6) * 10, Now(6))),
            Service = range.ServiceYears.Where(_ => !Now(5)).ToDictionary(y => y, _ => (Forms[Now(4) ? random.Next(6) : random.Next(4)], random.Next(50, 90), !Now(4))),
            Putonghua = Now(8) ? null : Of(PutonghuaLevels),
            Occupation = Of(["other", "other", "presenter", "chinese-presenter"]),
            AidFrom = Now(4) ? range.Today.AddDays(1 - range.Today.Day).AddMonths(-random.Next(1, 24)) : null,
            AidEnded = Now(3),
            Works = random.Next(4),
            Papers = random.Next(2),
            Surveys = random.Next(2),
            Exam = Now(6) ? null : (random.Next(range.Today.Year - 7, range.Today.Year + 2), Now(2)),
            Teaching = !range.Teaches ? null : new Load(random.Next(30, 60) * 4, random.Next(30, 50) * 4, random.Next(3) * 20, Now(2), random.Next(2) * 40, random.Next(3) * 13, random.Next(3) * 17, Now(5) ? 9 : 0),
        };
    }

    public ApplicationDocument Document(string notice)
    {
        var sections = new Dictionary<string, SectionContent>(StringComparer.Ordinal)
        {
            ["basics"] = Content(Entry("b", "firstEmployment", "2000-07", "specialtySince", Month(Since), "firstApplication", YesNo(First))),
            ["education"] = Content(Entry("e", "level", Education)),
            ["presentTitle"] = Held is { } level ? Content(Entry("t", "level", $"{level}", "obtained", Text(Obtained))) : new SectionContent { None = true },
            ["skillQualification"] = Content(Entry("s", "level", Skill, "obtained", Text(SkillSince))),
            ["assessments"] = Content([.. Assessed.Select(a => Entry($"a{a.Key}", "year", $"{a.Key}", "result", a.Value))]),
            ["grassroots"] = Content([.. Service.Select(g => Entry($"g{g.Key}", "year", $"{g.Key}", "form", g.Value.Form, "days", $"{g.Value.Days}", "assessment", g.Value.Excellent ? "excellent" : "qualified"))]),
            ["continuingEducation"] = Content([.. Hours.SelectMany(h => h.Value.Exempt
                ? [Entry($"x{h.Key}", "year", $"{h.Key}", "subject", "exemption", "form", "village-posting")]
                : (SectionEntry[])[
                    Entry($"h{h.Key}", "year", $"{h.Key}", "subject", "specialty", "hours", $"{h.Value.Specialty}"),
                    Entry($"i{h.Key}", "year", $"{h.Key}", "subject", "general", "hours", $"{h.Value.General}")])]),
            ["putonghua"] = Putonghua is null ? new SectionContent { None = true } : Content(Entry("m", "level", Putonghua, "occupation", Occupation)),
            ["aidXinjiang"] = AidFrom is not { } from ? new SectionContent { None = true }
                : Content(AidEnded ? Entry("a", "from", Month(from), "until", Month(from)) : Entry("a", "from", Month(from))),
            ["papers"] = Content([
                .. Enumerable.Range(0, Works).Select(i => Entry($"w{i}", "kind", i % 2 == 0 ? "work" : "summary")),
                .. Enumerable.Range(0, Papers).Select(i => Entry($"p{i}", "kind", "paper")),
                .. Enumerable.Range(0, Surveys).Select(i => Entry($"v{i}", "kind", "survey-report"))]),
            ["exam"] = Exam is not { } exam ? SectionContent.Empty : Content(Entry("x", "year", $"{exam.Year}", "line", exam.AtLine ? "national" : "below")),
        };
        if (Teaching is { } load)
        {
            sections["papers"] = Content([.. Converted("core", load.CoreTenths), .. Converted("provincial", load.ProvincialTenths), .. Converted("other", load.OtherTenths)]);
            sections["practice"] = Content(Entry("l", "kind", "teaching-load", "hours", $"{load.Taught}", "signedByLeader", "yes", "countedAsGrassroots", "no"));
            sections["teachingLoad"] = Content(Entry("k", "required", $"{load.Asked}", "grassrootsWaived", $"{load.Waived}", "approvedStudy", YesNo(load.Study), "studyWaived", $"{load.StudyWaived}"));
        }

        return Blank with
        {
            NoticeId = notice,
            Series = Subject.Series,
            Specialty = Subject.Specialty,
            Level = Wanted,
            Kind = Kind,
            Unit = new UnitFacts { Kind = Unit, Tier = Tier, County = Tier == Tier.Prefecture ? null : "wensu" },
            Applicant = Blank.Applicant with { Retired = Retired, CivilServant = CivilServant, UnderSanction = UnderSanction, FirstApplication = First },
            Sections = sections,
            Pages = YearsProof ? [new PageFact { Section = "others", Slot = "years-proof", Number = 1, Format = "JPG", Sha256 = new string('5', 64), Ready = true, Upright = true, Legible = true }] : [],
        };
    }

    private static SectionEntry[] Converted(string rank, int tenths) =>
        tenths == 0 ? [] : [Entry("c" + rank, "rankOfJournal", rank, "characters", $"{tenths / 10}.{tenths % 10}", "convertedToHours", "yes", "published", "yes", "supplement", "no")];

    private static string YesNo(bool yes) => yes ? "yes" : "no";

    private static string Text(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Month(DateTime day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static SectionContent Content(params SectionEntry[] entries) => new() { Entries = entries };

    private static SectionEntry Entry(string id, params string[] pairs) => new()
    {
        Id = id,
        Values = Enumerable.Range(0, pairs.Length / 2).ToDictionary(i => pairs[2 * i], i => pairs[(2 * i) + 1], StringComparer.Ordinal),
    };
}
