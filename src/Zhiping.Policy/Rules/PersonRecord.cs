using System.Globalization;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>What the document of one check says of the person: title, education, delays by assessments (C), class hours (G). Each is read once a check, when first asked for.</summary>
internal sealed class PersonRecord(CheckContext context)
{
    private HoursEntry[] _hours = new HoursEntry[16];
    private int _hoursCount = -1;
    private FactValue _titleMonths;
    private bool _titleMonthsKnown;
    private bool _known;
    private DateOnly? _titleObtained;
    private Level? _titleLevel;
    private int _highestEducation;
    private int _delayYears;

    /// <summary>The next document is another person's.</summary>
    public void Forget()
    {
        _titleMonthsKnown = false;
        _known = false;
        _hoursCount = -1;
    }

    /// <summary>The title that counts: the highest, then the latest.</summary>
    public SectionEntry? PresentTitle()
    {
        SectionEntry? best = null;
        var bestLevel = 0;
        DateOnly bestDay = default;
        var titles = context.Entries(SectionKind.PresentTitle);
        for (var i = 0; i < titles.Count; i++)
        {
            var entry = titles[i];
            var level = Enum.TryParse<Level>(entry["level"], out var parsed) ? (int)parsed : 0;
            var day = Dates.Parse(entry["obtained"]) ?? default;
            if (best is null || level > bestLevel || (level == bestLevel && day > bestDay))
            {
                (best, bestLevel, bestDay) = (entry, level, day);
            }
        }

        return best;
    }

    /// <summary>When the title that counts was obtained; null when nobody wrote it.</summary>
    public DateOnly? TitleObtained => Read()._titleObtained;

    public Level? TitleLevel => Read()._titleLevel;

    /// <summary>The place of the highest education in <see cref="FactCatalogue.Educations"/>, or -1.</summary>
    public int HighestEducation => Read()._highestEducation;

    /// <summary>Years by which weak assessments since the present title delay (C6).</summary>
    public int DelayYears => Read()._delayYears;

    /// <summary>Reads title, education and assessments once a check.</summary>
    private PersonRecord Read()
    {
        if (!_known)
        {
            var title = PresentTitle();
            _titleObtained = title is null ? null : Dates.Parse(title["obtained"]);
            _titleLevel = title is not null && Enum.TryParse<Level>(title["level"], out var level) ? level : null;
            _highestEducation = ReadHighestEducation();
            _delayYears = ReadDelayYears();
            _known = true;
        }

        return this;
    }

    /// <summary>Whole months in the title at the notice's cut-off day.</summary>
    public FactValue TitleMonths()
    {
        if (!_titleMonthsKnown)
        {
            _titleMonths = TitleObtained is { } day ? FactValue.Of((decimal)Dates.MonthsServed(day, context.Notice.SeniorityCutOff.Day)) : FactValue.Unknown;
            _titleMonthsKnown = true;
        }

        return _titleMonths;
    }

    /// <summary>The place of the highest skill qualification in <see cref="FactCatalogue.Skills"/>, or -1.</summary>
    public int SkillPlace()
    {
        var best = -1;
        var entries = context.Entries(SectionKind.SkillQualification);
        for (var i = 0; i < entries.Count; i++)
        {
            best = Math.Max(best, PlaceOf(entries[i]["level"]));
        }

        return best;
    }

    /// <summary>Since when the person has held a skill qualification of that place or a higher one; null when nobody wrote it.</summary>
    public DateOnly? SkilledSince(int place)
    {
        DateOnly? since = null;
        var entries = context.Entries(SectionKind.SkillQualification);
        for (var i = 0; i < entries.Count; i++)
        {
            if (PlaceOf(entries[i]["level"]) >= place && Dates.Parse(entries[i]["obtained"]) is { } day && (since is null || day < since))
            {
                since = day;
            }
        }

        return since;
    }

    private static int PlaceOf(string? skill)
    {
        for (var i = 0; i < FactCatalogue.Skills.Count; i++)
        {
            if (string.Equals(FactCatalogue.Skills[i], skill, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private int ReadHighestEducation()
    {
        var best = -1;
        var entries = context.Entries(SectionKind.Education);
        for (var i = 0; i < entries.Count; i++)
        {
            best = Math.Max(best, context.Compiled.EducationPlace(entries[i]["level"]));
        }

        return best;
    }

    private int ReadDelayYears()
    {
        if (context.Notice.Assessments is not { } terms)
        {
            return 0;
        }

        var since = _titleObtained?.Year ?? 0;
        var delay = 0;
        var entries = context.Entries(SectionKind.Assessments);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (int.TryParse(entry["year"], out var year) && year >= since)
            {
                delay += entry["result"] switch { "basically-qualified" => terms.BasicallyQualifiedDelay, "unqualified" => terms.UnqualifiedDelay, _ => 0 };
            }
        }

        return delay;
    }

    /// <summary>The class hours as numbers, read once a check.</summary>
    public ReadOnlySpan<HoursEntry> Hours()
    {
        if (_hoursCount < 0)
        {
            _hoursCount = ReadHours();
        }

        return _hours.AsSpan(0, _hoursCount);
    }

    private int ReadHours()
    {
        if (context.Compiled.ContinuingEducation is not { Year: >= 0, Subject: >= 0 } fields || context.Contents[fields.Section] is not { Entries.Count: var count and > 0 })
        {
            return 0;
        }

        if (_hours.Length < count)
        {
            _hours = new HoursEntry[count * 2];
        }

        var read = 0;
        for (var e = 0; e < count; e++)
        {
            if (!int.TryParse(context.Value(fields.Section, e, fields.Year), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            {
                continue;
            }

            var hours = fields.Hours >= 0 ? ConditionCompiler.Number(context.Value(fields.Section, e, fields.Hours)) ?? 0 : 0;
            HoursSubject? subject = context.Value(fields.Section, e, fields.Subject) switch
            {
                "specialty" => HoursSubject.Specialty,
                "general" => HoursSubject.General,
                "exemption" => HoursSubject.Total,
                _ => null,
            };
            if (subject is { } of)
            {
                _hours[read++] = new HoursEntry(year, of, hours);
            }
        }

        return read;
    }
}

/// <summary>One certificate or exemption; the subject of an exemption is the total.</summary>
internal readonly record struct HoursEntry(int Year, HoursSubject Subject, decimal Hours);
