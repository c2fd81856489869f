using System.Globalization;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>Checks of a person's record: Putonghua, assessments, career, grassroots service (C).</summary>
internal static partial class CheckRunners
{
    private static string SectionId(CheckContext context, SectionKind kind) =>
        context.Compiled.IndexOf(kind) is var index and >= 0 ? context.Compiled.Sections[index].Definition.Id : "basics";

    private static void Putonghua(CheckContext context, StandardCheck check)
    {
        var fields = context.Compiled.Fields;
        var demands = context.Notice.Putonghua;
        PutonghuaDemand? strictest = null;
        for (var i = 0; i < demands.Count; i++)
        {
            var demand = demands[i];
            var applies = (demand.UnitKinds.Count == 0 || demand.UnitKinds.Contains(context.Document.Unit.Kind))
                && (demand.Occupations.Count == 0 || HasOccupation(context, demand.Occupations));
            if (applies && (strictest is null || demand.AtLeast < strictest.AtLeast))
            {
                strictest = demand;
                if (context.Notice.HitPolicies.Putonghua == HitPolicy.First)
                {
                    break;
                }
            }
        }

        if (strictest is null)
        {
            return;
        }

        var best = PutonghuaLevel.Level3B + 1;
        for (var i = 0; i < context.CountOf(fields.PutonghuaLevel); i++)
        {
            if (Enum.TryParse<PutonghuaLevel>(context.Text(fields.PutonghuaLevel, i), out var level) && level < best)
            {
                best = level;
            }
        }

        if (best <= strictest.AtLeast)
        {
            return;
        }

        var needed = Say(strictest.AtLeast);
        var message = best > PutonghuaLevel.Level3B
            ? new LocalText($"没有普通话等级证书，要求{needed.Zh}以上。", $"No Putonghua certificate; {needed.En} or better is asked.")
            : new LocalText($"普通话{Say(best).Zh}，要求{needed.Zh}以上。", $"Putonghua {Say(best).En}; {needed.En} or better is asked.");
        context.Add(Make(check, SectionId(context, SectionKind.Putonghua), message,
            new("请填写并上传达到要求的普通话等级证书。", "Enter and upload a certificate that reaches it.")) with { Clause = strictest.Clause ?? check.Clause });
    }

