using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices.Reading;
using Zhiping.Policy.Quantities;

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
                Error($"tables[{table.Id}].rows", new("判定表没有行。", "The table has no rows."), new("请在rows:下逐行写id、when、must、message和remedy。", "List rows: with id, when, must, message and remedy."));
            }

            foreach (var (row, rule) in table.Deciding())
            {
                Sound($"tables[{table.Id}].rows[{row.Id}]", rule, table.Hit != HitPolicy.Any, sound);
            }
        }

        if (_notice.Defence.AlsoWhen is { } also)
        {
            Condition(also, "defence.alsoWhen", null);
        }

        foreach (var exemption in _notice.Defence.Exemptions.Where(e => e.When is not null))
        {
            Condition(exemption.When!, $"defence.exemptions[{exemption.Id}].when", null);
        }

        Policies();
        Analyse(sound);
    }

    /// <summary>A table of class hours or Putonghua asks; that one of several is enough would mean nothing there.</summary>
    private void Policies()
    {
        if (_notice.HitPolicies.ContinuingEducation == HitPolicy.Any)
        {
            Error("hitPolicies.continuingEducation", new("各项要求不同科目的学时，满足任意一项不能就算够。", "Any of the demands cannot be enough: each asks a subject of its own."),
                new("请写All、First或LeastFavourable。", "Write All, First or LeastFavourable."));
        }

        if (_notice.HitPolicies.Putonghua == HitPolicy.Any)
        {
            Error("hitPolicies.putonghua", new("满足任意一项普通话要求不能就算够。", "Any of the demands cannot be enough."), new("请写LeastFavourable、First或All。", "Write LeastFavourable, First or All."));
        }
    }

    private void Sound(string path, RuleDefinition rule, bool alone, List<(string Path, RuleDefinition Rule, bool Alone)> sound)
    {
        var before = _problems.Count;
        if (_notice.Form.Find(rule.Section) is not { } section)
        {
            Error($"{path}.section", new($"申报书没有栏目“{rule.Section}”。", $"There is no section '{rule.Section}'."), Suggest.Among(rule.Section, _notice.Form.Sections.Select(s => s.Id)));
        }
        else if (rule.Field is { } field && section.Field(field) is null)
        {
            Error($"{path}.field", new($"栏目“{rule.Section}”没有字段“{field}”。", $"There is no field '{field}' in '{rule.Section}'."), Suggest.Among(field, section.Fields.Select(f => f.Id)));
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
                    Error($"{path}.when", row
                        ? new("永远轮不到这一行：没有符合“when”的情形，或都被前面的行占去了。", "The row is never reached: no values meet its 'when', or the rows before it take them all.")
                        : new("这条规则永远用不上：没有符合“when”的情形。", "The rule never applies: no values meet its 'when'."),
                        row ? new("请改“when”，或把这一行移前，或删去。", "Correct 'when', move the row up, or remove it.") : new("请改“when”，或删去这条规则。", "Correct 'when', or remove the rule."));
                    break;
                case RuleVerdict.AlwaysHolds when row:
                    break; // A row that asks nothing is how a table says 'these need not'.
                case RuleVerdict.AlwaysHolds:
                    Error($"{path}.must", new("这条规则永远成立，什么也查不出。", "The rule always holds and can never find anything."), new("请改“must”，或删去这条规则。", "Correct 'must', or remove the rule."));
                    break;
                case RuleVerdict.NeverHolds:
                    Error($"{path}.must", new("这条规则永远不成立，谁也满足不了。", "The rule never holds: nobody can meet it."), new("请改“must”：没有能同时满足其中各项的情形。", "Correct 'must'; no values meet all of it."));
                    break;
                case RuleVerdict.TooManyCases:
                    Warn(path, new($"这条规则的情形超过{RuleAnalysis.Bound}种，没有判断它能不能成立。", $"The rule has more than {RuleAnalysis.Bound} cases: whether it can hold was not decided."), Split);
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
                Error(rules[last].Path, new($"和“{name}”矛盾：两条都用得上时，没有能同时满足的情形。", $"It contradicts '{name}': where both apply no values meet both."),
                    new("请改其中一条，或让两条的“when”不同。", "Correct one of the two, or let their 'when' differ."));
            }
            else if (verdict == PairVerdict.TooManyCases)
            {
                undecided.Add(name);
            }
        }

        if (undecided.Count > 0)
        {
            var more = undecided.Count - 3;
            Warn(rules[last].Path, new(
                $"情形太多，没有判断它和{string.Concat(undecided.Take(3).Select(u => $"“{u}”"))}{(more > 0 ? $"等{undecided.Count}条" : "")}是否矛盾。",
                $"Whether it contradicts {string.Join(", ", undecided.Take(3).Select(u => $"'{u}'"))}{(more > 0 ? $" or {more} more" : "")} was not decided: there are too many cases."), Split);
        }
    }

    private static readonly LocalText Split = new("请拆成几条小的规则。", "Split it into smaller rules.");

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

        NeverFilled(compare.Fact, path);
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
            Error(path, new($"这里没有可以用的“{wrong.Message}”。", $"There is nothing called '{wrong.Message}' that can be used here."), Known(wrong.Message));
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
                var said = Notices.Say.Fact(compare.Fact);
                Error(path, new($"“{said}”是文字，不能比大小。", $"'{said}' is a text and has no order."), new("请用is、isNot或in。", "Write is, isNot or in."));
            }

            var choices = field is null ? null : section?.Field(field)?.Choices.Select(c => c.Id).ToList();
            foreach (var value in compare.Values.Where(v => choices is { Count: > 0 } && !choices.Contains(v, StringComparer.Ordinal)))
            {
                Error(path, new($"“{field}”没有选项“{value}”。", $"'{value}' is no choice of '{field}'."), Suggest.Among(value, choices!));
            }

            if (compare.Fact is NamedFact { Name: "specialty" or "series" } named && _notice.SeriesList.Count > 0)
            {
                var known = named.Name is "series" ? _notice.SeriesList.Select(s => s.Id).ToList() : _notice.SeriesList.SelectMany(s => s.Specialties).Select(s => s.Id).ToList();
                foreach (var value in compare.Values.Where(v => !known.Contains(v, StringComparer.Ordinal)))
                {
                    Error(path, new($"没有{FactCatalogue.Find(named.Name)!.Meaning.Zh}“{value}”。", $"There is no {named.Name} '{value}'."), Suggest.Among(value, known));
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
                var said = Notices.Say.Fact(compare.Fact);
                Error(path, new($"“{value}”不能和“{said}”相比。", $"'{value}' does not fit '{said}'."), type switch
                {
                    FactType.Number => new("请写数字。", "Write a number."),
                    FactType.YesNo => new("请写true或false。", "Write true or false."),
                    FactType.Date => new("请写日期，如2024-08-30。", "Write a date such as 2024-08-30."),
                    FactType.Ordered => Suggest.Among(value, order),
                    _ => new("请写文字。", "Write a text."),
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
                Error(path, new(
                    $"规则不得依据“{section}.{field}”（{definition.Name.Zh}）：它只打印在申报书上，不用来评判任何人。",
                    $"A rule may not read '{section}.{field}' ({definition.Name.Zh}): it is printed on the form and judges nobody."), new(
                    "请删去这条规则。性别、民族、政治面貌和身份证号不决定任何事；周岁年龄可以用applicant.ageInYears。",
                    "Remove the rule. Sex, ethnic group, political affiliation and the identity number decide nothing; age in years may be read as applicant.ageInYears."));
                return false;
            }

            if (definition is null && FactCatalogue.ForbiddenWordIn(field) is { } word)
            {
                Error(path, new($"规则不得依据“{field}”：“{word}”不用来评判任何人。", $"A rule may not read '{field}': '{word}' judges nobody."), new(
                    "请删去这条规则。性别、民族、政治面貌和身份证号不决定任何事。", "Remove the rule. Sex, ethnic group, political affiliation and the identity number decide nothing."));
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

    private LocalText Known(string name)
    {
        var facts = FactCatalogue.Names.Concat(_notice.Form.Sections.Select(s => s.Id))
            .Concat(_notice.Form.Sections.SelectMany(s => s.Fields.Where(f => !f.PrintedOnly).Select(f => $"{s.Id}.{f.Id}")));
        return Suggest.Among(name, facts);
    }
}
