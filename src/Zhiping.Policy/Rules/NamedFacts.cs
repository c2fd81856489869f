using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>Where each named fact is read.</summary>
internal static class NamedFacts
{
    private static readonly Dictionary<string, Func<CheckContext, FactValue>> Readers = new(StringComparer.Ordinal)
    {
        ["level"] = c => FactValue.OfWhole((int)c.Document.Level - 1),
        ["kind"] = c => FactValue.OfWhole((int)c.Document.Kind - 1),
        ["channel"] = c => FactValue.OfWhole((int)c.Document.Channel - 1),
        ["series"] = c => FactValue.Of(c.Document.Series),
        ["specialty"] = c => FactValue.Of(c.Document.Specialty),
        ["unit.kind"] = c => FactValue.OfWhole((int)c.Document.Unit.Kind - 1),
        ["unit.tier"] = c => FactValue.OfWhole((int)c.Document.Unit.Tier - 1),
        ["unit.county"] = c => FactValue.Of(c.Document.Unit.County),
        ["applicant.ageInYears"] = c => FactValue.Of(c.Document.Applicant.AgeInYears),
        ["applicant.retired"] = c => FactValue.Of(c.Document.Applicant.Retired),
        ["applicant.civilServant"] = c => FactValue.Of(c.Document.Applicant.CivilServant),
        ["applicant.underSanction"] = c => FactValue.Of(c.Document.Applicant.UnderSanction),
        ["applicant.bannedUntil"] = c => FactValue.Of(c.Document.Applicant.BannedUntil),
        ["applicant.confirmedByUnit"] = c => FactValue.Of(c.Document.Applicant.ConfirmedByUnit),
        ["applicant.firstApplication"] = c => FactValue.Of(c.Document.Applicant.FirstApplication),
        ["today"] = c => FactValue.Of(c.Today),
        ["cutOff"] = c => FactValue.Of(c.Notice.SeniorityCutOff.Day),
        ["year"] = c => FactValue.OfWhole(c.Notice.Year.Value),
        ["title.level"] = c => c.Record.TitleLevel is { } level ? FactValue.OfWhole((int)level - 1) : FactValue.Unknown,
        ["title.obtained"] = c => FactValue.Of(c.Record.TitleObtained),
        ["title.years"] = c => Years(c.Record.TitleMonths()),
        ["title.appointedYears"] = c => c.Record.PresentTitle() is var title and >= 0 && c.Day(c.Compiled.Fields.TitleAppointed, title) is { } day
            ? FactValue.OfWhole(Dates.MonthsServed(day, c.Notice.SeniorityCutOff.Day) / 12) : FactValue.Unknown,
        ["specialty.years"] = c => c.Day(c.Compiled.Fields.SpecialtySince, 0) is { } day
            ? FactValue.OfWhole(Dates.MonthsServed(day, c.Notice.SeniorityCutOff.Day) / 12) : FactValue.Unknown,
        ["education.highest"] = c => c.Record.HighestEducation is var place and >= 0 ? FactValue.OfWhole(place) : FactValue.Unknown,
        ["assessments.delayYears"] = c => FactValue.OfWhole(c.Record.DelayYears),
        ["skill.level"] = c => c.Record.SkillPlace() is var place and >= 0 ? FactValue.OfWhole(place) : FactValue.Unknown,
        ["skill.years"] = c => c.Record.SkillPlace() is var place and >= 0 && c.Record.SkilledSince(place) is { } day
            ? FactValue.OfWhole(Dates.MonthsServed(day, c.Notice.SeniorityCutOff.Day) / 12) : FactValue.Unknown,
        ["exam.valid"] = c => ExamValid(c),
        ["post.vacancy"] = c => c.Text(c.Compiled.Fields.PostVacancy, 0) is { } vacancy
            ? FactValue.OfWhole(vacancy is "yes" ? 1 : 0) : FactValue.Unknown,
    };

    public static Func<CheckContext, FactValue> Get(string name) => Readers[name];

    private static FactValue Years(FactValue months) => months.Known ? FactValue.OfWhole(months.Whole / 12) : months;

    /// <summary>A result counts for the years of the line that it reached, where the line counts for the unit's place; below every line in its own year only (C9).</summary>
    private static FactValue ExamValid(CheckContext context)
    {
        var fields = context.Compiled.Fields;
        if (context.CountOf(fields.ExamYear) == 0)
        {
            return FactValue.Unknown;
        }

        for (var i = 0; i < context.CountOf(fields.ExamYear); i++)
        {
            if (context.Number(fields.ExamYear, i) is { } year && Holds(context, context.Text(fields.ExamLine, i), (int)year))
            {
                return FactValue.OfWhole(1);
            }
        }

        return FactValue.OfWhole(0);
    }

    private static bool Holds(CheckContext context, string? line, int year)
    {
        for (var i = 0; i < context.Notice.Exams.Count; i++)
        {
            var known = context.Notice.Exams[i];
            if (string.Equals(known.Id, line, StringComparison.Ordinal))
            {
                return known.Holds(year, context.Notice.Year.Value) && known.Fits(context.Document);
            }
        }

        return context.Notice.Year.Value == year;
    }
}
