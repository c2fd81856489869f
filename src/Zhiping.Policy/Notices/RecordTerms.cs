using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

public enum HoursSubject
{
    Total = 1,
    Specialty = 2,
    General = 3,
}

/// <summary>Hours of one subject that each of some years needs, or all of them together, for some levels and units (G1, G2, G5).</summary>
public sealed record HoursDemand : PlacedItem
{
    public required string Id { get; init; }

    public required HoursSubject Subject { get; init; }

    public required ClassHours Hours { get; init; }

    public required IReadOnlyList<int> Years { get; init; }

    /// <summary>The hours of the years are added up; a year of exemption counts as its share.</summary>
    public bool Together { get; init; }

    public required IReadOnlyList<Band> Bands { get; init; }

    /// <summary>Not asked of first applications.</summary>
    public required bool NotFirstApplication { get; init; }

    /// <summary>Years that are not over at the check's instant are findings to mind, not to fix.</summary>
    public required bool CurrentYearMayFollow { get; init; }
}

public sealed record ContinuingEducationTerms : NoticeItem
{
    public required IReadOnlyList<HoursDemand> Demands { get; init; }

    /// <summary>From this year on specialty certificates come from the platform.</summary>
    public int? SpecialtyFromPlatformSince { get; init; }

    public int? GeneralFromPlatformSince { get; init; }

    /// <summary>Where exemptions are granted, by form of posting (G4).</summary>
    public required IReadOnlyList<HoursExemption> Exemptions { get; init; }
}

public sealed record HoursExemption : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required LocalText GrantedBy { get; init; }
}

public sealed record SeniorityCutOff : NoticeItem
{
    public required DateOnly Day { get; init; }

    /// <summary>Achievements may have another.</summary>
    public DateOnly? Achievements { get; init; }
}

/// <summary>Levels of the Putonghua test, best first: 一级甲等 … 三级乙等.</summary>
public enum PutonghuaLevel
{
    Level1A = 1,
    Level1B = 2,
    Level2A = 3,
    Level2B = 4,
    Level3A = 5,
    Level3B = 6,
}

public sealed record PutonghuaDemand : NoticeItem
{
    public required string Id { get; init; }

    public required PutonghuaLevel AtLeast { get; init; }

    public required IReadOnlyList<UnitKind> UnitKinds { get; init; }

    /// <summary>Occupations in the Putonghua section: presenter, chinese-presenter; empty for all.</summary>
    public required IReadOnlyList<string> Occupations { get; init; }
}

/// <summary>Days a year of service at the grassroots (C12).</summary>
public sealed record GrassrootsTerms : NoticeItem
{
    public required int DaysPerYear { get; init; }

    public required IReadOnlyList<int> Years { get; init; }

    public required IReadOnlyList<string> Specialties { get; init; }

    public required IReadOnlyList<Level> Levels { get; init; }

    public required bool CurrentYearMayFollow { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }
}

/// <summary>Annual assessments: which years are shown, and how many years each weak one delays (C6, D5).</summary>
public sealed record AssessmentTerms : NoticeItem
{
    public required IReadOnlyList<int> Years { get; init; }

    /// <summary>Whose assessments are asked; empty for all kinds of unit.</summary>
    public required IReadOnlyList<UnitKind> UnitKinds { get; init; }

    public required int BasicallyQualifiedDelay { get; init; }

    public required int UnqualifiedDelay { get; init; }

    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }
}

/// <summary>One row of the ladder: with this education and present level, after so many years, this level may be applied for.</summary>
public sealed record LadderRow : PlacedItem
{
    public required string Id { get; init; }

    public required Level Level { get; init; }

    public required IReadOnlyList<ProgrammeKind> Kinds { get; init; }

    /// <summary>At least this degree or education; null where none is asked.</summary>
    public string? Education { get; init; }

    /// <summary>Null where no title is needed first.</summary>
    public Level? PresentLevel { get; init; }

    public int YearsInTitle { get; init; }

    public int YearsInSpecialty { get; init; }

    /// <summary>Null but on the skilled-worker route: senior-worker, technician, senior-technician.</summary>
    public string? SkillQualification { get; init; }
}

/// <summary>A check that the platform knows how to make; the notice says whether, how severe, and on what clause.</summary>
public sealed record StandardCheck : NoticeItem
{
    /// <summary>One of <see cref="StandardChecks.All"/>.</summary>
    public required string Id { get; init; }

    public required RuleSeverity Severity { get; init; }
}
