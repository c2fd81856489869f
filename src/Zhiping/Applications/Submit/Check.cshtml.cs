using Microsoft.AspNetCore.Mvc;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications.Submit;

/// <summary>Everything that the notice finds about a draft, by section, each with its clause and the way to the place. (D4, E1, E5)</summary>
[ForSignedIn]
public sealed class CheckModel(ApplicationDesk desk, AppDb db, CurrentPerson me, RequestInstant instant, IEnumerable<IPageWarnings> warnings)
    : ApplicationPage(desk, db, me, instant)
{
    public CheckResult Check { get; private set; } = CheckResult.Nothing;

    public IReadOnlyList<(SectionDefinition? Section, IReadOnlyList<Finding> Findings)> BySection { get; private set; } = [];

    public int ToFix => Check.Findings.Count(f => f.Severity == Severity.MustFix);

    /// <summary>What no machine can see on a page (whose signature, whose stamp): said once more, so that nobody hears of it first in a return.</summary>
    public IReadOnlyList<(SectionDefinition Section, SlotDefinition Slot)> ToLookAt { get; private set; } = [];

    /// <summary>Why the button is not there; null when it is.</summary>
    public Refusal? WhyNot { get; private set; }

    public void OnGet()
    {
    }

    /// <summary>The text that a finding takes for the own name or unit; null for other findings.</summary>
    public NameQuestion? QuestionOf(Finding finding) => finding.RuleId != ApplicationAssembly.OwnNameRule ? null
        : NameQuestion.In(Notice.Form.Find(finding.Section)!, Open.Document.Sections[finding.Section], Open.Standing.OwnNames, Open.Standing.UnitNames)
            .FirstOrDefault(q => q.Entry.Id == finding.Entry && q.Field.Id == finding.Field);

    /// <summary>Says that it is none, or takes that back.</summary>
    public async Task<IActionResult> OnPostNotNameAsync(string part, string entry, string field, string mark, bool says, CancellationToken cancel)
    {
        await Desk.SayNotName(Act(), Id, part, entry, field, mark, says, cancel);
        TempData["Flash"] = says ? "已记下。审核人会看到您的说明和原句。" : "已收回说明";
        return Redirect($"{Home}/check");
    }

    /// <summary>Where a finding is put right.</summary>
    public string Place(Finding finding) => (finding.Slot, finding.Field, finding.Entry) switch
    {
        ({ } slot, _, _) => $"{Home}/sections/{finding.Section}/pages#{(finding.Entry is { } e ? $"entry-{e}" : $"slot-{slot}")}",
        (_, { } field, { } entry) => $"{Home}/sections/{finding.Section}?check=true#{Fill.SectionForm.IdOf(entry, field)}",
        (_, { } field, null) => $"{Home}/sections/{finding.Section}?check=true#{Fill.SectionForm.IdOf(OnlyEntry(finding.Section), field)}",
        (_, null, { } entry) => $"{Home}/sections/{finding.Section}?check=true#entry-{entry}",
        _ => $"{Home}/sections/{finding.Section}?check=true",
    };

    private string OnlyEntry(string section) => Open.Saved(section).Content.Entries is [var only, ..] ? only.Id : Fill.SectionForm.OnlyEntry;

    protected override async Task<bool> Load(CancellationToken cancel)
    {
        Check = ApplicationAssembly.Check(Open.Notice, Open.Document, Open.Standing, Now);
        var form = Notice.Form;
        WhyNot = await Desk.WhyNotSubmit(Open, Check, Now, cancel);
        foreach (var warning in warnings)
        {
            Check = Check.With(warning.Name, await warning.Of(Open, cancel), f => form.Find(f.Section)?.Order ?? int.MaxValue);
        }

        ToLookAt =
        [
            .. Open.Asked.SelectMany(section => section.Slots
                .Where(slot => slot.Hint is not null && slot.FilledBy == SlotFiller.Applicant && slot.IsAsked(Open.Document) && Open.Pages.Any(p => p.Section == section.Id && p.Slot == slot.Id))
                .Select(slot => (section, slot))),
        ];
        BySection =
        [
            .. Check.Findings.GroupBy(f => f.Section, StringComparer.Ordinal)
                .Select(g => (Section: form.Find(g.Key), Findings: (IReadOnlyList<Finding>)[.. g]))
                .OrderBy(g => g.Section?.Order ?? int.MaxValue),
        ];
        return true;
    }
}
