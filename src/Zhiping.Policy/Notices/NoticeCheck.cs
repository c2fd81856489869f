using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices.Reading;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>Judges a notice as a whole: what no single value can show.</summary>
internal sealed partial class NoticeCheck
{
    private readonly Notice _notice;
    private readonly List<Problem> _problems;

    private NoticeCheck(Notice notice, List<Problem> problems)
    {
        _notice = notice;
        _problems = problems;
    }

    public static void Run(Notice notice, List<Problem> problems)
    {
        var check = new NoticeCheck(notice, problems);
        check.Series();
        check.Windows();
        check.Counties();
        check.SeriesNamed();
        check.Exams();
        check.Extensions();
        check.CalendarYears();
        check.Form();
        check.Checks();
        check.Caps();
        check.Standards();
        check.Meeting();
        check.Rules();
        if (!notice.Abstract)
        {
            check.Contacts();
            check.Routes();
            check.Fees();
        }
    }

    private void Error(string path, string what, string instead) => Say(path, what, instead, ProblemSeverity.Error);

    private void Warn(string path, string what, string instead) => Say(path, what, instead, ProblemSeverity.Warning);

    private void Say(string path, string what, string instead, ProblemSeverity severity)
    {
        var at = Locate(_notice.Resolved, path);
        _problems.Add(new Problem(at.File, at.Line, at.Column, path, what, instead, severity));
    }

