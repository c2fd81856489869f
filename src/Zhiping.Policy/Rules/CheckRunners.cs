using System.Numerics;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>The checks that the platform knows how to make, by the id that a notice switches on.</summary>
internal static partial class CheckRunners
{
    public static readonly IReadOnlyDictionary<string, Action<CheckContext, StandardCheck>> All =
        new Dictionary<string, Action<CheckContext, StandardCheck>>(StringComparer.Ordinal)
        {
            ["offered"] = Offered,
            ["section-filled"] = SectionFilled,
            ["field-filled"] = FieldFilled,
            ["field-form"] = FieldForm,
            ["entry-proof"] = EntryProof,
            ["slot-pages"] = SlotPages,
            ["page-format"] = PageFormat,
            ["page-ready"] = PageReady,
            ["page-upright"] = PageUpright,
            ["page-legible"] = PageLegible,
            ["mask-answered"] = MaskAnswered,
            ["mask-applied"] = MaskApplied,
            ["mask-share"] = MaskShare,
            ["hours"] = Hours,
            ["putonghua"] = Putonghua,
            ["ladder"] = Ladder,
            ["assessments"] = Assessments,
            ["career-gaps"] = CareerGaps,
            ["career-start"] = CareerStart,
            ["grassroots"] = Grassroots,
            ["since-title"] = SinceTitle,
            ["vague-words"] = VagueWords,
            ["first-application"] = FirstApplication,
        };

    private static Finding Make(StandardCheck check, string section, LocalText message, LocalText remedy, Severity? severity = null) => new()
    {
        RuleId = check.Id,
        Severity = severity ?? (Severity)(int)check.Severity,
        Section = section,
        Message = message,
        Remedy = remedy,
        Clause = check.Clause,
        Assumed = check.Assumed,
    };

    /// <summary>第3段, 第2项: how an entry is called, with its title where it has one.</summary>
    private static LocalText Name(CompiledSection section, int index, SectionEntry entry)
    {
        if (section.Definition.Shape == SectionShape.Single)
        {
            return new LocalText("", "");
        }

        var unit = section.Definition.Kind switch { SectionKind.Career or SectionKind.Education => "段", SectionKind.Papers => "篇", _ => "项" };
        var title = entry["title"] ?? entry["school"] ?? entry["employer"];
        return new LocalText($"第{index + 1}{unit}{(title is null ? "" : $"“{title}”")}", $"entry {index + 1}{(title is null ? "" : $" '{title}'")}");
    }

    private static void Offered(CheckContext context, StandardCheck check)
    {
        var (notice, document) = (context.Notice, context.Document);
        var basics = context.Compiled.IndexOf(SectionKind.Basics) is var index and >= 0 ? context.Compiled.Sections[index].Definition.Id : "basics";
        var specialty = context.Compiled.SpecialtyOf(document.Series, document.Specialty);
        var programme = context.Compiled.ProgrammeOf(document.Kind);
        var channel = ChannelOf(notice, document.Channel);
        var level = Terms.Name(document.Level);
        if (specialty is null)
        {
            context.Add(Make(check, basics, new("本通知没有这个系列和专业。", "The notice has no such series and specialty."),
                new("请从通知所列的专业中选择。", "Choose one of the specialties of the notice.")));
        }
        else if (specialty.ByExam.Contains(document.Level))
        {
            context.Add(Make(check, basics, new($"{specialty.Name.Zh}{level.Zh}以考代评，不能申报评审。", $"{specialty.Name.En}, {level.En}, is settled by national exam."),
                new("请参加国家统一考试。", "Take the national exam.")));
        }
        else if (!specialty.Titles.ContainsKey(document.Level))
        {
            context.Add(Make(check, basics, new($"{specialty.Name.Zh}没有{level.Zh}。", $"{specialty.Name.En} has no {level.En}."),
                new("请改选级别。", "Choose another level.")));
        }

        if (programme is null || !programme.Offers(document.Level))
        {
            context.Add(Make(check, basics, new($"本通知不办理{level.Zh}的{Terms.Name(document.Kind).Zh}。", $"The notice offers no {Terms.Name(document.Kind).En} for {level.En}."),
                new("请改选申报方式或级别。", "Choose another kind or level.")));
        }
        else if (document.Kind == ProgrammeKind.SkilledWorkerRoute && specialty is { SkilledWorkerRoute: false })
        {
            context.Add(Make(check, basics, new($"{specialty.Name.Zh}没有对高技能人才开放。", $"{specialty.Name.En} is not open to skilled workers."),
                new("请按评审条件正常申报。", "Apply for an ordinary evaluation.")) with { Clause = programme.Clause });
        }

        if (channel is null || !channel.Here || (channel.UnitKinds.Count > 0 && !channel.UnitKinds.Contains(document.Unit.Kind))
            || (channel.Series.Count > 0 && !channel.Series.Contains(document.Series, StringComparer.Ordinal)))
        {
            context.Add(Make(check, basics, new($"{Terms.Name(document.Channel).Zh}不在这里申报，或您的单位、系列不适用。", $"The {Terms.Name(document.Channel).En} is not applied for here, or is not open to your unit or series."),
                new("请选择定向评价，或按该渠道的通知申报。", "Choose targeted evaluation, or follow that channel's notice.")) with { Clause = channel?.Clause ?? check.Clause });
        }
    }

