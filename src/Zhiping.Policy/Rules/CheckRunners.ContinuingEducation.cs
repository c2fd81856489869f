using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>The check of class hours, year by year and by subject (G).</summary>
internal static partial class CheckRunners
{
    private static void Hours(CheckContext context, StandardCheck check)
    {
        var terms = context.Notice.ContinuingEducation;
        var entries = context.Record.Hours();
        var reported = 0;
        for (var d = 0; d < terms.Demands.Count * 2; d++)
        {
            // The subjects first, then the totals: a total that is short by no more than its subjects is not said twice.
            var demand = terms.Demands[d % terms.Demands.Count];
            if (demand.Subject == HoursSubject.Total != d >= terms.Demands.Count || !Applies(demand, context))
            {
                continue;
            }

            if (demand.Together)
            {
                Together(context, check, demand, entries);
                continue;
            }

            for (var y = 0; y < demand.Years.Count; y++)
            {
                var year = demand.Years[y];
                if (Overridden(context, terms, d % terms.Demands.Count, year))
                {
                    continue;
                }

                var (hours, exempt) = Sum(entries, year, demand.Subject);
                var missing = demand.Hours.Value - hours;
                if (missing <= 0 || exempt)
                {
                    continue;
                }

                if (demand.Subject == HoursSubject.Total && (reported & (1 << (year % 31))) != 0 && SubjectGap(context, terms, entries, year) >= missing)
                {
                    continue;
                }

                reported |= 1 << (year % 31);
                context.Add(HoursFinding(context, check, demand, year, hours, missing));
            }
        }
    }

    /// <summary>The hours of all the years of a demand added up. A year of exemption counts as its share, so that a posting neither helps nor hurts.</summary>
    private static void Together(CheckContext context, StandardCheck check, HoursDemand demand, ReadOnlySpan<HoursEntry> entries)
    {
        var (sum, exempted) = (0m, 0);
        foreach (var year in demand.Years)
        {
            var (hours, exempt) = Sum(entries, year, demand.Subject);
            (sum, exempted) = exempt ? (sum, exempted + 1) : (sum + hours, exempted);
        }

        var asked = demand.Years.Count == 0 ? 0 : demand.Hours.Value * (demand.Years.Count - exempted) / demand.Years.Count;
        if (sum >= asked)
        {
            return;
        }

        var (first, last) = (demand.Years.Min(), demand.Years.Max());
        var running = demand.CurrentYearMayFollow && last >= context.Today.Year;
        var subject = Subject(demand);
        context.Add(Make(check, SectionId(context, SectionKind.ContinuingEducation),
            new($"{first}—{last}年{subject.Zh}合计{sum:0.#}学时，要求{asked:0.#}学时，差{asked - sum:0.#}学时。", $"{first} to {last}: {sum:0.#} class hours {subject.En} together, {asked:0.#} are asked, {asked - sum:0.#} short."),
            running ? new($"{last}年也计入，年底前可以补齐。", $"{last} counts too; complete them by the end of the year.") : AddCertificates, running ? Severity.Mind : null)
            with { Clause = demand.Clause ?? check.Clause, Assumed = demand.Assumed });
    }

    private static readonly LocalText AddCertificates =
        new("漏了证书的，请从系统补选；当年驻村的，请上传免学审批表。", "Add certificates that are missing; for a year of posting upload the exemption form.");

    private static LocalText Subject(HoursDemand demand) => demand.Subject switch
    {
        HoursSubject.Specialty => new LocalText("专业课", "specialty"),
        HoursSubject.General => new LocalText("公需课", "general"),
        HoursSubject.Total => new LocalText("继续教育共", "in all"),
        _ => throw new InvalidOperationException("Not a subject."),
    };

    /// <summary>Another demand of the same subject and year decides instead, by the notice's hit policy.</summary>
    private static bool Overridden(CheckContext context, ContinuingEducationTerms terms, int index, int year)
    {
        var policy = context.Notice.HitPolicies.ContinuingEducation;
        for (var d = 0; policy != HitPolicy.All && d < terms.Demands.Count; d++)
        {
            var (other, demand) = (terms.Demands[d], terms.Demands[index]);
            if (d == index || other.Together || other.Subject != demand.Subject || !other.Years.Contains(year) || !Applies(other, context))
            {
                continue;
            }

            var more = other.Hours.Value.CompareTo(demand.Hours.Value);
            if (policy == HitPolicy.First ? d < index : more > 0 || (more == 0 && d < index))
            {
                return true;
            }
        }

        return false;
    }

    private static Finding HoursFinding(CheckContext context, StandardCheck check, HoursDemand demand, int year, decimal hours, decimal missing)
    {
        var running = demand.CurrentYearMayFollow && year >= context.Today.Year;
        var subject = Subject(demand);
        var remedy = running
            ? new LocalText($"{year}年也计入，年底前可以补齐。", $"{year} counts too; complete it by the end of the year.")
            : AddCertificates;
        return Make(check, SectionId(context, SectionKind.ContinuingEducation),
            new($"{year}年{subject.Zh}{hours:0.#}学时，差{missing:0.#}学时。", $"{year}: {hours:0.#} class hours {subject.En}, {missing:0.#} short."),
            remedy, running ? Severity.Mind : null) with { Clause = demand.Clause ?? check.Clause, Assumed = demand.Assumed };
    }

    private static bool Applies(HoursDemand demand, CheckContext context) =>
        (demand.Bands.Count == 0 || demand.Bands.Contains(Terms.BandOf(context.Document.Level)))
        && (demand.UnitKinds.Count == 0 || demand.UnitKinds.Contains(context.Document.Unit.Kind))
        && !(demand.NotFirstApplication && IsFirstApplication(context))
        && (!context.Compiled.DemandsDiffer || demand.Fits(context.Document));

    private static bool IsFirstApplication(CheckContext context) =>
        context.Document.Applicant.FirstApplication == true
        || context.Text(context.Compiled.Fields.FirstApplication, 0) is "yes";

    private static decimal SubjectGap(CheckContext context, ContinuingEducationTerms terms, ReadOnlySpan<HoursEntry> entries, int year)
    {
        var gap = 0m;
        for (var d = 0; d < terms.Demands.Count; d++)
        {
            var demand = terms.Demands[d];
            if (demand.Subject != HoursSubject.Total && !demand.Together && Applies(demand, context) && demand.Years.Contains(year))
            {
                gap += Math.Max(0, demand.Hours.Value - Sum(entries, year, demand.Subject).Hours);
            }
        }

        return gap;
    }

    private static (decimal Hours, bool Exempt) Sum(ReadOnlySpan<HoursEntry> entries, int year, HoursSubject subject)
    {
        var hours = 0m;
        foreach (var entry in entries)
        {
            if (entry.Year != year)
            {
                continue;
            }

            if (entry.Subject == HoursSubject.Total)
            {
                return (hours, true);
            }

            hours += subject == HoursSubject.Total || subject == entry.Subject ? entry.Hours : 0;
        }

        return (hours, false);
    }
}
