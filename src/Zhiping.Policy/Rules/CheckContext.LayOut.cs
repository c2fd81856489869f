using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Policy.Rules;

/// <summary>How a document is laid out, so that everything after reads by index.</summary>
internal sealed partial class CheckContext
{
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
        if (guess >= 0 && guess < names.Length && string.Equals(names[guess], key, StringComparison.Ordinal))
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
}
