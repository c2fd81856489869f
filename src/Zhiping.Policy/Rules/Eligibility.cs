using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>One demand of a ladder row, met or not, with the arithmetic in words.</summary>
public sealed record LadderPart(Truth Truth, LocalText Words);

/// <summary>One row of the ladder for one person.</summary>
/// <param name="Earliest">The first day on which the years are full, where only years are missing.</param>
/// <param name="MonthsShort">How many months are missing in all; 0 when none.</param>
public sealed record LadderAnswer(LadderRow Row, Truth Truth, IReadOnlyList<LadderPart> Parts, DateOnly? Earliest, int MonthsShort)
{
    /// <summary>Demands that fail and that time alone does not mend: education, present level, skill.</summary>
    public int HardFails { get; init; }
}

/// <summary>The ladder of education, present title and years (C4 to C8): any row that holds is enough; of rows that do not, the least favourable reading is never taken.</summary>
internal static class LadderJudge
{
    public static LadderAnswer Judge(LadderRow row, CheckContext context)
    {
        var parts = new List<LadderPart>();
        var cutOff = context.Notice.SeniorityCutOff.Day;
        int shortBy = 0, yearsFailed = 0;
        DateOnly? earliest = null;
        if (row.Education is { } education)
        {
            parts.Add(EducationPart(education, context));
        }

        if (row.PresentLevel is { } level)
        {
            parts.Add(TitlePart(level, context));
        }

        if (row.SkillQualification is { } skill)
        {
            parts.Add(SkillPart(skill, context));
        }

        // Years in a level or skill that the person does not hold cannot have begun.
        var skilled = row.SkillQualification is { } asked ? FactCatalogue.Skills.ToList().IndexOf(asked) : -1;
        if (row.YearsInTitle > 0 && context.Record.SkillPlace() >= skilled
            && (row.PresentLevel is null || context.Record.TitleLevel == row.PresentLevel
                || (context.Record.TitleLevel is null && context.Content(SectionKind.PresentTitle) is not { Entries.Count: 0 })))
        {
            var since = skilled < 0 ? context.Record.TitleObtained : context.Record.SkilledSince(skilled);
            var delay = row.SkillQualification is null ? context.Record.DelayYears : 0;
            var name = row.SkillQualification is not null ? new LocalText("取得技能等级", "since the skill qualification")
                : row.PresentLevel is { } held ? new LocalText("任" + Terms.Name(held).Zh, $"as {Terms.Name(held).En}") : new LocalText("任现职称", "since the present title");
            Years(parts, since, row.YearsInTitle + delay, delay, name, cutOff, ref shortBy, ref yearsFailed, ref earliest);
        }

        if (row.YearsInSpecialty > 0)
        {
            var since = context.Day(context.Compiled.Fields.SpecialtySince, 0);
            Years(parts, since, row.YearsInSpecialty, 0, new("从事本专业", "in the specialty"), cutOff, ref shortBy, ref yearsFailed, ref earliest);
        }

        var truth = Truth.Yes;
        foreach (var part in parts)
        {
            truth = Truths.And(truth, part.Truth);
        }

        var onlyYears = parts.Count(p => p.Truth == Truth.No) == yearsFailed;
        return new LadderAnswer(row, truth, parts, truth == Truth.No && onlyYears ? earliest : null, shortBy)
        {
            HardFails = parts.Count(p => p.Truth == Truth.No) - yearsFailed,
        };
    }

    /// <summary>The row that decides, by the notice's hit policy; null where the notice has no row for the level and kind.</summary>
    public static LadderAnswer? Decide(CheckContext context)
    {
        var (rows, document, policy) = (context.Notice.Ladder, context.Document, context.Notice.HitPolicies.Ladder);
        LadderAnswer? nearest = null, decided = null;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Level != document.Level || !CheckRunners.Fits(rows[i], context))
            {
                continue;
            }

            var answer = Judge(rows[i], context);
            if (nearest is null || answer.Truth > nearest.Truth || (answer.Truth == nearest.Truth && CheckRunners.Nearer(answer, nearest)))
            {
                nearest = answer;
            }