    private static ChannelDefinition? ChannelOf(Notice notice, Channel channel)
    {
        for (var i = 0; i < notice.Channels.Count; i++)
        {
            if (notice.Channels[i].Channel == channel)
            {
                return notice.Channels[i];
            }
        }

        return null;
    }

    private static void SectionFilled(CheckContext context, StandardCheck check)
    {
        for (var i = 0; i < context.Compiled.Sections.Length; i++)
        {
            var section = context.Compiled.Sections[i].Definition;
            var content = context.Contents[i];
            var entries = context.CountOf(i);
            if ((entries > 0 && !content!.None) || context.Compiled.Sections[i].Fields.Length == 0)
            {
                if (entries > 1 && section.Shape == SectionShape.Single && context.Asked(i))
                {
                    context.Add(Make(check, section.Id, new($"“{section.Name.Zh}”只能填一份。", $"'{section.Name.En}' is filled once."), new("请删去多余的。", "Remove the others.")));
                }

                continue;
            }

            if (!context.Asked(i))
            {
                continue;
            }

            if (content is { None: true, Entries.Count: > 0 })
            {
                context.Add(Make(check, section.Id, new($"“{section.Name.Zh}”选了“无”，又填了内容。", $"'{section.Name.En}' says none and has entries."),
                    new("请取消“无”，或删去内容。", "Take back 'none' or remove the entries.")));
            }
            else if (content is not { None: true })
            {
                context.Add(Make(check, section.Id, new($"“{section.Name.Zh}”还没有填写。", $"'{section.Name.En}' is not filled in."),
                    section.NoneAllowed ? new("请填写；没有内容的请选“无”。", "Fill it in, or choose none.") : new("请填写。", "Fill it in.")));
            }
            else if (!section.NoneAllowed)
            {
                context.Add(Make(check, section.Id, new($"“{section.Name.Zh}”不能写“无”。", $"'{section.Name.En}' cannot be none."), new("请填写。", "Fill it in.")));
            }
        }
    }

    private static void FieldFilled(CheckContext context, StandardCheck check)
    {
        for (var i = 0; i < context.Compiled.Sections.Length; i++)
        {
            var section = context.Compiled.Sections[i];
            if (context.CountOf(i) == 0 || !context.Asked(i))
            {
                continue;
            }

            for (var e = 0; e < context.CountOf(i); e++)
            {
                var values = context.IsFull(i, e) ? [] : context.ValuesOf(i, e);
                for (var f = 0; f < values.Length; f++)
                {
                    var field = section.Fields[f];
                    if (values[f] is null && field.Required && (field.When is null || (section.AskedBy[f] is var by and >= 0 && field.When.Has(values[by]))))
                    {
                        var entry = context.Contents[i]!.Entries[e];
                        var name = Name(section, e, entry);
                        context.Add(Make(check, section.Definition.Id,
                            new($"{name.Zh}{(name.Zh.Length == 0 ? "" : "的")}“{field.Name.Zh}”空着。", $"'{field.Name.En}'{(name.En.Length == 0 ? "" : " of " + name.En)} is empty."),
                            new("每一栏都要填。没有内容请写“无”。", "Every field is filled. If there is nothing, write 无.")) with
                        {
                            Entry = entry.Id,
                            Field = field.Id,
                            Clause = field.Clause ?? check.Clause,
                        });
                    }
                }
            }
        }
    }

