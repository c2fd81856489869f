using System.Globalization;
using Zhiping.Notices;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Portals;

/// <summary>What a visitor says in 测一测; nothing of it is kept. What is not said is unknown, never no.</summary>
/// <param name="Specialty">Series and specialty, as series/specialty.</param>
/// <param name="Title">The present level, or none.</param>
/// <param name="Obtained">The month in which the present title was obtained, yyyy-MM.</param>
/// <param name="Since">The month since when the visitor works in the specialty, yyyy-MM.</param>
public sealed record WhatIfFacts(string Specialty, string? Education, Level? Title, string? Obtained, string? Since)
{
    public UnitKind UnitKind { get; init; } = UnitKind.PublicInstitution;

    public Tier Tier { get; init; } = Tier.County;

    public string? County { get; init; }

    public Channel Channel { get; init; } = Channel.Targeted;

    /// <summary>A skill qualification and the month in which it was obtained.</summary>
    public string? Skill { get; init; }

    public string? SkillObtained { get; init; }

    public string? Putonghua { get; init; }

    public bool? FirstApplication { get; init; }

    public bool Retired { get; init; }

    public bool CivilServant { get; init; }

    public bool UnderSanction { get; init; }

    /// <summary>Class hours by year and subject, where they were said.</summary>
    public IReadOnlyDictionary<(int Year, HoursSubject Subject), decimal> Hours { get; init; } = new Dictionary<(int, HoursSubject), decimal>();

    /// <summary>Results of annual assessments by year, where they were said.</summary>
    public IReadOnlyDictionary<int, string> Assessments { get; init; } = new Dictionary<int, string>();

    /// <summary>The year of an exam result, and the line of the notice that it reached; null below every line.</summary>
    public (int Year, string? Line)? Exam { get; init; }

    public Placing At(Level level) => new(UnitKind, Tier, County, Channel, level, Specialty.Split('/')[0], Specialty.Split('/')[^1]);
}

/// <summary>One level with what the ladder says of it.</summary>
public sealed record WhatIfAnswer(LocalText Title, Level Level, Truth Truth, DateOnly? Earliest, IReadOnlyList<LocalText> Words, ClauseRef? Clause, bool Assumed);

/// <summary>One level by one way, clause by clause.</summary>
/// <param name="Missing">What bars it or is not known yet, each with its clause.</param>
/// <param name="Evaluates">Who evaluates it, where the notice carries the directory.</param>
public sealed record WhatIfLevel(EligibilityAnswer Answer, Truth Truth, IReadOnlyList<Finding> Missing, RouteAnswer Evaluates, IReadOnlyList<Deadline> Deadlines);

/// <summary>Asks the notice's own rules what somebody could apply for. (C8)</summary>
public static class WhatIf
{
    /// <summary>The person is taken to be confirmed by the unit: who is not cannot apply at all, and learns so when it comes to it.</summary>
    private static readonly string[] NotAsked = ["confirmed-by-unit", "own-county-known"];

    /// <summary>Every level of the specialty by ordinary evaluation, from the lowest up; a check of the years and the education only. Empty when the notice has no such specialty.</summary>
    public static IReadOnlyList<WhatIfAnswer> Of(PublishedNotice published, WhatIfFacts facts, DateTimeOffset at)
    {
        var notice = published.Notice;
        if (facts.Specialty.Split('/') is not [var series, var specialty] || notice.FindSpecialty(series, specialty) is not { } found)
        {
            return [];
        }

        return
        [
            .. Eligibility.Of(published.Compiled, Document(published, series, specialty, facts), at)
                .Where(a => a.Kind == ProgrammeKind.Evaluation && !found.ByExam.Contains(a.Level) && (facts.Title is not { } held || a.Level > held))
                .Select(a => new WhatIfAnswer(
                    a.Title, a.Level, a.Nearest?.Truth ?? Truth.Unknown, a.Earliest ?? a.Nearest?.Earliest,
                    [.. (a.Nearest?.Parts ?? []).Where(p => a.Nearest!.Truth == Truth.Yes || p.Truth != Truth.Yes).Select(p => p.Words)],
                    a.Nearest?.Row.Clause, a.Nearest?.Row.Assumed ?? true)),
        ];
    }

    /// <summary>Every level of the specialty by every way that the notice offers, each with what is missing, who evaluates it and its deadlines.</summary>
    public static IReadOnlyList<WhatIfLevel> Every(PublishedNotice published, WhatIfFacts facts, DateTimeOffset at)
    {
        var notice = published.Notice;
        if (facts.Specialty.Split('/') is not [var series, var specialty] || notice.FindSpecialty(series, specialty) is null)
        {
            return [];
        }

        var document = Document(published, series, specialty, facts);
        return [.. Eligibility.Of(published.Compiled, document, at).Where(a => facts.Title is not { } held || a.Level > held).Select(a => Level(notice, facts, document, a))];
    }

    /// <summary>The choices of a field of a section of the notice's form; empty where the form has none.</summary>
    public static IReadOnlyList<FieldChoice> Choices(Notice notice, SectionKind kind, string field) =>
        notice.Form.Sections.FirstOrDefault(s => s.Kind == kind)?.Field(field)?.Choices ?? [];