    /// <summary>The node at a path such as passCaps[deputy].percent, or the nearest above it.</summary>
    internal static DocNode Locate(DocNode root, string path)
    {
        var at = root;
        foreach (var part in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.TrimEnd(']');
            var next = at switch
            {
                MapNode map => map[name],
                ListNode list => list.Items.Find(i => i is MapNode m && string.Equals(m.Text("id"), name, StringComparison.Ordinal))
                    ?? (int.TryParse(name, out var n) && n < list.Items.Count ? list.Items[n] : null),
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            at = next;
        }

        return at;
    }

    private void Series()
    {
        var series = _notice.SeriesList.Select(s => s.Id).ToList();
        var specialties = _notice.SeriesList.SelectMany(s => s.Specialties).ToList();
        var ids = specialties.Select(s => s.Id).ToList();
        if (!_notice.Abstract && specialties.Count == 0)
        {
            Error("series", "The notice has no specialty.", "List series with their specialties.");
        }

        foreach (var one in _notice.SeriesList)
        {
            foreach (var specialty in one.Specialties)
            {
                var path = $"series[{one.Id}].specialties[{specialty.Id}]";
                if (specialty.Titles.Count == 0 && specialty.ByExam.Count == 0)
                {
                    Error(path, $"'{specialty.Name.En}' has no titles.", "Write titles: with the title of each level that can be applied for.");
                }

                foreach (var level in specialty.ByExam.Where(specialty.Titles.ContainsKey))
                {
                    Error($"{path}.byExam", $"{level} is settled by exam and has a title to apply for.", "Remove it from titles or from byExam.");
                }

                if (specialty.Conditions is { } conditions && _notice.Documents.All(d => d.Id != conditions))
                {
                    Error($"{path}.conditions", $"There is no document '{conditions}'.", Suggest.Among(conditions, _notice.Documents.Select(d => d.Id)));
                }
            }
        }

        if (ids.Count == 0)
        {
            return;
        }

        foreach (var (path, id) in SpecialtiesNamed())
        {
            if (!ids.Contains(id, StringComparer.Ordinal))
            {
                Error(path, $"There is no specialty '{id}'.", Suggest.Among(id, ids));
            }
        }

        foreach (var standard in _notice.ScoringStandards.Where(s => s.Series is { } id && !series.Contains(id, StringComparer.Ordinal)))
        {
            Error($"scoringStandards[{standard.Id}].series", $"There is no series '{standard.Series}'.", Suggest.Among(standard.Series!, series));
        }
    }

    private IEnumerable<(string Path, string Id)> SpecialtiesNamed()
    {
        foreach (var id in _notice.Grassroots?.Specialties ?? [])
        {
            yield return ("grassroots.specialties", id);
        }

        foreach (var standard in _notice.ScoringStandards.Where(s => s.Specialty is not null))
        {
            yield return ($"scoringStandards[{standard.Id}].specialty", standard.Specialty!);
        }

        foreach (var section in _notice.Form.Sections)
        {
            foreach (var id in section.AskedWhen?.Specialties ?? [])
            {
                yield return ($"form.sections[{section.Id}].askedWhen.specialties", id);
            }
        }
    }

    private void Windows()
    {
        foreach (var (name, window) in AllWindows())
        {
            if (window is { Opens.At: { } opens, Closes.At: { } closes } && closes <= opens)
            {
                Error($"windows.{name}", $"The window closes before it opens ({window.Opens.Said.En} to {window.Closes.Said.En}).",
                    "Write a later closing edge, or an earlier opening one.");
            }

            Variants(name, window);
            foreach (var edge in (Edge?[])[window?.Opens, window?.Closes, .. (window?.Variants ?? []).SelectMany(v => (Edge?[])[v.Opens, v.Closes])])
            {
                if (edge?.At is { } at && Math.Abs(at.Year - _notice.Year.Value) > 1)
                {
                    Warn($"windows.{name}", $"{edge.Said.En} is far from the evaluation year {_notice.Year}.", "Check the year.");
                }
            }
        }

        if (_notice.Windows.Application is { } application && !OfApplication.Contains(application.EndedBy))
        {
            Error("windows.application.endedBy", $"{application.EndedBy} cannot end the application window.", $"Write {string.Join(", ", OfApplication)}.");
        }

        if (!_notice.Abstract && _notice.Windows.Application?.Closes is null)
        {
            Error("windows.application", "The application window has no closing edge.", "Write closes: with an hour, a day, a month or 'to be announced'.");
        }
    }

    /// <summary>An application can be ended only for want of an act that it still has to do.</summary>
    private static readonly EndedBy[] OfApplication = [EndedBy.SubmitByApplicant, EndedBy.RecommendationByUnit, EndedBy.ArrivalAtCommittee, EndedBy.Payment];

    private (string Name, Window? Window)[] AllWindows() =>
    [
        ("application", _notice.Windows.Application), ("review", _notice.Windows.Review), ("paper", _notice.Windows.Paper), ("payment", _notice.Windows.Payment),
        ("defence", _notice.Windows.Defence), ("meeting", _notice.Windows.Meeting), ("resultPublicity", _notice.Windows.ResultPublicity),
        ("document", _notice.Windows.Document), ("certificates", _notice.Windows.Certificates),
    ];

    private void Variants(string name, Window? window)
    {
        foreach (var variant in window?.Variants ?? [])
        {
            var path = $"windows.{name}.variants[{variant.Id}]";
            if ((variant.Opens ?? window!.Opens)?.At is { } opens && (variant.Closes ?? window!.Closes)?.At is { } closes && closes <= opens)
            {
                Error(path, "The window closes before it opens for these.", "Write a later closing edge, or an earlier opening one.");
            }

            if (variant.UnitKinds.Count + variant.Tiers.Count + variant.Counties.Count + variant.Channels.Count + variant.Levels.Count == 0)
            {
                Error(path, "Nothing says for whom it differs, so the window itself would never hold.", "Write unitKinds:, tiers:, counties:, channels: or levels:.");
            }
        }
    }

    private void CalendarYears()
    {
        foreach (var year in (int[])[_notice.Year.Value, _notice.Year.Value + 1])
        {
            if (!_notice.Calendar.Covers(year))
            {
                Say("year", $"The calendar has no year {year}.", "Add the year to a file of calendars.",
                    year == _notice.Year.Value ? ProblemSeverity.Error : ProblemSeverity.Warning);
            }
        }
    }

    private void Form()
    {
        var groups = _notice.Form.Groups.Select(g => g.Id).ToList();
        foreach (var section in _notice.Form.Sections)
        {
            var path = $"form.sections[{section.Id}]";
            if (!groups.Contains(section.Group, StringComparer.Ordinal))
            {
                Error($"{path}.group", $"There is no group '{section.Group}'.", Suggest.Among(section.Group, groups));
            }

            foreach (var field in section.Fields)
            {
                if (field.Type == FieldType.Choice != field.Choices.Count > 0)
                {
                    Error($"{path}.fields[{field.Id}]", "Choices and the type Choice go together.", "Write type: Choice with choices:, or neither.");
                }

                if (field.When is { } when && section.Field(when.Field) is null)
                {
                    Error($"{path}.fields[{field.Id}].when", $"There is no field '{when.Field}' in this section.", Suggest.Among(when.Field, section.Fields.Select(f => f.Id)));
                }

                if (FactCatalogue.ForbiddenWordIn(field.Id) is { } word && !field.PrintedOnly)
                {
                    Warn($"{path}.fields[{field.Id}]", $"The field looks like '{word}', which no rule may read.", "Write printedOnly: true.");
                }
            }

            foreach (var slot in section.Slots.Where(s => s.MinPages > s.MaxPages))
            {
                Error($"{path}.slots[{slot.Id}]", $"At least {slot.MinPages} and at most {slot.MaxPages} pages.", "Let minPages be no more than maxPages.");
            }
        }
    }

    private void Checks()
    {
        foreach (var check in _notice.Checks.Where(c => !StandardChecks.All.ContainsKey(c.Id)))
        {
            Error($"checks[{check.Id}]", $"There is no check '{check.Id}'.", Suggest.Among(check.Id, StandardChecks.All.Keys));
        }
    }

    private void Caps()
    {
        foreach (var cap in _notice.PassCaps)
        {
            var path = $"passCaps[{Id(cap.Level, "passCaps")}]";
            if (cap.Percent.Value < 5)
            {
                Warn($"{path}.percent", $"A cap of {cap.Percent} lets almost nobody pass.", "Check whether a share such as 60% is meant.");
            }

            for (var size = 1; size <= 3; size++)
            {
                if (cap.SmallBases.All(s => s.Base != size))
                {
                    Error($"{path}.smallBases", $"Nothing says how many of {size} may pass ({cap.Percent} of {size} is {cap.Percent.Of(size):0.##}).",
                        $"Add {{base: {size}, seats: …}} to smallBases.");
                }
            }

            foreach (var small in cap.SmallBases.Where(s => s.Seats > s.Base))
            {
                Error($"{path}.smallBases", $"{small.Seats} of {small.Base} may pass.", "Write no more seats than the base.");
            }
        }
    }

    private static string Id(Level level, string list) => list.Length == 0 ? "" : level switch
    {
        Level.FullSenior => "full-senior",
        Level.DeputySenior => "deputy-senior",
        Level.Entry or Level.Assistant or Level.Intermediate => level.ToString(),
        _ => "",
    };

    /// <summary>A standard must break the four onlys: none of papers, education, seniority or awards alone may decide.</summary>
    private void Standards()
    {
        foreach (var standard in _notice.ScoringStandards)
        {
            var path = $"scoringStandards[{standard.Id}]";
            var total = standard.Criteria.Sum(c => c.Max.Value);
            if (total == 0)
            {
                Error(path, "The standard has no criteria.", "List criteria: with id, name and max.");
                continue;
            }

            foreach (var (criterion, section) in standard.Criteria.SelectMany(c => c.Sections.Select(s => (c, s))).Where(x => _notice.Form.Find(x.s)?.Kind == SectionKind.Declarations))
            {
                Error($"{path}.criteria[{criterion.Id}].sections", $"What stands in '{section}' is declared, never scored.", $"Remove {section} from the sections of the criterion.");
            }

            foreach (var only in standard.Criteria.Where(c => c.Only != FourOnly.None).GroupBy(c => c.Only))
            {
                var share = only.Sum(c => c.Max.Value) / total;
                if (share >= 0.5m)
                {
                    Error(path, $"{only.Key} alone decides: {share * 100:0.#}% of all points (the four onlys).", "Give it less than half.");
                }
            }
        }
    }

    private void Meeting()
    {
        foreach (var size in _notice.Meeting.CommitteeSizes.Where(s => s.Odd && s.AtLeast % 2 == 0))
        {
            Warn("meeting.committeeSizes", $"At least {size.AtLeast} and odd.", $"Write {size.AtLeast + 1}, or odd: false.");
        }

        if (_notice.Meeting.RankBy.Count == 0)
        {
            Error("meeting.rankBy", "Nothing says how to rank under a cap.", "Write rankBy: [YesShare, Score].");
        }
    }

    private void Contacts()
    {
        var contacts = _notice.Contacts;
        if (contacts.Supervision.Phones.Intersect(contacts.Enquiry.Phones, StringComparer.Ordinal).FirstOrDefault() is { } same)
        {
            Warn("contacts.supervision", $"The supervision line {same} is also the contact.", "A complaint should reach somebody else; ask for another number.");
        }
    }

    private void Routes()
    {
        foreach (var route in _notice.Routes)
        {
            if (route.Steps.Count == 0 || route.Steps[0].Office != OfficeRole.Unit)
            {
                Error($"routes[{route.Id}].steps", "A route begins with the unit.", "Let the first step be {office: Unit}.");
            }

            if (_notice.Channels.Any(c => c.Here && (route.Channels.Count == 0 || route.Channels.Contains(c.Channel)))
                && route.Steps.Count > 0 && route.Steps[^1].Office != OfficeRole.CommitteeOffice)
            {
                Error($"routes[{route.Id}].steps", "A route of a channel that is applied for here ends at the committee's office.", "Let the last step be {office: CommitteeOffice}.");
            }
        }

        foreach (var channel in _notice.Channels.Where(c => c.Here))
        {
            foreach (var kind in Enum.GetValues<UnitKind>())
            {
                foreach (var tier in Enum.GetValues<Tier>())
                {
                    if ((channel.UnitKinds.Count == 0 || channel.UnitKinds.Contains(kind))
                        && !HasRoute(kind, tier, channel.Channel))
                    {
                        Error("routes", $"No route fits {kind}, {tier}, {channel.Channel}.", "Add a route without these conditions.");
                        return;
                    }
                }
            }
        }
    }

    private void Fees()
    {
        var levels = _notice.SeriesList.SelectMany(s => s.Specialties).SelectMany(s => s.Titles.Keys).Distinct().Order().ToList();
        foreach (var programme in _notice.Programmes)
        {
            foreach (var band in levels.Where(programme.Offers).Select(Terms.BandOf).Distinct())
            {
                if (!_notice.Fees.Any(f => f.Band == band && (f.Kinds.Count == 0 || f.Kinds.Contains(programme.Kind))))
                {
                    Warn("fees", $"There is no fee for {programme.Kind}, {band}.", "Add one, or leave it if none is paid.");
                }
            }
        }
    }
}
