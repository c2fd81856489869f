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

    /// <summary>The place of the title that counts among those that stand there, the highest, then the latest; -1 where there is none.</summary>
    public int PresentTitle()
    {
        var (best, bestLevel, bestDay) = (-1, 0, default(DateOnly));
        for (var i = 0; i < context.CountOf(Fields.TitleLevel); i++)
        {
            var level = LevelOf(i) is { } known ? (int)known : 0;
            var day = context.Day(Fields.TitleObtained, i) ?? default;
            if (best < 0 || level > bestLevel || (level == bestLevel && day > bestDay))
            {
                (best, bestLevel, bestDay) = (i, level, day);
            }
        }

        return best;
    }

    private Level? LevelOf(int title) => context.Text(Fields.TitleLevel, title) switch
    {
        nameof(Level.Entry) => Level.Entry,
        nameof(Level.Assistant) => Level.Assistant,
        nameof(Level.Intermediate) => Level.Intermediate,
        nameof(Level.DeputySenior) => Level.DeputySenior,
        nameof(Level.FullSenior) => Level.FullSenior,
        _ => null,
    };

    private RecordFields Fields => context.Compiled.Fields;

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
            _titleObtained = title < 0 ? null : context.Day(Fields.TitleObtained, title);
            _titleLevel = title < 0 ? null : LevelOf(title);
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
            _titleMonths = TitleObtained is { } day ? FactValue.OfWhole(Dates.MonthsServed(day, context.Notice.SeniorityCutOff.Day)) : FactValue.Unknown;
            _titleMonthsKnown = true;
        }

        return _titleMonths;
    }

    /// <summary>The place of the highest skill qualification in <see cref="FactCatalogue.Skills"/>, or -1.</summary>
    public int SkillPlace()
    {
        var best = -1;
        for (var i = 0; i < context.CountOf(Fields.SkillLevel); i++)
        {
            best = Math.Max(best, PlaceOf(context.Text(Fields.SkillLevel, i)));
        }

        return best;
    }

    /// <summary>Since when the person has held a skill qualification of that place or a higher one; null when nobody wrote it.</summary>
    public DateOnly? SkilledSince(int place)
    {
        DateOnly? since = null;
        for (var i = 0; i < context.CountOf(Fields.SkillLevel); i++)
        {
            if (PlaceOf(context.Text(Fields.SkillLevel, i)) >= place && context.Day(Fields.SkillObtained, i) is { } day && (since is null || day < since))
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
        for (var i = 0; i < context.CountOf(Fields.EducationLevel); i++)
        {
            best = Math.Max(best, context.Compiled.EducationPlace(context.Text(Fields.EducationLevel, i)));
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
        for (var i = 0; i < context.CountOf(Fields.AssessmentYear); i++)
        {
            if (context.Number(Fields.AssessmentYear, i) >= since)
            {
                delay += context.Text(Fields.AssessmentResult, i) switch { "basically-qualified" => terms.BasicallyQualifiedDelay, "unqualified" => terms.UnqualifiedDelay, _ => 0 };
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
        var count = context.CountOf(Fields.HoursYear);
        if (_hours.Length < count)
        {
            _hours = new HoursEntry[count * 2];
        }

        var read = 0;
        for (var e = 0; e < count; e++)
        {
            if (context.Number(Fields.HoursYear, e) is not { } year || year > 9999)
            {
                continue;
            }

            HoursSubject? subject = context.Text(Fields.HoursSubject, e) switch
            {
                "specialty" => HoursSubject.Specialty,
                "general" => HoursSubject.General,
                "exemption" => HoursSubject.Total,
                _ => null,
            };
            if (subject is { } of)
            {
                _hours[read++] = new HoursEntry((int)year, of, context.Number(Fields.Hours, e) ?? 0);
            }
        }

        return read;
    }
}

/// <summary>One certificate or exemption; the subject of an exemption is the total.</summary>
internal readonly record struct HoursEntry(int Year, HoursSubject Subject, decimal Hours);