    private static void FieldForm(CheckContext context, StandardCheck check)
    {
        for (var i = 0; i < context.Compiled.Sections.Length; i++)
        {
            var section = context.Compiled.Sections[i];
            if (context.CountOf(i) == 0 || !context.Asked(i))
            {
                continue;
            }

            for (var e = 0; e < context.CountOf(i); e++)
            {
                if (section.Fields.Length <= CompiledSection.MostBits)
                {
                    for (var left = context.FormsOf(i, e); left != 0; left &= left - 1)
                    {
                        FormOf(context, check, i, e, BitOperations.TrailingZeroCount(left));
                    }

                    continue;
                }

                for (var f = 0; f < section.Fields.Length; f++)
                {
                    FormOf(context, check, i, e, f);
                }
            }
        }
    }

    private static void FormOf(CheckContext context, StandardCheck check, int index, int number, int place)
    {
        var section = context.Compiled.Sections[index];
        if (context.Value(index, number, place) is not { } value || IsFormed(context, section, context.ValuesAt(index, number) + place, place, value))
        {
            return;
        }

        var field = section.Fields[place];
        if (WrongForm(field, value) is { } wrong)
        {
            var entry = context.Contents[index]!.Entries[number];
            var name = Name(section, number, entry);
            context.Add(Make(check, section.Definition.Id,
                new($"{name.Zh}{(name.Zh.Length == 0 ? "" : "的")}“{field.Name.Zh}”{wrong.Zh}。", $"'{field.Name.En}'{(name.En.Length == 0 ? "" : " of " + name.En)} {wrong.En}."),
                new("请改正。", "Correct it.")) with { Entry = entry.Id, Field = field.Id });
        }
    }

    /// <summary>Whether a value surely has the form of its field. What is a day, month or number is read for the other checks too.</summary>
    private static bool IsFormed(CheckContext context, CompiledSection section, int at, int field, string value) => section.Types[field] switch
    {
        FieldType.Date => value.Length == 10 && context.FactAt(at, FactType.Date).Known,
        FieldType.Month => value.Length == 7 && context.FactAt(at, FactType.Date).Known,
        _ when value.Length > section.MaxLengths[field] => false,
        FieldType.Text or FieldType.LongText => true,
        FieldType.Number => context.FactAt(at, FactType.Number).Known,
        FieldType.Year => value.Length == 4 && context.FactAt(at, FactType.Number) is { IsWhole: true, Whole: >= 1940 and <= 2100 },
        FieldType.YesNo => value is "yes" or "no",
        FieldType.Choice => section.Choices[field].AsSpan().Contains(value),
        _ => false,
    };

    private static LocalText? WrongForm(FieldDefinition field, string text)
    {
        if (text.Length > field.MaxLength)
        {
            return new($"有{text.Length}字，最多{field.MaxLength}字", $"has {text.Length} characters; at most {field.MaxLength}");
        }

        return field.Type switch
        {
            FieldType.Text or FieldType.LongText => null,
            FieldType.Date => text.Length == 10 && Dates.Parse(text) is not null ? null : new("不是日期", "is no date"),
            FieldType.Month => text.Length == 7 && Dates.Parse(text) is not null ? null : new("不是年月", "is no month"),
            FieldType.Year => text.Length == 4 && int.TryParse(text, out var year) && year is >= 1940 and <= 2100 ? null : new("不是年度", "is no year"),
            FieldType.Number => ConditionCompiler.Read(text, FactType.Number).Known ? null : new("不是数字", "is no number"),
            FieldType.YesNo => text is "yes" or "no" ? null : new("请选择是或否", "is to be yes or no"),
            FieldType.Choice => Chosen(field, text) ? null : new("不在可选范围内", "is none of the choices"),
            _ => throw new InvalidOperationException("Not a type of field."),
        };
    }

    private static bool Chosen(FieldDefinition field, string text)
    {
        for (var i = 0; i < field.Choices.Count; i++)
        {
            if (string.Equals(field.Choices[i].Id, text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