    private static bool HasOccupation(CheckContext context, IReadOnlyList<string> occupations)
    {
        for (var i = 0; i < context.CountOf(context.Compiled.Fields.Occupation); i++)
        {
            if (context.Text(context.Compiled.Fields.Occupation, i) is { } occupation && Has(occupations, occupation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(IReadOnlyList<string> list, string value)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (string.Equals(list[i], value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static LocalText Say(PutonghuaLevel level) => level switch
    {
        PutonghuaLevel.Level1A => new("一级甲等", "1A"),
        PutonghuaLevel.Level1B => new("一级乙等", "1B"),
        PutonghuaLevel.Level2A => new("二级甲等", "2A"),
        PutonghuaLevel.Level2B => new("二级乙等", "2B"),
        PutonghuaLevel.Level3A => new("三级甲等", "3A"),
        PutonghuaLevel.Level3B => new("三级乙等", "3B"),
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level of Putonghua."),
    };

    private static void Assessments(CheckContext context, StandardCheck check)
    {
        if (context.Notice.Assessments is not { } terms || (terms.UnitKinds.Count > 0 && !terms.UnitKinds.Contains(context.Document.Unit.Kind)))
        {
            return;
        }

        var employed = context.Day(context.Compiled.Fields.FirstEmployment, 0)?.Year ?? 0;
        for (var y = 0; y < terms.Years.Count; y++)
        {
            if (terms.Years[y] >= employed && !HasYear(context, terms.Years[y]))
            {
                context.Add(Make(check, SectionId(context, SectionKind.Assessments),
                    new($"缺{terms.Years[y]}年的年度考核。", $"The assessment of {terms.Years[y]} is missing."),
                    new("请填写并上传当年年度考核表的正反面。", "Enter it and upload both sides of the form.")) with { Clause = terms.Clause ?? check.Clause, Assumed = terms.Assumed || check.Assumed });
            }
        }
    }

    private static bool HasYear(CheckContext context, int year)
    {
        for (var i = 0; i < context.CountOf(context.Compiled.Fields.AssessmentYear); i++)
        {
            if (context.Number(context.Compiled.Fields.AssessmentYear, i) == year)
            {
                return true;
            }
        }

        return false;
    }

    private static void CareerGaps(CheckContext context, StandardCheck check)
    {
        var fields = context.Compiled.Fields;
        var count = context.CountOf(fields.CareerFrom);
        Span<(DateOnly From, DateOnly Until)> room = count <= 64 ? stackalloc (DateOnly, DateOnly)[64] : new (DateOnly, DateOnly)[count];
        var read = 0;
        for (var i = 0; i < count; i++)
        {
            if (context.Day(fields.CareerFrom, i) is { } from)
            {
                room[read++] = (from, context.Day(fields.CareerUntil, i) ?? DateOnly.MaxValue);
            }
        }

        var spans = room[..read];
        spans.Sort(static (one, other) => one.From != other.From ? one.From.CompareTo(other.From) : one.Until.CompareTo(other.Until));
        var covered = read == 0 ? DateOnly.MaxValue : spans[0].Until;
        foreach (var (from, until) in spans)
        {
            if (covered != DateOnly.MaxValue && Dates.Months(covered, from) > 1)
            {
                var (first, last) = (covered.AddMonths(1), from.AddMonths(-1));
                var months = Dates.Months(first, last) + 1;
                context.Add(Make(check, SectionId(context, SectionKind.Career),
                    new($"{first.Year}年{first.Month}月{(months == 1 ? "" : $"到{(first.Year == last.Year ? "" : $"{last.Year}年")}{last.Month}月")}没有记录。",
                        months == 1 ? string.Create(CultureInfo.InvariantCulture, $"Nothing is said of {first:yyyy-MM}.") : string.Create(CultureInfo.InvariantCulture, $"Nothing is said from {first:yyyy-MM} to {last:yyyy-MM}.")),
                    new($"如果这{months}个月待业或在学，请补一段写明。这样能少一次退回。", $"If you were studying or between posts in these {months} months, add a line that says so.")));
            }

            covered = until > covered ? until : covered;
        }
    }

    private static void CareerStart(CheckContext context, StandardCheck check)
    {
        var fields = context.Compiled.Fields;
        if (context.Day(fields.FirstEmployment, 0) is not { } first)
        {
            return;
        }

        DateOnly? earliest = null;
        for (var i = 0; i < context.CountOf(fields.CareerFrom); i++)
        {
            if (context.Day(fields.CareerFrom, i) is { } from && (earliest is null || from < earliest))
            {
                earliest = from;
            }
        }

        if (earliest is { } start && (start.Year, start.Month) != (first.Year, first.Month))
        {
            context.Add(Make(check, SectionId(context, SectionKind.Career),
                new($"工作经历从{start.Year}年{start.Month}月开始，参加工作时间是{first.Year}年{first.Month}月。", string.Create(CultureInfo.InvariantCulture, $"The career begins in {start:yyyy-MM}, the first employment was in {first:yyyy-MM}.")),
                new("请让两处一致。", "Make the two agree.")));
        }
    }

    private static void Grassroots(CheckContext context, StandardCheck check)
    {
        if (context.Notice.Grassroots is not { } terms || !terms.Levels.Contains(context.Document.Level)
            || (terms.Specialties.Count > 0 && !Has(terms.Specialties, context.Document.Specialty)))
        {
            return;
        }

        var since = context.Record.TitleObtained?.Year ?? 0;
        for (var y = 0; y < terms.Years.Count; y++)
        {
            var year = terms.Years[y];
            var days = DaysIn(context, year);
            if (year <= since || days >= terms.DaysPerYear)
            {
                continue;
            }

            var running = terms.CurrentYearMayFollow && year >= context.Today.Year;
            context.Add(Make(check, SectionId(context, SectionKind.Grassroots),
                new($"{year}年基层服务{days:0.#}天，差{terms.DaysPerYear - days:0.#}天。", $"{year}: {days:0.#} days at the grassroots, {terms.DaysPerYear - days:0.#} short."),
                running ? new($"{year}年还没有过完，年底前可以补齐。", $"{year} is not over; complete it by the end of the year.")
                    : new("漏填的请补填并上传印证材料。", "Add what is missing with its proof."),
                running ? Severity.Mind : null) with { Clause = terms.Clause ?? check.Clause });
        }
    }

    private static decimal DaysIn(CheckContext context, int year)
    {
        var fields = context.Compiled.Fields;
        var days = 0m;
        for (var i = 0; i < context.CountOf(fields.GrassrootsYear); i++)
        {
            if (context.Number(fields.GrassrootsYear, i) == year)
            {
                days += context.Number(fields.GrassrootsDays, i) ?? 0;
            }
        }

        return days;
    }

    private static void SinceTitle(CheckContext context, StandardCheck check)
    {
        if (context.Record.TitleObtained is not { } obtained)
        {
            return;
        }

        var title = new DateOnly(obtained.Year, obtained.Month, 1);
        foreach (var (date, until) in context.Compiled.Fields.Done)
        {
            for (var e = 0; e < context.CountOf(date); e++)
            {
                if ((context.Day(date, e) ?? context.Day(until, e)) is { } done && done < title)
                {
                    var section = context.Compiled.Sections[date.Section];
                    var entry = context.Contents[date.Section]!.Entries[e];
                    var name = Name(section, e, entry);
                    context.Add(Make(check, section.Definition.Id,
                        new($"{name.Zh}是{done.Year}年{done.Month}月的，早于取得现职称的{title.Year}年{title.Month}月。", string.Create(CultureInfo.InvariantCulture, $"{name.En} is of {done:yyyy-MM}, before the present title of {title:yyyy-MM}.")),
                        new("请删去，只填取得现职称之后的。", "Remove it; only what came after the present title counts.")) with { Entry = entry.Id });
                }
            }
        }
    }

    private static void VagueWords(CheckContext context, StandardCheck check)
    {
        if (context.Compiled.VagueWords is not { } words)
        {
            return;
        }

        for (var i = 0; i < context.Compiled.Sections.Length; i++)
        {
            var section = context.Compiled.Sections[i];
            foreach (var f in section.LongTexts)
            {
                for (var e = 0; e < context.CountOf(i); e++)
                {
                    var text = context.Value(i, e, f);
                    var at = text is null || text.AsSpan().IndexOfAny(context.Compiled.VagueBeginnings) < 0 ? -1 : text.AsSpan().IndexOfAny(words);
                    if (at >= 0)
                    {
                        var field = section.Fields[f];
                        var word = WordAt(context.Notice.VagueWords, text!, at);
                        context.Add(Make(check, section.Definition.Id,
                            new($"“{field.Name.Zh}”里有含糊的词“{word}”。", $"'{field.Name.En}' has the vague word '{word}'."),
                            new("请写明数量、时间和事实。", "State number, time and fact.")) with { Entry = context.Contents[i]!.Entries[e].Id, Field = field.Id });
                    }
                }
            }
        }
    }

    private static string WordAt(IReadOnlyList<string> words, string text, int at) => words.First(w => string.CompareOrdinal(text, at, w, 0, w.Length) == 0);

    private static void FirstApplication(CheckContext context, StandardCheck check)
    {
        if (context.Document is not { Level: Level.Intermediate, Kind: ProgrammeKind.Evaluation or ProgrammeKind.SkilledWorkerRoute or ProgrammeKind.ExamAndEvaluation } || !IsFirstApplication(context)
            || context.Compiled.IndexOf(SectionKind.OtherAttachments) is not (var index and >= 0)
            || (context.Compiled.Sections[index].SlotIndex("years-proof") is var slot and >= 0 && context.PagesIn(index, slot, -1) > 0))
        {
            return;
        }

        context.Add(Make(check, context.Compiled.Sections[index].Definition.Id,
            new("首次参加评审直接申报中级，没有上传从事现任专业工作年限的书面证明。", "A first application straight to intermediate has no written proof of years in the specialty."),
            new("请由所在单位出具，主要领导签字并盖章，扫描上传。", "Your unit writes it, its leader signs and stamps it; upload the scan.")) with { Slot = "years-proof" });
    }
}
