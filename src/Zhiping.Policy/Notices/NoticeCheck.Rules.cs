using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices.Reading;

namespace Zhiping.Policy.Notices;

/// <summary>Judges the rules of a notice: what they read, whether values fit, whether they can ever hold or fail, whether they contradict one another.</summary>
internal sealed partial class NoticeCheck
{
    private void Rules()
    {
        var sound = new List<(string Path, RuleDefinition Rule, bool Alone)>();
        foreach (var rule in _notice.Rules)
        {
            Sound($"rules[{rule.Id}]", rule, true, sound);
        }

        foreach (var table in _notice.Tables)
        {
            if (table.Rows.Count == 0)
            {
                Error($"tables[{table.Id}].rows", "The table has no rows.", "List rows: with id, when, must, message and remedy.");
            }

            foreach (var (row, rule) in table.Deciding())
            {
                Sound($"tables[{table.Id}].rows[{row.Id}]", rule, table.Hit != HitPolicy.Any, sound);
            }
        }

        Policies();
        Analyse(sound);
    }

    /// <summary>A table of class hours or Putonghua asks; that one of several is enough would mean nothing there.</summary>
    private void Policies()
    {
        if (_notice.HitPolicies.ContinuingEducation == HitPolicy.Any)
        {
            Error("hitPolicies.continuingEducation", "Any of the demands cannot be enough: each asks a subject of its own.", "Write All, First or LeastFavourable.");
        }

        if (_notice.HitPolicies.Putonghua == HitPolicy.Any)
        {
            Error("hitPolicies.putonghua", "Any of the demands cannot be enough.", "Write LeastFavourable, First or All.");
        }
    }

    private void Sound(string path, RuleDefinition rule, bool alone, List<(string Path, RuleDefinition Rule, bool Alone)> sound)
    {
        var before = _problems.Count;
        if (_notice.Form.Find(rule.Section) is not { } section)
        {
            Error($"{path}.section", $"There is no section '{rule.Section}'.", Suggest.Among(rule.Section, _notice.Form.Sections.Select(s => s.Id)));
        }
        else if (rule.Field is { } field && section.Field(field) is null)
        {
            Error($"{path}.field", $"There is no field '{field}' in '{rule.Section}'.", Suggest.Among(field, section.Fields.Select(f => f.Id)));
        }

        Condition(rule.Must, $"{path}.must", null);
        if (rule.When is { } when)
        {
            Condition(when, $"{path}.when", null);
        }

        if (_problems.Count == before)
        {
            sound.Add((path, rule, alone));
        }
    }

    private void Analyse(List<(string Path, RuleDefinition Rule, bool Alone)> rules)
    {
        var analysis = new RuleAnalysis(_notice);
        foreach (var (path, rule, _) in rules)
        {
            var row = path.StartsWith("tables", StringComparison.Ordinal);
            switch (analysis.Judge(rule))
            {
                case RuleVerdict.NeverApplies:
                    Error($"{path}.when", row ? "The row is never reached: no values meet its 'when', or the rows before it take them all." : "The rule never applies: no values meet its 'when'.",
                        row ? "Correct 'when', move the row up, or remove it." : "Correct 'when', or remove the rule.");
                    break;
                case RuleVerdict.AlwaysHolds when row:
                    break; // A row that asks nothing is how a table says 'these need not'.
                case RuleVerdict.AlwaysHolds:
                    Error($"{path}.must", "The rule always holds and can never find anything.", "Correct 'must', or remove the rule.");
                    break;
                case RuleVerdict.NeverHolds:
                    Error($"{path}.must", "The rule never holds: nobody can meet it.", "Correct 'must'; no values meet all of it.");
                    break;
                case RuleVerdict.TooManyCases:
                    Warn(path, $"The rule has more than {RuleAnalysis.Bound} cases: whether it can hold was not decided.", "Split it into smaller rules.");
                    break;
                case RuleVerdict.Sound:
                default:
                    break;
            }
        }

        for (var j = 1; j < rules.Count; j++)
        {
            Pairs(analysis, rules, j);
        }
    }

    /// <summary>One rule against all before it.</summary>
    private void Pairs(RuleAnalysis analysis, List<(string Path, RuleDefinition Rule, bool Alone)> rules, int last)
    {
        var undecided = new List<string>();
        for (var i = 0; i < last && rules[last].Alone; i++)
        {
            var verdict = rules[i].Alone ? analysis.Compare(rules[i].Rule, rules[last].Rule) : PairVerdict.Agree;
            var name = Name(rules[i].Path, rules[i].Rule);
            if (verdict == PairVerdict.Contradict)
            {
                Error(rules[last].Path, $"It contradicts '{name}': where both apply no values meet both.", "Correct one of the two, or let their 'when' differ.");
            }
            else if (verdict == PairVerdict.TooManyCases)
            {
                undecided.Add(name);
            }
        }

        if (undecided.Count > 0)
        {
            Warn(rules[last].Path, $"Whether it contradicts {string.Join(", ", undecided.Take(3).Select(u => $"'{u}'"))}{(undecided.Count > 3 ? $" or {undecided.Count - 3} more" : "")} was not decided: there are too many cases.",
                "Split it into smaller rules.");
        }
    }

    private static string Name(string path, RuleDefinition rule) => path.StartsWith("tables", StringComparison.Ordinal) ? path : rule.Id;

    private void Condition(Condition condition, string path, SectionDefinition? entry)
    {
        switch (condition)
        {
            case AllOf all:
                Each(all.Of, path, entry);
                break;
            case AnyOf any:
                Each(any.Of, path, entry);
                break;
            case AtLeastOf atLeast:
                Each(atLeast.Of, path, entry);
                break;
            case NotOf not:
                Condition(not.Of, path, entry);
                break;
            case Compare compare:
                Compare(compare, path, entry);
                break;
            default:
                break;
        }
    }