            // The rows that fit are those whose education, level and skill the person has: time alone can mend the rest.
            if (policy != HitPolicy.Any && answer.HardFails == 0
                && (decided is null || (policy != HitPolicy.First && (answer.Truth, -answer.MonthsShort).CompareTo((decided.Truth, -decided.MonthsShort)) < 0)))
            {
                decided = answer;
            }
        }

        return decided ?? nearest;
    }

    /// <summary>Whether a row holds, without saying anything.</summary>
    public static bool Holds(LadderRow row, CheckContext context)
    {
        if (row.Education is { } education && context.Record.HighestEducation < context.Compiled.EducationPlace(education))
        {
            return false;
        }

        if (row.PresentLevel is { } level && context.Record.TitleLevel != level)
        {
            return false;
        }

        if (row.SkillQualification is not null)
        {
            return Judge(row, context).Truth == Truth.Yes;
        }

        var cutOff = context.Notice.SeniorityCutOff.Day;
        return (row.YearsInTitle == 0
                || (context.Record.TitleObtained is { } since && Dates.MonthsServed(since, cutOff) >= (row.YearsInTitle + context.Record.DelayYears) * 12))
            && (row.YearsInSpecialty == 0
                || (context.Day(context.Compiled.Fields.SpecialtySince, 0) is { } begun && Dates.MonthsServed(begun, cutOff) >= row.YearsInSpecialty * 12));
    }

    private static LadderPart EducationPart(string needed, CheckContext context)
    {
        var place = context.Record.HighestEducation;
        var name = EducationName(needed, context);
        if (place < 0)
        {
            return new(Truth.Unknown, new($"要求{name.Zh}以上，学历还没有填写", $"{name.En} or higher; education is not filled in"));
        }

        var has = EducationName(FactCatalogue.Educations[place], context);
        return new(Truths.From(place >= context.Compiled.EducationPlace(needed)), new($"学历{has.Zh}，要求{name.Zh}以上", $"education {has.En}; {name.En} or higher is asked"));
    }

    private static LocalText EducationName(string id, CheckContext context)
    {
        var field = context.Compiled.IndexOf(SectionKind.Education) is var index and >= 0 ? context.Compiled.Sections[index].Definition.Field("level") : null;
        return field?.Choices.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.Ordinal))?.Name ?? new LocalText(id, id);
    }

    private static LadderPart TitlePart(Level needed, CheckContext context)
    {
        var name = Terms.Name(needed);
        return context.Content(SectionKind.PresentTitle) is not { } content ? new(Truth.Unknown, new($"要求现任{name.Zh}，现任职称还没有填写", $"{name.En} is asked; the present title is not filled in"))
            : content.Entries.Count == 0 ? new(Truth.No, new($"没有职称，要求现任{name.Zh}", $"no title; {name.En} is asked"))
            : context.Record.TitleLevel is not { } has ? new(Truth.Unknown, new($"要求现任{name.Zh}，级别还没有填写", $"{name.En} is asked; the level is not filled in"))
            : new(Truths.From(has == needed), new($"现任{Terms.Name(has).Zh}，要求{name.Zh}", $"present level {Terms.Name(has).En}; {name.En} is asked"));
    }

    private static LadderPart SkillPart(string needed, CheckContext context)
    {
        var place = FactCatalogue.Skills.ToList().IndexOf(needed);
        var best = context.Record.SkillPlace();
        string[] zh = ["高级工", "技师", "高级技师"];
        string[] en = ["senior worker", "technician", "senior technician"];
        return best < 0
            ? new(context.Entries(SectionKind.SkillQualification).Count == 0 ? Truth.Unknown : Truth.No, new($"要求{zh[place]}", $"{en[place]} is asked"))
            : new(Truths.From(best >= place), new($"{zh[best]}，要求{zh[place]}以上", $"{en[best]}; {en[place]} or higher is asked"));
    }

    private static void Years(
        List<LadderPart> parts, DateOnly? since, int years, int delay, LocalText name, DateOnly cutOff,
        ref int shortBy, ref int yearsFailed, ref DateOnly? earliest)
    {
        var zhDelay = delay > 0 ? $"（含年度考核顺延{delay}年）" : "";
        var enDelay = delay > 0 ? $" (with {delay} of delay by assessments)" : "";
        if (since is not { } from)
        {
            parts.Add(new(Truth.Unknown, new($"{name.Zh}须满{years}年{zhDelay}，时间还没有填写", $"{years} years {name.En}{enDelay}; the date is not filled in")));
            return;
        }

        var months = Dates.MonthsServed(from, cutOff);
        var missing = (years * 12) - months;
        var said = new LocalText($"{name.Zh}满{Say(months).Zh}，要求满{years}年{zhDelay}", $"{Say(months).En} {name.En}; {years} years are asked{enDelay}");
        if (missing <= 0)
        {
            parts.Add(new(Truth.Yes, said));
            return;
        }

        shortBy += missing;
        yearsFailed++;
        var full = from.AddYears(years).AddDays(-1);
        earliest = earliest is { } e && e > full ? e : full;
        parts.Add(new(Truth.No, new($"{said.Zh}，差{Say(missing).Zh}", $"{said.En}: {Say(missing).En} short")));
    }

    private static LocalText Say(int months)
    {
        var (years, rest) = (months / 12, months % 12);
        return rest == 0 ? new($"{years}年", $"{years} years") : years == 0 ? new($"{rest}个月", $"{rest} months") : new($"{years}年{rest}个月", $"{years} years {rest} months");
    }
}

