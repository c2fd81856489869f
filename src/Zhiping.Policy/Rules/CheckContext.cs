using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>One check in flight: the document, laid out by section, and the findings so far.</summary>
internal sealed class CheckContext
{
    private readonly int[] _firstPage;
    private int[] _nextPage = [];
    private List<Finding>? _findings;
    private FactValue _titleYears;
    private bool _titleYearsKnown;
    private bool _recordKnown;
    private DateOnly? _titleObtained;
    private Level? _titleLevel;
    private int _highestEducation;
    private int _delayYears;
    private SlotDefinition?[] _slots = [];

    public CheckContext(CompiledNotice compiled)
    {
        Compiled = compiled;
        Contents = new SectionContent?[compiled.Sections.Length];
        _firstPage = new int[compiled.Sections.Length];
    }

    public CompiledNotice Compiled { get; }

    public Notice Notice => Compiled.Notice;

    public ApplicationDocument Document { get; private set; } = null!;

    public CheckInstant At { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public SectionContent?[] Contents { get; }

    public IReadOnlyList<Finding> Findings => _findings ?? (IReadOnlyList<Finding>)[];

    public int FindingCount => _findings?.Count ?? 0;

    /// <summary>The entry that a filter looks at.</summary>
    public SectionEntry? Entry { get; set; }

    public void Begin(ApplicationDocument document, CheckInstant at)
    {
        Document = document;
        At = at;
        Today = SiteTime.DateOf(at.At);
        _findings = null;
        _titleYearsKnown = false;
        _recordKnown = false;
        Entry = null;
        var sections = Compiled.Sections;
        for (var i = 0; i < sections.Length; i++)
        {
            Contents[i] = document.Sections.GetValueOrDefault(sections[i].Definition.Id);
            _firstPage[i] = -1;
        }

        var pages = document.Pages;
        if (_nextPage.Length < pages.Count)
        {
            _nextPage = new int[Math.Max(64, pages.Count * 2)];
            _slots = new SlotDefinition?[_nextPage.Length];
        }

        for (var i = pages.Count - 1; i >= 0; i--)
        {
            if (Compiled.SectionIndex.TryGetValue(pages[i].Section, out var section))
            {
                _nextPage[i] = _firstPage[section];
                _firstPage[section] = i;
                _slots[i] = Compiled.Sections[section].SlotById.GetValueOrDefault(pages[i].Slot);
            }
            else
            {
                _slots[i] = null;
            }
        }
    }

    /// <summary>The slot of a page, or null where the form has none.</summary>
    public SlotDefinition? SlotOf(int page) => _slots[page];

    public int FirstPage(int section) => _firstPage[section];

    public int NextPage(int page) => _nextPage[page];

    /// <summary>How many pages a slot holds, for one entry or for the section as a whole.</summary>
    public int PagesIn(int section, string slot, string? entry)
    {
        var count = 0;
        var pages = Document.Pages;
        for (var i = _firstPage[section]; i >= 0; i = _nextPage[i])
        {
            var page = pages[i];
            if (string.Equals(page.Slot, slot, StringComparison.Ordinal) && string.Equals(page.Entry, entry, StringComparison.Ordinal))
            {
                count++;
            }
        }

        return count;
    }

    public void Add(Finding finding) => (_findings ??= []).Add(finding);

    public SectionContent? Content(SectionKind kind) => Compiled.IndexOf(kind) is var index and >= 0 ? Contents[index] : null;

    public IReadOnlyList<SectionEntry> Entries(SectionKind kind) => Content(kind)?.Entries ?? [];

    /// <summary>The title that counts: the highest, then the latest.</summary>
    public SectionEntry? PresentTitle()
    {
        SectionEntry? best = null;
        var bestLevel = 0;
        DateOnly bestDay = default;
        foreach (var entry in Entries(SectionKind.PresentTitle))
        {
            var level = Enum.TryParse<Level>(entry["level"], out var parsed) ? (int)parsed : 0;
            var day = Dates.Parse(entry["obtained"]) ?? default;
            if (best is null || level > bestLevel || (level == bestLevel && day > bestDay))
            {
                (best, bestLevel, bestDay) = (entry, level, day);
            }
        }

        return best;
    }

    public DateOnly? TitleObtained() => Record()._titleObtained;

    public Level? TitleLevel() => Record()._titleLevel;

    /// <summary>The place of the highest education in <see cref="FactCatalogue.Educations"/>, or -1.</summary>
    public int HighestEducation() => Record()._highestEducation;

    /// <summary>Years by which weak assessments since the present title delay (C6).</summary>
    public int DelayYears() => Record()._delayYears;

    /// <summary>Reads the record once a check.</summary>
    private CheckContext Record()
    {
        if (!_recordKnown)
        {
            var title = PresentTitle();
            _titleObtained = title is null ? null : Dates.Parse(title["obtained"]);
            _titleLevel = title is not null && Enum.TryParse<Level>(title["level"], out var level) ? level : null;
            _highestEducation = ReadHighestEducation();
            _delayYears = ReadDelayYears();
            _recordKnown = true;
        }

        return this;
    }

    public FactValue TitleMonths()
    {
        if (!_titleYearsKnown)
        {
            _titleYears = TitleObtained() is { } day ? FactValue.Of((decimal)Dates.MonthsServed(day, Notice.SeniorityCutOff.Day)) : FactValue.Unknown;
            _titleYearsKnown = true;
        }

        return _titleYears;
    }

    private int ReadHighestEducation()
    {
        var best = -1;
        foreach (var entry in Entries(SectionKind.Education))
        {
            best = Math.Max(best, Compiled.EducationPlace(entry["level"]));
        }

        return best;
    }

    private int ReadDelayYears()
    {
        if (Notice.Assessments is not { } terms)
        {
            return 0;
        }

        var since = _titleObtained?.Year ?? 0;
        var delay = 0;
        foreach (var entry in Entries(SectionKind.Assessments))
        {
            if (int.TryParse(entry["year"], out var year) && year >= since)
            {
                delay += entry["result"] switch { "basically-qualified" => terms.BasicallyQualifiedDelay, "unqualified" => terms.UnqualifiedDelay, _ => 0 };
            }
        }

        return delay;
    }
}
