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
        check.VariantsNameSome();
        check.Exams();
        check.Extensions();
        check.CalendarYears();
        check.Form();
        check.Checks();
        check.Caps();
        check.Standards();
        check.Meeting();
        check.Issuing();
        check.Rules();
        if (!notice.Abstract)
        {
            check.Contacts();
            check.Routes();
            check.Fees();
        }
    }

    private void Error(string path, LocalText what, LocalText instead) => Say(path, what, instead, ProblemSeverity.Error);

    private void Warn(string path, LocalText what, LocalText instead) => Say(path, what, instead, ProblemSeverity.Warning);

    private void Say(string path, LocalText what, LocalText instead, ProblemSeverity severity)
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
            Error("series", new("通知没有写专业。", "The notice has no specialty."), new("请列出系列和各自的专业。", "List series with their specialties."));
        }

        foreach (var one in _notice.SeriesList)
        {
            foreach (var specialty in one.Specialties)
            {
                var path = $"series[{one.Id}].specialties[{specialty.Id}]";
                if (specialty.Titles.Count == 0 && specialty.ByExam.Count == 0)
                {
                    Error(path, new($"“{specialty.Name.Zh}”没有写职称名称。", $"'{specialty.Name.En}' has no titles."),
                        new("请在titles:下写可以申报的各级别的职称名称。", "Write titles: with the title of each level that can be applied for."));
                }

                foreach (var level in specialty.ByExam.Where(specialty.Titles.ContainsKey))
                {
                    Error($"{path}.byExam", new($"{Terms.Name(level).Zh}（{level}）以考代评，又写了可以申报的职称。", $"{level} is settled by exam and has a title to apply for."),
                        new("请从titles或byExam里删去一处。", "Remove it from titles or from byExam."));
                }

                if (specialty.Conditions is { } conditions && _notice.Documents.All(d => d.Id != conditions))
                {
                    Error($"{path}.conditions", new($"documents里没有文件“{conditions}”。", $"There is no document '{conditions}'."), Suggest.Among(conditions, _notice.Documents.Select(d => d.Id)));
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
                Error(path, new($"没有专业“{id}”。", $"There is no specialty '{id}'."), Suggest.Among(id, ids));
            }
        }

        foreach (var standard in _notice.ScoringStandards.Where(s => s.Series is { } id && !series.Contains(id, StringComparer.Ordinal)))
        {
            Error($"scoringStandards[{standard.Id}].series", new($"没有系列“{standard.Series}”。", $"There is no series '{standard.Series}'."), Suggest.Among(standard.Series!, series));
        }
    }

    private IEnumerable<(string Path, string Id)> SpecialtiesNamed()
    {
        foreach (var (path, id) in PlacedItems().SelectMany(p => p.Item.Specialties.Select(s => ($"{p.Path}.specialties", s))))
        {
            yield return (path, id);
        }

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

    private void Form()
    {
        var groups = _notice.Form.Groups.Select(g => g.Id).ToList();
        foreach (var section in _notice.Form.Sections)
        {
            var path = $"form.sections[{section.Id}]";
            if (!groups.Contains(section.Group, StringComparer.Ordinal))
            {
                Error($"{path}.group", new($"没有分组“{section.Group}”。", $"There is no group '{section.Group}'."), Suggest.Among(section.Group, groups));
            }

            foreach (var field in section.Fields)
            {
                if (field.Type == FieldType.Choice != field.Choices.Count > 0)
                {
                    Error($"{path}.fields[{field.Id}]", new("选项和类型Choice要一起写。", "Choices and the type Choice go together."),
                        new("请同时写type: Choice和choices:，或都不写。", "Write type: Choice with choices:, or neither."));
                }

                if (field.When is { } when && section.Field(when.Field) is null)
                {
                    Error($"{path}.fields[{field.Id}].when", new($"这一栏目没有字段“{when.Field}”。", $"There is no field '{when.Field}' in this section."), Suggest.Among(when.Field, section.Fields.Select(f => f.Id)));
                }

                if (FactCatalogue.ForbiddenWordIn(field.Id) is { } word && !field.PrintedOnly)
                {
                    Warn($"{path}.fields[{field.Id}]", new($"这个字段像是“{word}”，任何规则都不得依据它。", $"The field looks like '{word}', which no rule may read."),
                        new("请写printedOnly: true（只打印）。", "Write printedOnly: true."));
                }
            }

            foreach (var slot in section.Slots.Where(s => s.MinPages > s.MaxPages))
            {
                Error($"{path}.slots[{slot.Id}]", new($"最少{slot.MinPages}页，最多却是{slot.MaxPages}页。", $"At least {slot.MinPages} and at most {slot.MaxPages} pages."),
                    new("minPages不能大于maxPages。", "Let minPages be no more than maxPages."));
            }
        }
    }

    private void Checks()
    {
        foreach (var check in _notice.Checks.Where(c => !StandardChecks.All.ContainsKey(c.Id)))
        {
            Error($"checks[{check.Id}]", new($"平台没有检查“{check.Id}”。", $"There is no check '{check.Id}'."), Suggest.Among(check.Id, StandardChecks.All.Keys));
        }
    }

    private void Caps()
    {
        foreach (var (path, cap) in _notice.PassCaps.SelectMany((c, i) => c.Variants.Select(v => ($"{At("passCaps", i)}.variants[{v.Id}]", c.With(v))).Prepend((At("passCaps", i), c))))
        {
            if (cap.Percent.Value < 5)
            {
                Warn($"{path}.percent", new($"通过率{cap.Percent}几乎谁也通不过。", $"A cap of {cap.Percent} lets almost nobody pass."),
                    new("请核对是否应写60%这样的比例。", "Check whether a share such as 60% is meant."));
            }

            for (var size = 1; size <= 3; size++)
            {
                if (cap.SmallBases.All(s => s.Base != size))
                {
                    Error($"{path}.smallBases", new(
                        $"没有写明{size}人时可以通过几人（{size}人的{cap.Percent}是{cap.Percent.Of(size):0.##}人）。",
                        $"Nothing says how many of {size} may pass ({cap.Percent} of {size} is {cap.Percent.Of(size):0.##})."),
                        new($"请在smallBases里加{{base: {size}, seats: …}}。", $"Add {{base: {size}, seats: …}} to smallBases."));
                }
            }

            foreach (var small in cap.SmallBases.Where(s => s.Seats > s.Base))
            {
                Error($"{path}.smallBases", new($"{small.Base}人里可以通过{small.Seats}人。", $"{small.Seats} of {small.Base} may pass."), new("通过人数不能多于基数。", "Write no more seats than the base."));
            }
        }
    }

    /// <summary>The path of an item of a list by its id, or by its place where it has none.</summary>
    private string At(string list, int index) => $"{list}[{(Locate(_notice.Resolved, $"{list}[{index}]") as MapNode)?.Text("id") ?? $"{index}"}]";

    /// <summary>A standard must break the four onlys: none of papers, education, seniority or awards alone may decide.</summary>
    private void Standards()
    {
        foreach (var standard in _notice.ScoringStandards)
        {
            var path = $"scoringStandards[{standard.Id}]";
            var total = standard.Criteria.Sum(c => c.Max.Value);
            if (total == 0)
            {
                Error(path, new("赋分标准没有评分项。", "The standard has no criteria."), new("请在criteria:下逐项写id、name和max。", "List criteria: with id, name and max."));
                continue;
            }

            foreach (var (criterion, section) in standard.Criteria.SelectMany(c => c.Sections.Select(s => (c, s))).Where(x => _notice.Form.Find(x.s)?.Kind == SectionKind.Declarations))
            {
                Error($"{path}.criteria[{criterion.Id}].sections", new($"“{section}”里的内容只是声明，不打分。", $"What stands in '{section}' is declared, never scored."),
                    new($"请从这一评分项的sections里删去{section}。", $"Remove {section} from the sections of the criterion."));
            }

            foreach (var only in standard.Criteria.Where(c => c.Only != FourOnly.None).GroupBy(c => c.Only))
            {
                var share = only.Sum(c => c.Max.Value) / total;
                if (share >= 0.5m)
                {
                    Error(path, new($"单凭{Name(only.Key)}就占总分的{share * 100:0.#}%，不符合破“四唯”。", $"{only.Key} alone decides: {share * 100:0.#}% of all points (the four onlys)."),
                        new("请降到总分的一半以下。", "Give it less than half."));
                }
            }
        }
    }

    private static string Name(FourOnly only) => only switch
    {
        FourOnly.Papers => "论文",
        FourOnly.Education => "学历",
        FourOnly.Seniority => "资历",
        FourOnly.Awards => "奖项",
        _ => throw new ArgumentOutOfRangeException(nameof(only), only, "Not one of the four onlys."),
    };

    private void Meeting()
    {
        foreach (var size in _notice.Meeting.CommitteeSizes.Where(s => s.Odd && s.AtLeast % 2 == 0))
        {
            Warn("meeting.committeeSizes", new($"写了至少{size.AtLeast}人，又要求单数。", $"At least {size.AtLeast} and odd."), new($"请写{size.AtLeast + 1}，或odd: false。", $"Write {size.AtLeast + 1}, or odd: false."));
        }

        if (_notice.Meeting.RankBy.Count == 0)
        {
            Error("meeting.rankBy", new("没有写明受通过率限制时怎样排名。", "Nothing says how to rank under a cap."), new("请写rankBy: [YesShare, Score]。", "Write rankBy: [YesShare, Score]."));
        }
    }

    /// <summary>Each level that can be applied for has one answer to who confirms and issues (J10).</summary>
    private void Issuing()
    {
        foreach (var level in Enum.GetValues<Level>().Where(l => _notice.Issuing.Count(i => i.Levels.Contains(l)) > 1))
        {
            Error("issuing", new($"{Terms.Name(level).Zh}（{level}）由谁确认和印发，写了两处。", $"Two items say who confirms and issues for {level}."), new("请只留一处。", "Keep one of them."));
        }

        if (_notice.Issuing.Count(i => i.Levels.Count == 0) > 1)
        {
            Error("issuing", new("不分级别的写了两处。", "Two items are for all levels."), new("请只留一处，或写levels:。", "Keep one of them, or write levels:."));
        }

        foreach (var level in _notice.SeriesList.SelectMany(s => s.Specialties).SelectMany(s => s.Titles.Keys).Distinct().Order().Where(l => _notice.IssuingOf(l) is null))
        {
            Error("issuing", new($"没有写明{Terms.Name(level).Zh}（{level}）由谁确认和印发。", $"Nothing says who confirms and issues for {level}."),
                new("请加一项，不写levels:就是各级别都按它。", "Add an item; without levels: it is for all."));
        }
    }

    private void Contacts()
    {
        var contacts = _notice.Contacts;
        if (contacts.Supervision.Phones.Intersect(contacts.Enquiry.Phones, StringComparer.Ordinal).FirstOrDefault() is { } same)
        {
            Warn("contacts.supervision", new($"监督电话{same}同时是咨询电话。", $"The supervision line {same} is also the contact."),
                new("投诉应由别的人受理，请另要一个号码。", "A complaint should reach somebody else; ask for another number."));
        }
    }

    private void Routes()
    {
        foreach (var route in _notice.Routes)
        {
            if (route.Steps.Count == 0 || route.Steps[0].Office != OfficeRole.Unit)
            {
                Error($"routes[{route.Id}].steps", new("办理顺序要从用人单位开始。", "A route begins with the unit."), new("请把第一步写成{office: Unit}。", "Let the first step be {office: Unit}."));
            }

            if (_notice.Channels.Any(c => c.Here && (route.Channels.Count == 0 || route.Channels.Contains(c.Channel)))
                && route.Steps.Count > 0 && route.Steps[^1].Office != OfficeRole.CommitteeOffice)
            {
                Error($"routes[{route.Id}].steps", new("在这里申报的渠道，办理顺序要到评委会办公室为止。", "A route of a channel that is applied for here ends at the committee's office."),
                    new("请把最后一步写成{office: CommitteeOffice}。", "Let the last step be {office: CommitteeOffice}."));
            }
        }

        RoutesNeverReached();
        foreach (var channel in _notice.Channels.Where(c => c.Here))
        {
            foreach (var kind in Enum.GetValues<UnitKind>())
            {
                foreach (var tier in Enum.GetValues<Tier>())
                {
                    if ((channel.UnitKinds.Count == 0 || channel.UnitKinds.Contains(kind))
                        && !HasRoute(kind, tier, channel.Channel))
                    {
                        Error("routes", new($"{Terms.Name(tier).Zh}{Terms.Name(kind).Zh}走{Terms.Name(channel.Channel).Zh}（{kind}、{tier}、{channel.Channel}）没有办理顺序。", $"No route fits {kind}, {tier}, {channel.Channel}."),
                            new("请加一条不设这些条件的办理顺序。", "Add a route without these conditions."));
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
                    Warn("fees", new($"{Terms.Name(programme.Kind).Zh}的{Terms.Name(band).Zh}（{programme.Kind}、{band}）没有写评审费。", $"There is no fee for {programme.Kind}, {band}."),
                        new("请补写；不收费的可以不写。", "Add one, or leave it if none is paid."));
                }
            }
        }
    }
}