    private void Each(IReadOnlyList<Condition> conditions, string path, SectionDefinition? entry)
    {
        foreach (var condition in conditions)
        {
            Condition(condition, path, entry);
        }
    }

    private void Compare(Compare compare, string path, SectionDefinition? entry)
    {
        if (!MayRead(compare.Fact, path, entry))
        {
            return;
        }

        FactType type;
        IReadOnlyList<string> order = [];
        SectionDefinition? section = null;
        string? field = null;
        try
        {
            type = FactTypes.Of(compare.Fact, _notice.Form, out order, entry);
            (section, field) = compare.Fact switch
            {
                EntryFact inEntry => (entry, inEntry.Field),
                FieldFact of => (_notice.Form.Find(of.Section), of.Field),
                _ => (null, null),
            };
        }
        catch (FormatException wrong)
        {
            Error(path, $"There is nothing called '{wrong.Message}' that can be used here.", Known(wrong.Message));
            return;
        }

        foreach (var aggregate in AggregatesOf(compare.Fact))
        {
            Condition(aggregate.Where!, path, _notice.Form.Find(aggregate.Section));
        }

        Literals(compare, path, type, order, section, field);
    }

    private void Literals(Compare compare, string path, FactType type, IReadOnlyList<string> order, SectionDefinition? section, string? field)
    {
        if (compare.Operator == RuleOperator.Exists)
        {
            return;
        }

        if (type == FactType.Text)
        {
            if (compare.Operator is not (RuleOperator.Equal or RuleOperator.NotEqual or RuleOperator.In))
            {
                Error(path, $"'{Notices.Say.Fact(compare.Fact)}' is a text and has no order.", "Write is, isNot or in.");
            }

            var choices = field is null ? null : section?.Field(field)?.Choices.Select(c => c.Id).ToList();
            foreach (var value in compare.Values.Where(v => choices is { Count: > 0 } && !choices.Contains(v, StringComparer.Ordinal)))
            {
                Error(path, $"'{value}' is no choice of '{field}'.", Suggest.Among(value, choices!));
            }

            if (compare.Fact is NamedFact { Name: "specialty" or "series" } named && _notice.SeriesList.Count > 0)
            {
                var known = named.Name is "series" ? _notice.SeriesList.Select(s => s.Id).ToList() : _notice.SeriesList.SelectMany(s => s.Specialties).Select(s => s.Id).ToList();
                foreach (var value in compare.Values.Where(v => !known.Contains(v, StringComparer.Ordinal)))
                {
                    Error(path, $"There is no {named.Name} '{value}'.", Suggest.Among(value, known));
                }
            }

            return;
        }

        foreach (var value in compare.Values)
        {
            try
            {
                FactTypes.Number(value, type, order);
            }
            catch (FormatException)
            {
                Error(path, $"'{value}' does not fit '{Notices.Say.Fact(compare.Fact)}'.", type switch
                {
                    FactType.Number => "Write a number.",
                    FactType.YesNo => "Write true or false.",
                    FactType.Date => "Write a date such as 2024-08-30.",
                    FactType.Ordered => Suggest.Among(value, order),
                    FactType.Text => "Write a text.",
                    _ => "",
                });
            }
        }
    }

    /// <summary>The fairness guard: no rule reads sex, ethnic group, political affiliation or anything of the identity number but age.</summary>
    private bool MayRead(Fact fact, string path, SectionDefinition? entry)
    {
        foreach (var (section, field) in FieldsOf(fact, entry))
        {
            var definition = section is null ? null : _notice.Form.Find(section)?.Field(field);
            if (definition is { PrintedOnly: true } || (definition is not null && FactCatalogue.ForbiddenWordIn(field) is not null))
            {
                Error(path, $"A rule may not read '{section}.{field}' ({definition.Name.Zh}): it is printed on the form and judges nobody.",
                    "Remove the rule. Sex, ethnic group, political affiliation and the identity number decide nothing; age in years may be read as applicant.ageInYears.");
                return false;
            }

            if (definition is null && FactCatalogue.ForbiddenWordIn(field) is { } word)
            {
                Error(path, $"A rule may not read '{field}': '{word}' judges nobody.",
                    "Remove the rule. Sex, ethnic group, political affiliation and the identity number decide nothing.");
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<AggregateFact> AggregatesOf(Fact fact) => fact switch
    {
        AggregateFact { Where: not null } aggregate => [aggregate],
        TotalFact total => total.Parts.SelectMany(p => AggregatesOf(p.Of)),
        BetweenFact between => AggregatesOf(between.From).Concat(AggregatesOf(between.To)),
        _ => [],
    };

    private static IEnumerable<(string? Section, string Field)> FieldsOf(Fact fact, SectionDefinition? entry) => fact switch
    {
        FieldFact field => [(field.Section, field.Field)],
        EntryFact inEntry => [(entry?.Id, inEntry.Field)],
        AggregateFact { Field: { } field } aggregate => [(aggregate.Section, field)],
        BetweenFact between => FieldsOf(between.From, entry).Concat(FieldsOf(between.To, entry)),
        TotalFact total => total.Parts.SelectMany(p => FieldsOf(p.Of, entry)),
        _ => [],
    };

    private string Known(string name)
    {
        var facts = FactCatalogue.Names.Concat(_notice.Form.Sections.Select(s => s.Id))
            .Concat(_notice.Form.Sections.SelectMany(s => s.Fields.Where(f => !f.PrintedOnly).Select(f => $"{s.Id}.{f.Id}")));
        return Suggest.Among(name, facts);
    }
}
