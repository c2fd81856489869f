using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices.Reading;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>Judges what a notice says of places, exams and more time.</summary>
internal sealed partial class NoticeCheck
{
    /// <summary>A county that is misspelt would be nobody's, so that the window, route or line for it would silently hold for no one.</summary>
    private void Counties()
    {
        var known = _notice.Counties.Select(c => c.Id).ToList();
        if (known.Count == 0)
        {
            return;
        }

        foreach (var (path, county) in CountiesNamed().Where(c => !known.Contains(c.County, StringComparer.Ordinal)))
        {
            Error(path, new($"没有县市“{county}”。", $"There is no county '{county}'."), Suggest.Among(county, known));
        }
    }

    private IEnumerable<(string Path, string County)> CountiesNamed() => PlacedItems().SelectMany(p => p.Item.Counties.Select(c => ($"{p.Path}.counties", c)))
        .Concat(_notice.Routes.SelectMany(r => r.Counties.Select(c => ($"routes[{r.Id}].counties", c))));

    /// <summary>A series that is misspelt would be nobody's.</summary>
    private void SeriesNamed()
    {
        var known = _notice.SeriesList.Select(s => s.Id).ToList();
        var named = _notice.Routes.SelectMany(r => r.Series.Select(s => (Path: $"routes[{r.Id}].series", Id: s)))
            .Concat(_notice.Channels.SelectMany(c => c.Series.Select(s => (Path: "channels", Id: s))))
            .Concat(_notice.Form.Sections.SelectMany(f => (f.AskedWhen?.Series ?? []).Select(s => (Path: $"form.sections[{f.Id}].askedWhen.series", Id: s))))
            .Concat(PlacedItems().SelectMany(p => p.Item.Series.Select(s => (Path: $"{p.Path}.series", Id: s))));
        foreach (var (path, id) in named.Where(n => known.Count > 0 && !_notice.Abstract && !known.Contains(n.Id, StringComparer.Ordinal)))
        {
            Error(path, new($"没有系列“{id}”。", $"There is no series '{id}'."), Suggest.Among(id, known));
        }
    }

    /// <summary>Everything that a notice says only of some, with its place.</summary>
    private IEnumerable<(string Path, PlacedItem Item)> PlacedItems() => Variants().Select(v => (v.Path, (PlacedItem)v.Item))
        .Concat(_notice.ContinuingEducation.Demands.Select(d => ($"continuingEducation.demands[{d.Id}]", (PlacedItem)d)))
        .Concat(_notice.Ladder.Select(r => ($"ladder[{r.Id}]", (PlacedItem)r)))
        .Concat(_notice.Exams.Select(e => ($"exams[{e.Id}]", (PlacedItem)e)))
        .Concat(_notice.Posts.Select(p => ($"posts[{p.Id}]", (PlacedItem)p)));

    private IEnumerable<(string Path, Variant Item)> Variants()
    {
        foreach (var (name, window) in AllWindows())
        {
            foreach (var variant in window?.Variants ?? [])
            {
                yield return ($"windows.{name}.variants[{variant.Id}]", variant);
            }
        }

        var others = _notice.Returns.Variants.Select(v => ($"returns.variants[{v.Id}]", (Variant)v))
            .Concat(_notice.TitleScope.Variants.Select(v => ($"titleScope.variants[{v.Id}]", (Variant)v)))
            .Concat(_notice.Meeting.Variants.Select(v => ($"meeting.variants[{v.Id}]", (Variant)v)))
            .Concat(_notice.PassCaps.SelectMany((c, i) => c.Variants.Select(v => ($"{At("passCaps", i)}.variants[{v.Id}]", (Variant)v))))
            .Concat(_notice.Fees.SelectMany((f, i) => f.Variants.Select(v => ($"{At("fees", i)}.variants[{v.Id}]", (Variant)v))));
        foreach (var other in others)
        {
            yield return other;
        }
    }

