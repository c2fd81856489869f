using System.Buffers;
using System.Collections.Frozen;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>Turns a notice into closures, once a revision.</summary>
public static class PolicyCompiler
{
    public static CompiledNotice Compile(Notice notice) => new(notice);
}

internal sealed record CompiledRule(RuleDefinition Rule, Func<CheckContext, Truth>? When, Func<CheckContext, Truth> Must);

internal sealed record CompiledSlot(SlotDefinition Definition, ClauseRef? Clause)
{
    /// <summary>The slot's name, the one string that equal names of applications are read into.</summary>
    public string Id { get; } = string.Intern(Definition.Id);
}

internal sealed record CompiledSection(SectionDefinition Definition, FieldDefinition[] Fields, CompiledSlot[] Slots, bool HasEntrySlots, string[] Groups)
{
    public string Id { get; } = Definition.Id;

    /// <summary>Where the field stands that decides whether each field is asked, or -1.</summary>
    public int[] AskedBy { get; } = [.. Fields.Select(f => f.When is { } when ? Array.FindIndex(Fields, o => string.Equals(o.Id, when.Field, StringComparison.Ordinal)) : -1)];

    /// <summary>The fields of one entry as bits, which holds for sections of at most so many fields.</summary>
    public const int MostBits = 64;

    /// <summary>Fields that are always asked, as bits.</summary>
    public ulong AskedFields { get; } = Fields.Index().Where(f => f.Item is { Required: true, When: null } && f.Index < MostBits).Aggregate(0UL, (bits, f) => bits | (1UL << f.Index));

    /// <summary>Fields that are no text and so have a form of their own, as bits.</summary>
    public ulong FormedFields { get; } = Fields.Index().Where(f => f.Item.Type is not (FieldType.Text or FieldType.LongText) && f.Index < MostBits).Aggregate(0UL, (bits, f) => bits | (1UL << f.Index));

    /// <summary>For which values of the deciding field each field is asked.</summary>
    public string[][] AskedFor { get; } = [.. Fields.Select(f => f.When is { } when ? when.In.ToArray() : [])];

    /// <summary>The ids that a field lets one choose from.</summary>
    public string[][] Choices { get; } = [.. Fields.Select(f => f.Choices.Select(c => c.Id).ToArray())];

    /// <summary>The places of fields that are asked for some values of another.</summary>
    public int[] SometimesAsked { get; } = [.. Fields.Index().Where(f => f.Item is { Required: true, When: not null }).Select(f => f.Index)];

    /// <summary>The names of the fields, each the one string that equal names of applications are read into.</summary>
    public string[] Ids { get; } = [.. Fields.Select(f => string.Intern(f.Id))];

    /// <summary>Which field stood at each position of an entry last; a guess for the next.</summary>
    public int[] Order { get; } = new int[Fields.Length];

    public FieldType[] Types { get; } = [.. Fields.Select(f => f.Type)];

    public int[] MaxLengths { get; } = [.. Fields.Select(f => f.MaxLength)];

    public int[] LongTexts { get; } = [.. Fields.Index().Where(f => f.Item.Type == FieldType.LongText).Select(f => f.Index)];

    /// <summary>The place of a field among the section's fields, or -1.</summary>
    public int FieldIndex(string id) => Array.FindIndex(Fields, f => string.Equals(f.Id, id, StringComparison.Ordinal));

