using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Forms;

/// <summary>The sections of an application in their order. Drives the page, the check, the printed form, the masking list and the comparison of two submissions.</summary>
public sealed class FormCatalogue
{
    private readonly Dictionary<string, SectionDefinition> _byId;

    public FormCatalogue(IReadOnlyList<SectionDefinition> sections, IReadOnlyList<SectionGroup> groups)
    {
        Sections = [.. sections.OrderBy(s => s.Order)];
        Groups = groups;
        _byId = sections.ToDictionary(s => s.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<SectionDefinition> Sections { get; }

    /// <summary>The headings under which the task list shows sections.</summary>
    public IReadOnlyList<SectionGroup> Groups { get; }

    public SectionDefinition? Find(string id) => _byId.GetValueOrDefault(id);

    public SectionDefinition this[string id] => _byId[id];
}

/// <summary>A heading of the task list, such as 学历与资历.</summary>
public sealed record SectionGroup(string Id, LocalText Name);

public enum SectionShape
{
    /// <summary>One entry.</summary>
    Single = 1,

    /// <summary>Any number of entries, or 无.</summary>
    Entries = 2,
}

/// <summary>Sections that rules understand; Other is filled, shown and printed only.</summary>
public enum SectionKind
{
    Other = 0,
    Basics,
    AidXinjiang,
    Education,
    PresentTitle,
    Career,
    Practice,
    Achievements,
    IntellectualProperty,
    Papers,
    Grassroots,
    ContinuingEducation,
    Assessments,
    Putonghua,
    Summary,
    Pledge,
    OtherAttachments,
    SkillQualification,
    Exam,
    Declarations,
}

public sealed record SectionDefinition
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>The id of its <see cref="SectionGroup"/>.</summary>
    public required string Group { get; init; }

    public required SectionKind Kind { get; init; }

    public required SectionShape Shape { get; init; }

    public required IReadOnlyList<FieldDefinition> Fields { get; init; }

    public required IReadOnlyList<SlotDefinition> Slots { get; init; }

    /// <summary>The applicant may say 无 instead of giving entries.</summary>
    public required bool NoneAllowed { get; init; }

    public LocalText? Help { get; init; }

    /// <summary>Experts see the section in the blind dossier (E4).</summary>
    public required bool ExpertsSee { get; init; }

    public required int Order { get; init; }

    /// <summary>Entries without a page in any slot of their own count as none (E1).</summary>
    public required bool EntriesNeedProof { get; init; }

    /// <summary>The section is asked only when this holds; null means always.</summary>
    public AskedWhen? AskedWhen { get; init; }

    public ClauseRef? Clause { get; init; }

    public bool Assumed { get; init; }

    public FieldDefinition? Field(string id) => Fields.FirstOrDefault(f => string.Equals(f.Id, id, StringComparison.Ordinal));

    public SlotDefinition? Slot(string id) => Slots.FirstOrDefault(s => string.Equals(s.Id, id, StringComparison.Ordinal));

    public bool IsAsked(ApplicationDocument document) => AskedWhen?.Holds(document) ?? true;
}

/// <summary>For whom a section, field or slot is asked. Empty lists mean everybody.</summary>
public sealed record AskedWhen
{
    public IReadOnlyList<Level> Levels { get; init; } = [];

    public IReadOnlyList<UnitKind> UnitKinds { get; init; } = [];

    public IReadOnlyList<ProgrammeKind> Kinds { get; init; } = [];

    public IReadOnlyList<string> Specialties { get; init; } = [];

    public IReadOnlyList<string> Series { get; init; } = [];

    public IReadOnlyList<Tier> Tiers { get; init; } = [];

    public IReadOnlyList<Channel> Channels { get; init; } = [];

    public bool Holds(ApplicationDocument document) =>
        (Levels.Count == 0 || Has(Levels, document.Level))
        && (UnitKinds.Count == 0 || Has(UnitKinds, document.Unit.Kind))
        && (Kinds.Count == 0 || Has(Kinds, document.Kind))
        && (Specialties.Count == 0 || Has(Specialties, document.Specialty))
        && (Series.Count == 0 || Has(Series, document.Series))
        && (Tiers.Count == 0 || Has(Tiers, document.Unit.Tier))
        && (Channels.Count == 0 || Has(Channels, document.Channel));

    private static bool Has<T>(IReadOnlyList<T> list, T value)
        where T : struct, Enum
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(list[i], value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(IReadOnlyList<string> list, string value)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (string.Equals(list[i], value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

public enum FieldType
{
    Text = 1,
    LongText = 2,
    Date = 3,
    Month = 4,
    Year = 5,
    Number = 6,
    Choice = 7,
    YesNo = 8,
}

public sealed record FieldChoice(string Id, LocalText Name);

public sealed record FieldDefinition
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required FieldType Type { get; init; }

    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>No field stays empty: 'none' is written 无 (D4). False only for fields that have no meaning without another, such as an end date.</summary>
    public bool Required { get; init; } = true;

    public int MaxLength { get; init; } = 200;

    public LocalText? Hint { get; init; }

    public bool ExpertsSee { get; init; } = true;

    /// <summary>Printed on the official form and never readable by rules: sex, ethnic group, political affiliation, names.</summary>
    public required bool PrintedOnly { get; init; }

    /// <summary>Asked only when another field of the entry has one of these values.</summary>
    public FieldCondition? When { get; init; }

    public ClauseRef? Clause { get; init; }
}

/// <summary>A field that is asked only when another has one of some values.</summary>
public sealed record FieldCondition(string Field, IReadOnlyList<string> In)
{
    public bool Holds(SectionEntry entry) => Has(entry[Field]);

    /// <summary>Whether the value of the other field is one of those meant.</summary>
    public bool Has(string? value)
    {
        for (var i = 0; value is not null && i < In.Count; i++)
        {
            if (string.Equals(In[i], value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

public enum SlotFiller
{
    Applicant = 1,
    Unit = 2,
}

public sealed record SlotDefinition
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>JPG, PNG, PDF.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    public required int MinPages { get; init; }

    public required int MaxPages { get; init; }

    /// <summary>The entry's field that makes the slot required; null when <see cref="MinPages"/> alone decides.</summary>
    public FieldCondition? RequiredWhen { get; init; }

    /// <summary>Filling any slot of the same group is enough, or as many as <see cref="GroupNeeds"/> says ('any two of three').</summary>
    public string? AlternativeGroup { get; init; }

    /// <summary>How many slots of the alternative group must be filled.</summary>
    public int GroupNeeds { get; init; } = 1;

    /// <summary>All slots of the alternative group must be filled unless this holds ('all three if obtained elsewhere').</summary>
    public FieldCondition? GroupAllUnless { get; init; }

    public AskedWhen? AskedWhen { get; init; }

    /// <summary>Evidence of identity is never shown to experts (E4a).</summary>
    public required bool ExpertsSee { get; init; }

    /// <summary>Each page must be answered for masking (E5); false exactly where experts do not see it.</summary>
    public bool NeedsMaskAnswer => ExpertsSee;

    /// <summary>Filled for each entry rather than once for the section.</summary>
    public required bool PerEntry { get; init; }

    public required SlotFiller FilledBy { get; init; }

    public LocalText? Hint { get; init; }

    public ClauseRef? Clause { get; init; }

    public bool IsAsked(ApplicationDocument document) => AskedWhen?.Holds(document) ?? true;
}