    /// <summary>What differs for nobody in particular would take the place of what it stands under; what stands behind another for the same is never reached.</summary>
    private void VariantsNameSome()
    {
        foreach (var (path, variant) in Variants())
        {
            if (variant.ForAll && variant is not ReturnVariant { Offices.Count: > 0 })
            {
                Error(path, new("没有写明对谁另有规定，原来的规定就永远用不上。", "Nothing says for whom it differs, so what it stands under would never hold."),
                    new("请写unitKinds:、tiers:、counties:、channels:、levels:、series:或specialties:。", "Write unitKinds:, tiers:, counties:, channels:, levels:, series: or specialties:."));
            }
        }

        foreach (var variant in _notice.Returns.Variants.Where(v => v.ReturnWithin is null && v.Overrun is null))
        {
            Error($"returns.variants[{variant.Id}]", new("没有写明什么不同。", "Nothing says what differs."), new("请写returnWithin:或overrun:。", "Write returnWithin: or overrun:."));
        }

        foreach (var demand in _notice.ContinuingEducation.Demands.Where(d => d.Together && d.Years.Distinct().Count() < 2))
        {
            Error($"continuingEducation.demands[{demand.Id}].together", new("几年合计的，至少要有两个年度。", "Hours of several years need two years or more."), new("请在years:里写全各年度，或删去together:。", "Write all years under years:, or remove together:."));
        }

        foreach (var (cap, i) in _notice.PassCaps.Select((c, i) => (c, i)))
        {
            foreach (var variant in cap.Variants.Where(v => v.Levels.Count > 0 && !v.Levels.Contains(cap.Level)))
            {
                Error($"{At("passCaps", i)}.variants[{variant.Id}].levels", new($"这一条通过率只管{Terms.Name(cap.Level).Zh}（{cap.Level}）。", $"This cap is for {cap.Level} only."), new("请删去levels:。", "Remove levels:."));
            }
        }

        foreach (var (fee, i) in _notice.Fees.Select((f, i) => (f, i)))
        {
            foreach (var variant in fee.Variants.Where(v => v.Levels.Count > 0 && !v.Levels.Any(l => Terms.BandOf(l) == fee.Band)))
            {
                Error($"{At("fees", i)}.variants[{variant.Id}].levels", new($"这一条评审费只管{Terms.Name(fee.Band).Zh}（{fee.Band}）。", $"This fee is for {fee.Band} only."), new($"请写{Terms.Name(fee.Band).Zh}里的级别。", $"Write levels of {fee.Band}."));
            }
        }
    }

    /// <summary>The first route that fits is taken: one that comes after a wider one would silently be nobody's, as every route does after the one that is inherited for all.</summary>
    private void RoutesNeverReached()
    {
        static bool Takes<T>(IReadOnlyList<T> wider, IReadOnlyList<T> narrower) => wider.Count == 0 || (narrower.Count > 0 && narrower.All(wider.Contains));
        for (var i = 1; i < _notice.Routes.Count; i++)
        {
            var route = _notice.Routes[i];
            var before = _notice.Routes.Take(i).FirstOrDefault(r => Takes(r.UnitKinds, route.UnitKinds) && Takes(r.Tiers, route.Tiers) && Takes(r.Channels, route.Channels)
                && Takes(r.Counties, route.Counties) && Takes(r.Series, route.Series));
            if (before is not null)
            {
                Error($"routes[{route.Id}]", new($"永远轮不到这条办理顺序：它的情形都被前面的“{before.Id}”占去了。", $"The route is never reached: '{before.Id}' before it takes all of it."),
                    new($"请把它移到前面，或用- remove: [{before.Id}]删去前面的一条。", $"Move it up, or take the other away with - remove: [{before.Id}]."));
            }
        }
    }

