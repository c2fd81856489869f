using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications;

/// <summary>
/// A text that experts read and in which the applicant's name or unit seems to stand. It must be rewritten, unless the applicant says that
/// here it is a common word: then the reviewers see the sentence and judge. (E4, D6)
/// </summary>
public sealed record NameQuestion(SectionDefinition Section, SectionEntry Entry, int Number, FieldDefinition Field, string Text, IReadOnlyList<Leak> Leaks)
{
    private const int MostAround = 40;

    /// <summary>The check that asks.</summary>
    public static readonly PassedCheck Check = new(ApplicationAssembly.OwnNameRule, new("填写内容里没有本人姓名和单位名", "no own name or unit in the texts"));

    /// <summary>The applicant says of this very text that it is none.</summary>
    public bool IsAnswered => Entry.SaysNotName(Field.Id);

    /// <summary>Names the text that the answer holds for.</summary>
    public string Mark => SectionEntry.MarkOf(Text);

    /// <summary>“高山”、“曙光”.</summary>
    public LocalText Words
    {
        get
        {
            var words = Leaks.Select(l => $"“{l.Found}”").Distinct(StringComparer.Ordinal).ToList();
            return new LocalText(string.Join('、', words), string.Join(", ", words));
        }
    }

    /// <summary>What the applicant can say of it; Chinese text and key, {0} are the words.</summary>
    public string Saying => (Leaks.Any(l => !l.OfUnit), Leaks.Any(l => l.OfUnit)) switch
    {
        (true, true) => "{0}在这里不是我的姓名，也不是单位名",
        (false, true) => "{0}在这里不是我的单位名",
        _ => "{0}在这里不是我的姓名",
    };

    /// <summary>The sentence around the first of the words, shortened.</summary>
    public string Sentence
    {
        get
        {
            const string ends = "。！？；\n!?;";
            var (first, last) = (Leaks[0].Start, Leaks[0].Start + Leaks[0].Length);
            var start = first;
            while (start > 0 && !ends.Contains(Text[start - 1], StringComparison.Ordinal) && first - start < MostAround)
            {
                start--;
            }

            var end = last;
            while (end < Text.Length && !ends.Contains(Text[end], StringComparison.Ordinal) && end - last < MostAround)
            {
                end++;
            }

            return Text[start..end].Trim();
        }
    }

    private LocalText Where => Section.Shape == SectionShape.Single
        ? new LocalText($"“{Field.Name.Zh}”", $"“{Field.Name.En}”")
        : new LocalText($"第{Number}项的“{Field.Name.Zh}”", $"“{Field.Name.En}” of item {Number}");

    private LocalText What => (Leaks.Any(l => !l.OfUnit), Leaks.Any(l => l.OfUnit)) switch
    {
        (true, true) => new("姓名和单位名", "name or unit"),
        (false, true) => new("单位名", "unit"),
        _ => new("姓名", "name"),
    };

    /// <summary>What the applicant has said of it, as it stands on printed papers.</summary>
    public string Printed => $"{Section.Name.Zh}{Where.Zh}里的{Words.Zh}不是{What.Zh}：“{Sentence}”";

    /// <summary>All of a document, in the order of the form.</summary>
    public static IEnumerable<NameQuestion> Of(FormCatalogue form, ApplicationDocument document, IReadOnlyList<string> names, IReadOnlyList<string> units) =>
        form.Sections.Where(s => document.Sections.ContainsKey(s.Id)).SelectMany(s => In(s, document.Sections[s.Id], names, units));

    /// <summary>Those of one section.</summary>
    public static IEnumerable<NameQuestion> In(SectionDefinition section, SectionContent content, IReadOnlyList<string> names, IReadOnlyList<string> units)
    {
        if (!section.ExpertsSee)
        {
            yield break;
        }

        var fields = section.Fields.Where(f => f is { ExpertsSee: true, PrintedOnly: false, Type: FieldType.Text or FieldType.LongText }).ToList();
        foreach (var (entry, number) in content.Entries.Select((e, i) => (e, i + 1)))
        {
            foreach (var field in fields.Where(f => f.When?.Holds(entry) ?? true))
            {
                if (entry[field.Id] is { } text && LeakCheck.FindIn(text, names, units) is { Count: > 0 } leaks)
                {
                    yield return new NameQuestion(section, entry, number, field, text, leaks);
                }
            }
        }
    }

    /// <summary>What the check tells the applicant.</summary>
    public Finding ForApplicant(Notice notice) => IsAnswered
        ? Found(notice, Severity.Mind,
            new($"{Where.Zh}里的{Words.Zh}，您说明不是{What.Zh}", $"You say that {Words.En} in {Where.En} is not your {What.En}"),
            new("审核人会看到您的说明和原句。这一栏改动后，会重新请您确认。", "Reviewers see what you say and the sentence. When the text changes you are asked again."))
        : Found(notice, Severity.MustFix,
            new($"{Where.Zh}里写着“{Leaks[0].Found}”", $"{Where.En} names “{Leaks[0].Found}”"),
            new(
                $"专家盲评，不能看到您的姓名和单位。请改写为“{Leaks[0].WriteInstead.Zh}”。如果这里不是您的{What.Zh}，请说明“不是”。",
                $"Experts judge blind and may not see your name or unit. Please write “{Leaks[0].WriteInstead.En}” instead. If it is not your {What.En} here, say so."));

    /// <summary>What an office is told of one that the applicant has answered.</summary>
    public Finding ForReviewer(Notice notice) => Found(notice, Severity.Mind,
        new($"申报人说明{Where.Zh}里的{Words.Zh}不是{What.Zh}：“{Sentence}”", $"The applicant says that {Words.En} in {Where.En} is not the {What.En}: “{Sentence}”"),
        new($"确实是{What.Zh}的，请改写为“{Leaks[0].WriteInstead.Zh}”：专家盲评，不能看到。", $"Where it is the {What.En}, “{Leaks[0].WriteInstead.En}” has to be written: experts judge blind."));

    private Finding Found(Notice notice, Severity severity, LocalText message, LocalText remedy) => new()
    {
        RuleId = ApplicationAssembly.OwnNameRule,
        Severity = severity,
        Section = Section.Id,
        Entry = Entry.Id,
        Field = Field.Id,
        Message = message,
        Remedy = remedy,
        Clause = notice.Masking.Clause,
        Assumed = notice.Masking.Assumed,
    };
}
