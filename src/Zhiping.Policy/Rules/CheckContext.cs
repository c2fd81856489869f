using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>One check in flight: the document, laid out by section, and the findings so far.</summary>
internal sealed partial class CheckContext
{
    private int[] _valuesFrom = [];
    private int[] _countsFrom = [];
    private int[] _entriesFrom = [];
    private int[] _entries = [];
    private bool[] _asked = [];
    private ulong[] _filled = new ulong[64];
    private ulong[] _tooLong = new ulong[64];
    private string?[] _values = new string?[256];
    private int[] _counts = new int[256];
    private FactValue[] _facts = new FactValue[256];
    private FactType[] _read = new FactType[256];
    private SlotDefinition?[] _slots = new SlotDefinition?[64];
    private List<Finding>? _findings;

    public CheckContext() => Record = new PersonRecord(this);

    public CompiledNotice Compiled { get; private set; } = null!;

    public Notice Notice => Compiled.Notice;

    public ApplicationDocument Document { get; private set; } = null!;

    public CheckInstant At { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public SectionContent?[] Contents { get; private set; } = [];

    /// <summary>What the document says of the person: title, education, delays, class hours.</summary>
    public PersonRecord Record { get; }

    public IReadOnlyList<Finding> Findings => _findings ?? (IReadOnlyList<Finding>)[];

    public int FindingCount => _findings?.Count ?? 0;

    /// <summary>Where the values of the entry that a filter looks at begin.</summary>
    public int EntryAt { get; set; }

    /// <summary>What is wrong with any page at all, so that a check need not look when nothing is.</summary>
    public PageFaults Faults { get; private set; }

    private int CountsOf(int section, int entry) => _countsFrom[section] + ((entry + 1) * (Compiled.Sections[section].Slots.Length + 1));

    /// <summary>Whether the section is asked of this application.</summary>
    public bool Asked(int section) => _asked[section];

    /// <summary>The slot of a page, or null where the form has none.</summary>
    public SlotDefinition? SlotOf(int page) => _slots[page];

    /// <summary>The trimmed value of a field of an entry, or null when it is missing or blank.</summary>
    public string? Value(int section, int entry, int field) => _values[ValuesAt(section, entry) + field];

    /// <summary>The values of an entry in the order of the section's fields.</summary>
    public ReadOnlySpan<string?> ValuesOf(int section, int entry) => _values.AsSpan(ValuesAt(section, entry), Compiled.Sections[section].Fields.Length);

    /// <summary>The fields of an entry whose form is to be judged, as bits: those that are filled and no text, and those that are too long. Says nothing where the section has more fields than bits.</summary>
    public ulong FormsOf(int section, int entry) =>
        (_filled[_entriesFrom[section] + entry] & Compiled.Sections[section].FormedFields) | _tooLong[_entriesFrom[section] + entry];

    /// <summary>Whether an entry has every field that is asked of it. False says nothing where the section has more fields than bits.</summary>
    public bool IsFull(int section, int entry)
    {
        var compiled = Compiled.Sections[section];
        var filled = _filled[_entriesFrom[section] + entry];
        if (compiled.Fields.Length > CompiledSection.MostBits || (compiled.AskedFields & ~filled) != 0)
        {
            return false;
        }

        foreach (var field in compiled.SometimesAsked)
        {
            if ((filled & (1UL << field)) == 0 && compiled.AskedBy[field] is var by and >= 0
                && Value(section, entry, by) is { } value && compiled.AskedFor[field].AsSpan().Contains(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where the values of an entry begin.</summary>
    public int ValuesAt(int section, int entry) => _valuesFrom[section] + (entry * Compiled.Sections[section].Fields.Length);

    /// <summary>A value by its place as it was written.</summary>
    public string? ValueAt(int place) => _values[place];

    /// <summary>A value by its place, read as a type once a check.</summary>
    public ref readonly FactValue FactAt(int place, FactType type)
    {
        if (_read[place] != type)
        {
            _facts[place] = ConditionCompiler.Read(_values[place], type);
            _read[place] = type;
        }

        return ref _facts[place];
    }

    /// <summary>How many entries the section of a field has.</summary>
    public int CountOf(FieldPlace field) => field.Section >= 0 ? _entries[field.Section] : 0;

    /// <summary>How many entries a section has.</summary>
    public int CountOf(int section) => _entries[section];

    /// <summary>The text of a field in an entry, or null.</summary>
    public string? Text(FieldPlace field, int entry) => field.Field < 0 || entry >= CountOf(field) ? null : _values[ValuesAt(field.Section, entry) + field.Field];

    /// <summary>The day of a field in an entry, or null.</summary>
    public DateOnly? Day(FieldPlace field, int entry) =>
        field.Field >= 0 && entry < CountOf(field) && FactAt(ValuesAt(field.Section, entry) + field.Field, FactType.Date) is { Known: true, Whole: var day }
            ? DateOnly.FromDayNumber((int)day) : null;

    /// <summary>The number of a field in an entry, or null.</summary>
    public decimal? Number(FieldPlace field, int entry) =>
        field.Field >= 0 && entry < CountOf(field) && FactAt(ValuesAt(field.Section, entry) + field.Field, FactType.Number) is { Known: true, Number: var number } ? number : null;

    /// <summary>How many pages an entry has in all; -1 for the section as a whole.</summary>
    public int PagesOf(int section, int entry) => _counts[CountsOf(section, entry)];

    /// <summary>How many pages a slot holds, for one entry or, with -1, for the section as a whole.</summary>
    public int PagesIn(int section, int slot, int entry) => _counts[CountsOf(section, entry) + 1 + slot];

    public void Add(Finding finding) => (_findings ??= []).Add(finding);

    public SectionContent? Content(SectionKind kind) => Compiled.IndexOf(kind) is var index and >= 0 ? Contents[index] : null;

    public IReadOnlyList<SectionEntry> Entries(SectionKind kind) => Content(kind)?.Entries ?? [];
}

/// <summary>What can be wrong with a page.</summary>
[Flags]
internal enum PageFaults
{
    None = 0,
    WrongFormat = 1,
    NotReady = 2,
    NotUpright = 4,
    NotLegible = 8,
    Unmasked = 16,
    MaskedTooMuch = 32,
}