    /// <summary>A fact that no field of the form can fill is unknown for everybody, so that a rule on it never says anything.</summary>
    private void NeverFilled(Fact fact, string path)
    {
        if (fact is NamedFact { Name: "post.vacancy" } && !_notice.Form.Sections.Any(s => s.Kind == SectionKind.Basics && s.Field("postVacancy") is not null))
        {
            Warn(path, new("申报书里没有填写岗位空缺的栏目，“post.vacancy”对谁都是未知。", "No field of the form says whether a post is vacant: 'post.vacancy' is unknown for everybody."),
                new("请在basics一节里加{id: postVacancy, name: 岗位空缺 | Vacancy, type: YesNo}。", "Add {id: postVacancy, name: 岗位空缺 | Vacancy, type: YesNo} to the section basics."));
        }
        else if (fact is NamedFact { Name: "exam.valid" } && !_notice.Form.Sections.Any(s => s.Kind == SectionKind.Exam))
        {
            Warn(path, new("申报书里没有填考试成绩的栏目，“exam.valid”对谁都是未知。", "No section of the form asks for the result of an exam: 'exam.valid' is unknown for everybody."),
                new("请加一个kind: Exam的栏目，或删去这条规则。", "Add a section with kind: Exam, or remove the rule."));
        }
    }

    /// <summary>The lines of an exam are the choices of the form, so that nobody can claim a validity that the notice does not give.</summary>
    private void Exams()
    {
        foreach (var line in _notice.Exams.Where(l => l.ValidYears < 1))
        {
            Error($"exams[{line.Id}].validYears", new($"有效期{line.ValidYears}年，等于从来无效。", $"A result that counts for {line.ValidYears} years counts never."),
                new("请写1以上的整数；1表示只在考试当年有效。", "Write 1 or more; 1 is the year of the exam only."));
        }

        var sections = _notice.Form.Sections.Where(s => s.Kind == SectionKind.Exam).ToList();
        if (_notice.Exams.Count > 0 && sections.Count == 0)
        {
            Error("exams", new("申报书里没有填考试成绩的栏目。", "No section of the form asks for the result of an exam."), new(
                "请加一个kind: Exam的栏目，含字段year和字段line；line的选项就是这里各条的id。",
                "Add a section with kind: Exam, a field year and a field line, whose choices are the ids of these lines."));
        }

        foreach (var section in sections)
        {
            var path = $"form.sections[{section.Id}]";
            if (section.Field("year") is null)
            {
                Error(path, new("考试成绩的栏目没有字段“year”。", "The section of an exam has no field 'year'."),
                    new("请加{id: year, name: 考试年度 | Year, type: Year}。", "Add {id: year, name: 考试年度 | Year, type: Year}."));
            }

            foreach (var choice in section.Field("line")?.Choices.Where(c => _notice.Exams.All(l => l.Id != c.Id)) ?? [])
            {
                Error($"{path}.fields[line]", new($"exams里没有“{choice.Id}”这一条。", $"There is no line '{choice.Id}' under exams."), Suggest.Among(choice.Id, _notice.Exams.Select(l => l.Id)));
            }
        }
    }

    private void Extensions()
    {
        if (_notice.Extensions is { AtMostDays: < 1 } terms)
        {
            Error("extensions.atMostDays", new($"延长{terms.AtMostDays}天等于没有延长。", $"{terms.AtMostDays} days are no more time."), new("请写1以上的整数，或不写。", "Write 1 or more, or leave it out."));
        }
    }

    /// <summary>A unit of this kind has a way whatever its series: one without counties, or one for each county that the notice knows.</summary>
    private bool HasRoute(UnitKind kind, Tier tier, Channel channel)
    {
        bool From(string? county) => _notice.Routes.Any(r => r.Fits(new UnitFacts { Kind = kind, Tier = tier, County = county }, channel, null));
        return From(null) || (tier != Tier.Prefecture && _notice.Counties.Count > 0 && _notice.Counties.All(c => From(c.Id)));
    }
}
