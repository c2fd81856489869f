using System.Globalization;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>One check in flight: the document, laid out by section, and the findings so far.</summary>
internal sealed class CheckContext
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

    /// <summary>Lays the document out: values by section, entry and field, pages counted by section, entry and slot. Everything after reads by index.</summary>
    public void Begin(CompiledNotice compiled, ApplicationDocument document, CheckInstant at)
    {
        MakeRoom(compiled.Sections.Length);
        Compiled = compiled;
        Document = document;
        At = at;
        Today = SiteTime.DateOf(at.At);
        _findings = null;
        Record.Forget();
        var sections = Compiled.Sections;
        int values = 0, counts = 0, all = 0;
        Find(document);
        for (var i = 0; i < sections.Length; i++)
        {
            var content = Contents[i];
            _valuesFrom[i] = values;
            _countsFrom[i] = counts;
            _asked[i] = sections[i].Definition.IsAsked(document);
            _entriesFrom[i] = all;
            var entries = content?.Entries.Count ?? 0;
            _entries[i] = entries;
            values = LayOut(sections[i], content, entries, values, all);
            all += entries;

            // For the section as a whole and for each entry: pages in all, then by slot.
            counts += (entries + 1) * (sections[i].Slots.Length + 1);
        }

        Array.Clear(_read, 0, values);
        CountPages(document, counts);
    }

    /// <summary>The same document under another revision that has the same form and asks the same of pages: what was laid out stands.</summary>
    public void Revise(CompiledNotice compiled)
    {
        Compiled = compiled;
        _findings = null;
        Record.Forget();
    }

    /// <summary>Puts each section's content in its place.</summary>
    private void Find(ApplicationDocument document)
    {
        var sections = Compiled.Sections;
        if (document.Sections is not Dictionary<string, SectionContent> known)
        {
            for (var i = 0; i < sections.Length; i++)
            {
                Contents[i] = document.Sections.TryGetValue(sections[i].Id, out var found) ? found : null;
            }

            return;
        }

        Array.Clear(Contents);
        var position = 0;
        foreach (var (key, content) in known)
        {
            if (PlaceOf(key, Compiled.SectionIds, Compiled.SectionOrder, position++) is var place and >= 0)
            {
                Contents[place] = content;
            }
        }
    }

    /// <summary>
    /// The place of a name among names, or -1. Applications are written in one order nearly always: what stood last at a position is tried first.
    /// Threads may write the order at once; whatever stands there is only a guess.
    /// </summary>
    private static int PlaceOf(string key, string[] names, int[] order, int position)
    {
        var guess = position < order.Length ? order[position] : -1;
        if ((uint)guess < (uint)names.Length && string.Equals(names[guess], key, StringComparison.Ordinal))
        {
            return guess;
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (string.Equals(names[i], key, StringComparison.Ordinal))
            {
                if (position < order.Length)
                {
                    order[position] = i;
                }

                return i;
            }
        }

        return -1;
    }

    private void MakeRoom(int sections)
    {
        if (Contents.Length < sections)
        {
            Contents = new SectionContent?[sections];
            _valuesFrom = new int[sections];
            _countsFrom = new int[sections];
            _entriesFrom = new int[sections];
            _entries = new int[sections];
            _asked = new bool[sections];
        }
    }

    private int LayOut(CompiledSection section, SectionContent? content, int entries, int at, int entry)
    {
        var fields = section.Fields;
        if (entry + entries > _filled.Length)
        {
            Array.Resize(ref _filled, (entry + entries) * 2);
            Array.Resize(ref _tooLong, _filled.Length);
        }

        if (at + (entries * fields.Length) > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(_values.Length * 2, at + (entries * fields.Length)));
            _facts = new FactValue[_values.Length];
            _read = new FactType[_values.Length];
        }

        for (var e = 0; e < entries; e++)
        {
            var given = content!.Entries[e].Values;
            var row = _values.AsSpan(at, fields.Length);
            at += fields.Length;
            if (given is Dictionary<string, string> known)
            {
                (_filled[entry + e], _tooLong[entry + e]) = Walk(section, known, row);
            }
            else
            {
                var (bits, tooLong) = (0UL, 0UL);
                for (var f = 0; f < fields.Length; f++)
                {
                    row[f] = given.TryGetValue(fields[f].Id, out var value) ? Trimmed(value) : null;
                    bits |= row[f] is null ? 0UL : 1UL << f;
                    tooLong |= row[f]?.Length > section.MaxLengths[f] ? 1UL << f : 0UL;
                }

                (_filled[entry + e], _tooLong[entry + e]) = (bits, tooLong);
            }
        }

        return at;
    }

    /// <summary>Goes through what was given once.</summary>
    private static (ulong Filled, ulong TooLong) Walk(CompiledSection section, Dictionary<string, string> given, Span<string?> row)
    {
        row.Clear();
        var (bits, tooLong) = (0UL, 0UL);
        var (names, order, lengths, position) = (section.Ids, section.Order, section.MaxLengths, 0);
        foreach (var (key, value) in given)
        {
            if (PlaceOf(key, names, order, position++) is var place and >= 0 && Trimmed(value) is { } text)
            {
                row[place] = text;
                bits |= 1UL << place;
                tooLong |= text.Length > lengths[place] ? 1UL << place : 0UL;
            }
        }

        return (bits, tooLong);
    }

    private static string? Trimmed(string value)
    {
        if (value.Length == 0)
        {
            return null;
        }

        if ((IsInk(value[0]) || !char.IsWhiteSpace(value[0])) && (IsInk(value[^1]) || !char.IsWhiteSpace(value[^1])))
        {
            return value;
        }

        var trimmed = value.Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }

    /// <summary>Printable ASCII and the common Chinese characters, told without a table.</summary>
    private static bool IsInk(char c) => c is (> ' ' and < (char)0x7F) or (>= '一' and < (char)0xA000);

    private void CountPages(ApplicationDocument document, int counts)
    {
        var pages = document.Pages;
        if (_counts.Length < counts)
        {
            _counts = new int[counts * 2];
        }

        if (_slots.Length < pages.Count)
        {
            _slots = new SlotDefinition?[pages.Count * 2];
        }

        Array.Clear(_counts, 0, counts);
        Faults = PageFaults.None;

        // Pages of one slot follow one another: what the page before said is tried first.
        PageFact? before = null;
        int section = -1, slot = -1, entry = -1;
        for (var i = 0; i < pages.Count; i++)
        {
            var page = pages[i];
            var sameSection = before is not null && string.Equals(before.Section, page.Section, StringComparison.Ordinal);
            if (!sameSection)
            {
                section = Compiled.SectionIndex.TryGetValue(page.Section, out var index) ? index : -1;
            }

            if (section >= 0)
            {
                if (!sameSection || !string.Equals(before!.Slot, page.Slot, StringComparison.Ordinal))
                {
                    slot = Compiled.Sections[section].SlotIndex(page.Slot);
                }

                if (!sameSection || !string.Equals(before!.Entry, page.Entry, StringComparison.Ordinal))
                {
                    entry = EntryIndex(section, page.Entry);
                }
            }

            var definition = section >= 0 && slot >= 0 ? Compiled.Sections[section].Slots[slot].Definition : null;
            var sameFormat = i > 0 && ReferenceEquals(definition, _slots[i - 1]) && string.Equals(before!.Format, page.Format, StringComparison.Ordinal);
            Faults |= FaultsOf(page, definition, sameFormat);
            _slots[i] = definition;
            if (section >= 0 && entry >= -1)
            {
                var from = CountsOf(section, entry);
                _counts[from]++;
                if (slot >= 0)
                {
                    _counts[from + 1 + slot]++;
                }
            }

            before = page;
        }
    }

    private PageFaults FaultsOf(PageFact page, SlotDefinition? slot, bool sameFormat)
    {
        if (slot is null)
        {
            return PageFaults.None;
        }

        var faults = page.Ready ? PageFaults.None : PageFaults.NotReady;
        faults |= page.Upright == false ? PageFaults.NotUpright : PageFaults.None;
        faults |= page.Legible == false ? PageFaults.NotLegible : PageFaults.None;
        faults |= slot.NeedsMaskAnswer && (page.Mask == MaskAnswer.Unanswered || (page.Mask == MaskAnswer.Yes && page.MaskBoxes == 0)) ? PageFaults.Unmasked : PageFaults.None;
        faults |= page.MaskedShare > Notice.Masking.MaxMaskedShare ? PageFaults.MaskedTooMuch : PageFaults.None;
        return faults | (sameFormat || CheckRunners.Fits(slot, page.Format) ? PageFaults.None : PageFaults.WrongFormat);
    }

    /// <summary>What is wrong with any page at all, so that a check need not look when nothing is.</summary>
    public PageFaults Faults { get; private set; }

    /// <summary>-1 for the section as a whole, -2 for an entry that is not there.</summary>
    private int EntryIndex(int section, string? id)
    {
        if (id is null)
        {
            return -1;
        }

        var entries = Contents[section]?.Entries;
        for (var e = 0; e < (entries?.Count ?? 0); e++)
        {
            if (string.Equals(entries![e].Id, id, StringComparison.Ordinal))
            {
                return e;
            }
        }

        return -2;
    }

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