    /// <summary>The place of a slot among the section's slots, or -1.</summary>
    public int SlotIndex(string id)
    {
        for (var i = 0; i < Slots.Length; i++)
        {
            if (string.Equals(Slots[i].Id, id, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A notice ready to judge applications. Thread-safe; made once a revision.</summary>
public sealed class CompiledNotice
{
    [ThreadStatic]
    private static CheckContext? _spare;

    private readonly Dictionary<SectionKind, int> _byKind = [];
    private readonly FrozenDictionary<string, int> _educationPlace;
    private readonly CompiledRule[] _rules;
    private readonly CompiledTable[] _tables;
    private readonly (StandardCheck Check, Action<CheckContext, StandardCheck> Run)[] _checks;
    private readonly PassedCheck[] _names;
    private readonly CheckResult _nothingWrong;
    private readonly (string Series, string Id, Specialty Specialty)[] _specialties;
    private readonly ProgrammeDefinition[] _programmes;
    private readonly Func<CheckContext, Truth>? _alsoDefends;
    private readonly (string Id, Func<CheckContext, Truth> When)[] _exempt;

    internal CompiledNotice(Notice notice)
    {
        Notice = notice;
        Sections = [.. notice.Form.Sections.Select(Section)];
        SectionIndex = Sections.Select((s, i) => (s.Definition.Id, i)).ToFrozenDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        SectionIds = [.. Sections.Select(s => string.Intern(s.Id))];
        SectionOrder = new int[Sections.Length];
        for (var i = 0; i < Sections.Length; i++)
        {
            _byKind.TryAdd(Sections[i].Definition.Kind, i);
        }

        _educationPlace = FactCatalogue.Educations.Select((id, i) => (id, i)).ToFrozenDictionary(e => e.id, e => e.i, StringComparer.Ordinal);
        VagueWords = notice.VagueWords.Count == 0 ? null : SearchValues.Create([.. notice.VagueWords], StringComparison.Ordinal);
        VagueBeginnings = SearchValues.Create([.. notice.VagueWords.Where(w => w.Length > 0).Select(w => w[0])]);
        _specialties = [.. notice.SeriesList.SelectMany(s => s.Specialties.Select(p => (s.Id, p.Id, p)))];
        _programmes = [.. notice.Programmes];
        LadderDiffers = notice.Ladder.Any(r => !r.ForAll);
        DemandsDiffer = notice.ContinuingEducation.Demands.Any(d => !(d with { UnitKinds = [] }).ForAll);
        Fields = new RecordFields(this);
        var conditions = new ConditionCompiler(notice.Form, id => SectionIndex[id]);
        _rules = [.. notice.Rules.Select(r => new CompiledRule(r, r.When is null ? null : conditions.Compile(r.When), conditions.Compile(r.Must)))];
        _tables =
        [
            .. notice.Tables.Select(t => new CompiledTable(t,
                [.. t.Rows.Select(t.AsRule).Select(r => new CompiledRule(r, r.When is null ? null : conditions.Compile(r.When), conditions.Compile(r.Must)))])),
        ];
        _alsoDefends = notice.Defence.AlsoWhen is { } also ? conditions.Compile(also) : null;
        _exempt = [.. notice.Defence.Exemptions.Where(e => e.When is not null).Select(e => (e.Id, conditions.Compile(e.When!)))];
        _checks = [.. notice.Checks.Where(c => CheckRunners.All.ContainsKey(c.Id)).Select(c => (c, CheckRunners.All[c.Id]))];
        _names =
        [
            .. _checks.Select(c => new PassedCheck(c.Check.Id, StandardChecks.All[c.Check.Id])),
            .. _rules.Select(r => new PassedCheck(r.Rule.Id, r.Rule.Name)),
            .. _tables.Select(t => new PassedCheck(t.Table.Id, t.Table.Name)),
        ];
        _nothingWrong = new CheckResult([], _names);
    }

    public Notice Notice { get; }

    /// <summary>Some rows of the ladder are for some places, channels, series or specialties only.</summary>
    internal bool LadderDiffers { get; }

    /// <summary>Some demands of class hours are for some places, channels, levels, series or specialties only.</summary>
    internal bool DemandsDiffer { get; }

    /// <summary>How many checks and rules the notice has.</summary>
    public int Count => _names.Length;

    internal CompiledSection[] Sections { get; }

    internal FrozenDictionary<string, int> SectionIndex { get; }

    internal string[] SectionIds { get; }

    /// <summary>Which section stood at each position of an application last; a guess for the next.</summary>
    internal int[] SectionOrder { get; }

    internal SearchValues<string>? VagueWords { get; }

    /// <summary>The first characters of the vague words: where none stands no word stands, which is quicker found.</summary>
    internal SearchValues<char> VagueBeginnings { get; }

    internal RecordFields Fields { get; }

    /// <summary>Whether somebody defends: by the level, or by what the application says. What is not known yet makes nobody defend.</summary>
    public bool MustDefend(ApplicationDocument document, CheckInstant at) =>
        Notice.MustDefend(document.Level) || (_alsoDefends is not null && _alsoDefends(Begun(document, at)) == Truth.Yes);

    /// <summary>The exemption from defence that follows from what the application says, or null; postings that are declared are not looked at.</summary>
    public string? ExemptionOf(ApplicationDocument document, CheckInstant at) =>
        _exempt.Length == 0 ? null : Array.Find(_exempt, e => e.When(Begun(document, at)) == Truth.Yes).Id;

    private CheckContext Begun(ApplicationDocument document, CheckInstant at)
    {
        var context = new CheckContext();
        context.Begin(this, document, at);
        return context;
    }

    /// <summary>Everything that the notice finds about an application at an instant.</summary>
    public CheckResult Check(ApplicationDocument document, CheckInstant at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(at);
        var context = _spare ?? new CheckContext();
        _spare = null;
        context.Begin(this, document, at);
        var result = Run(context);
        _spare = context;
        return result;
    }

    /// <summary>Everything that the notice finds about the document that a context has laid out.</summary>
    internal CheckResult Run(CheckContext context)
    {
        foreach (var (check, run) in _checks)
        {
            run(context, check);
        }

        foreach (var rule in _rules)
        {
            Judge(context, rule);
        }

        foreach (var table in _tables)
        {
            TableJudge.Judge(context, table, Say);
        }

        return context.FindingCount == 0 ? _nothingWrong : new CheckResult(Sorted(context.Findings), _names);
    }

    /// <summary>Whether an application that is laid out for this revision is laid out for the other one too.</summary>
    internal bool LaysOutAs(CompiledNotice other) =>
        Notice.Masking.MaxMaskedShare == other.Notice.Masking.MaxMaskedShare && Notice.FormJson().AsSpan().SequenceEqual(other.Notice.FormJson());

    internal Specialty? SpecialtyOf(string series, string specialty)
    {
        foreach (var (of, id, found) in _specialties)
        {
            if (string.Equals(id, specialty, StringComparison.Ordinal) && string.Equals(of, series, StringComparison.Ordinal))
            {
                return found;
            }
        }

        return null;
    }

    internal ProgrammeDefinition? ProgrammeOf(ProgrammeKind kind)
    {
        foreach (var programme in _programmes)
        {
            if (programme.Kind == kind)
            {
                return programme;
            }
        }

        return null;
    }

    internal int IndexOf(SectionKind kind) => _byKind.GetValueOrDefault(kind, -1);

    internal int EducationPlace(string? level) => level is not null && _educationPlace.TryGetValue(level, out var place) ? place : -1;

    private static void Judge(CheckContext context, CompiledRule compiled)
    {
        var applies = compiled.When?.Invoke(context) ?? Truth.Yes;
        if (applies == Truth.No)
        {
            return;
        }

        var truth = compiled.Must(context);
        if (truth == Truth.Yes)
        {
            return;
        }

        Say(context, compiled, applies == Truth.Yes && truth == Truth.No);
    }

    private static void Say(CheckContext context, CompiledRule compiled, bool judged)
    {
        var rule = compiled.Rule;
        context.Add(new Finding
        {
            RuleId = rule.Id,
            Severity = judged ? (Severity)(int)rule.Severity : Severity.Unknown,
            Section = rule.Section,
            Field = rule.Field,
            Message = judged ? rule.Message : new($"“{rule.Name.Zh}”还不能判断：所依据的内容还没有。", $"'{rule.Name.En}' cannot be judged yet: what it rests on is not known."),
            Remedy = judged ? rule.Remedy : new("填写或由单位确认后会自动判断。", "It will be judged once it is filled in or confirmed by the unit."),
            Clause = rule.Clause,
            Assumed = rule.Assumed,
        });
    }

    private List<Finding> Sorted(IReadOnlyList<Finding> findings) =>
        [.. findings.OrderBy(f => f.Severity).ThenBy(f => SectionIndex.GetValueOrDefault(f.Section, int.MaxValue))];

    private static CompiledSection Section(SectionDefinition definition) => new(
        definition,
        [.. definition.Fields],
        [.. definition.Slots.Select(s => new CompiledSlot(s, s.Clause))],
        definition.Slots.Any(s => s.PerEntry),
        [.. definition.Slots.Select(s => s.AlternativeGroup).OfType<string>().Distinct(StringComparer.Ordinal)]);
}
