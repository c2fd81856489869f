using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications.Submit;

/// <summary>Reads everything once more and hands it in. (D9)</summary>
[ForSignedIn]
public sealed class SubmitModel(ApplicationDesk desk, AppDb db, CurrentPerson me, RequestInstant instant) : ApplicationPage(desk, db, me, instant)
{
    /// <summary>Made with the form, so that a double click is one submission.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    /// <summary>Classified material was declassified before upload, all is true. (E6, C18)</summary>
    [BindProperty]
    [Display(Name = "声明")]
    public bool Declared { get; set; }

    public CheckResult Check { get; private set; } = CheckResult.Nothing;

    public Refusal? WhyNot { get; private set; }

    /// <summary>The body that it goes to.</summary>
    public Body To { get; private set; } = null!;

    public Pledge Pledge => Notice.Pledge;

    public IEnumerable<(SectionDefinition Section, SectionContent Content)> Sections =>
        Open.Asked.Select(s => (s, Open.Document.Sections.GetValueOrDefault(s.Id) ?? SectionContent.Empty));

    public void OnGet() => Key = Ids.Blind();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        RefusalException.ThrowIf(Declared ? null : new Refusal("请先确认声明，再提交。") { Field = "Declared" });
        var submission = await Desk.Submit(Act(), Id, Key, cancel);
        return Redirect($"{Home}/receipts/{submission.Number}");
    }

    protected override async Task<bool> Load(CancellationToken cancel)
    {
        Check = ApplicationAssembly.Check(Open.Notice, Open.Document, Open.Standing, Now);
        WhyNot = await Desk.WhyNotSubmit(Open, Check, Now, cancel);
        To = await Db.Body(ApplicationStates.Editable.Contains(Application.State) ? SubmissionRules.Next(Application, Notice).To : Application.HolderId, cancel);
        return true;
    }
}