internal static partial class CheckRunners
{
    private static void Ladder(CheckContext context, StandardCheck check)
    {
        var document = context.Document;
        var rows = context.Notice.Ladder;
        if (document.Kind is not (ProgrammeKind.Recognition or ProgrammeKind.Conferral) && context.Record.TitleLevel is { } held && held >= document.Level)
        {
            context.Add(Make(check, SectionId(context, SectionKind.PresentTitle),
                new($"您已有{Terms.Name(held).Zh}职称，不需要再申报{Terms.Name(document.Level).Zh}。", $"You hold a {Terms.Name(held).En} title already."),
                new("请改选更高的级别，或改正现任职称。", "Choose a higher level, or correct the present title.")));
            return;
        }

        for (var i = 0; i < rows.Count && context.Notice.HitPolicies.Ladder == HitPolicy.Any; i++)
        {
            if (rows[i].Level == document.Level && Fits(rows[i], context) && LadderJudge.Holds(rows[i], context))
            {
                return;
            }
        }

        if (LadderJudge.Decide(context) is not { } nearest || nearest.Truth == Truth.Yes)
        {
            return;
        }

        var unknown = nearest.Truth == Truth.Unknown;
        var failing = nearest.Parts.Where(p => p.Truth != Truth.Yes).Select(p => p.Words).ToList();
        context.Add(Make(check, SectionId(context, nearest.Row.SkillQualification is null ? SectionKind.PresentTitle : SectionKind.SkillQualification),
            new(string.Join("；", failing.Select(f => f.Zh)) + "。", string.Join("; ", failing.Select(f => f.En)) + "."),
            nearest.Earliest is { } day
                ? new($"最早到{SiteTime.Say(day).Zh}满年限。时间填错的请改正。", $"The years are full on {SiteTime.Say(day).En}. Correct the date if it is wrong.")
                : new("填错的请改正；条件不够的，可以改报其他级别。", "Correct what is wrong, or apply for another level."),
            unknown ? Severity.Unknown : null) with { Clause = nearest.Row.Clause ?? check.Clause, Assumed = nearest.Row.Assumed });
    }

    internal static bool Fits(LadderRow row, CheckContext context) =>
        Fits(row, context.Document.Kind) && (!context.Compiled.LadderDiffers || row.Fits(context.Document));

    private static bool Fits(LadderRow row, ProgrammeKind kind) =>
        row.Kinds.Count == 0 ? kind is not ProgrammeKind.SkilledWorkerRoute : row.Kinds.Contains(kind);

    /// <summary>The place of the education that is asked and not met; -1 where it is met.</summary>
    private static int EducationMissing(LadderAnswer answer) =>
        answer.Row.Education is { } education && answer.Parts[0].Truth != Truth.Yes ? FactCatalogue.Educations.ToList().IndexOf(education) : -1;

    /// <summary>Fewer demands that time does not mend, then fewer months, then the lower education that is missing.</summary>
    internal static bool Nearer(LadderAnswer answer, LadderAnswer than)
    {
        return answer.HardFails != than.HardFails ? answer.HardFails < than.HardFails
            : answer.MonthsShort != than.MonthsShort ? answer.MonthsShort < than.MonthsShort
            : EducationMissing(answer) < EducationMissing(than);
    }
}