    /// <summary>The choices of education that the notice's form offers.</summary>
    public static IReadOnlyList<FieldChoice> Educations(Notice notice) => Choices(notice, SectionKind.Education, "level");

    private static WhatIfLevel Level(Notice notice, WhatIfFacts facts, ApplicationDocument document, EligibilityAnswer answer)
    {
        var missing = answer.Bars.Where(b => !NotAsked.Contains(b.RuleId, StringComparer.Ordinal))
            .Select(b => IsSaid(notice, facts, b) ? b : b with { Severity = Severity.Unknown }).ToList();
        var truth = missing.Exists(b => b.Severity == Severity.MustFix) ? Truth.No : missing.Count > 0 ? Truth.Unknown : Truth.Yes;
        var route = NoticeRoute.Of(notice, document.Unit, facts.Channel, document.Series, document.Specialty, answer.Level);
        var deadlines = NoticeDeadlines.Of(notice, new DeadlineFacts { UnitKind = facts.UnitKind, Tier = facts.Tier, County = facts.County, Channel = facts.Channel, Level = answer.Level, Series = document.Series, Specialty = document.Specialty });
        return new WhatIfLevel(answer, truth, missing, route, deadlines);
    }

    /// <summary>False where the finding is about something that the visitor did not say: then it is still to be shown, not missing.</summary>
    private static bool IsSaid(Notice notice, WhatIfFacts facts, Finding finding) => notice.Form.Find(finding.Section)?.Kind switch
    {
        SectionKind.ContinuingEducation => facts.Hours.Count > 0,
        SectionKind.Putonghua => facts.Putonghua is not null,
        SectionKind.Assessments => facts.Assessments.Count > 0,
        SectionKind.Basics or SectionKind.Education or SectionKind.PresentTitle or SectionKind.SkillQualification => true,
        SectionKind.Exam => facts.Exam is not null,
        _ => false,
    };

    private static ApplicationDocument Document(PublishedNotice published, string series, string specialty, WhatIfFacts facts)
    {
        var sections = new Dictionary<string, SectionContent>(StringComparer.Ordinal);
        Put(SectionKind.Basics, [Values(("specialtySince", facts.Since), ("firstApplication", facts.FirstApplication switch { true => "yes", false => "no", null => null }))]);
        Put(SectionKind.Education, [Values(("level", facts.Education))]);
        Put(SectionKind.PresentTitle, facts.Title is { } level ? [Values(("level", level.ToString()), ("obtained", First(facts.Obtained)))] : []);
        Put(SectionKind.SkillQualification, facts.Skill is null ? [] : [Values(("level", facts.Skill), ("obtained", First(facts.SkillObtained)))]);
        Put(SectionKind.Putonghua, facts.Putonghua is null ? [] : [Values(("level", facts.Putonghua), ("occupation", "other"))]);
        Put(SectionKind.ContinuingEducation, [.. facts.Hours.Select(h => Values(
            ("year", h.Key.Year.ToString(CultureInfo.InvariantCulture)), ("subject", h.Key.Subject == HoursSubject.Specialty ? "specialty" : "general"), ("hours", h.Value.ToString(CultureInfo.InvariantCulture))))]);
        Put(SectionKind.Assessments, [.. facts.Assessments.Select(a => Values(("year", a.Key.ToString(CultureInfo.InvariantCulture)), ("result", a.Value)))]);
        Put(SectionKind.Exam, facts.Exam is not { } exam ? [] : [Values(("year", exam.Year.ToString(CultureInfo.InvariantCulture)), ("line", exam.Line))]);
        return new ApplicationDocument
        {
            NoticeId = published.Notice.Id,
            Revision = published.Number,
            Series = series,
            Specialty = specialty,
            Level = Policy.Quantities.Level.Entry,
            Kind = ProgrammeKind.Evaluation,
            Channel = facts.Channel,
            Unit = new UnitFacts { Kind = facts.UnitKind, Tier = facts.Tier, County = facts.County },
            Applicant = new ApplicantFacts
            {
                Retired = facts.Retired, CivilServant = facts.CivilServant, UnderSanction = facts.UnderSanction, ConfirmedByUnit = true, FirstApplication = facts.FirstApplication,
            },
            Sections = sections,
            Pages = [],
        };

        void Put(SectionKind kind, IReadOnlyList<Dictionary<string, string>> entries)
        {
            if (published.Notice.Form.Sections.FirstOrDefault(s => s.Kind == kind) is { } section)
            {
                sections[section.Id] = entries.Count == 0
                    ? new SectionContent { None = true }
                    : new SectionContent { Entries = [.. entries.Select((e, i) => new SectionEntry { Id = (i + 1).ToString(CultureInfo.InvariantCulture), Values = e })] };
            }
        }

        static Dictionary<string, string> Values(params (string Field, string? Value)[] said) =>
            said.Where(v => v.Value is not null).ToDictionary(v => v.Field, v => v.Value!, StringComparer.Ordinal);

        static string? First(string? month) => month is null ? null : month + "-01";
    }
}
