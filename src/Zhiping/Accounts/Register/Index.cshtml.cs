using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Data;

namespace Zhiping.Accounts.Register;

/// <summary>Registration, first half: who you are; name and number may be read from pictures of the card. (A2)</summary>
[ForAnyone]
[RequestSizeLimit((2 * CardDesk.MostBytes) + (2 * 1024 * 1024))]
public sealed class RegisterModel(Registrar registrar, CardDesk cards, Captcha captcha, AppDb db, TimeProvider clock, RealClock real, Texts texts) : PageModel, IShowAgain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? IdentityNumber { get; set; }

    [BindProperty]
    public string? Mobile { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(Name = "altcha")]
    public string? Altcha { get; set; }

    /// <summary>The reading of the card, once pictures were sent.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Card { get; set; }

    /// <summary>The person does not want to wait for the machine.</summary>
    [BindProperty(SupportsGet = true)]
    public bool ByHand { get; set; }

    /// <summary>Why name or number differ from the card.</summary>
    [BindProperty]
    public string? CardNote { get; set; }

    [BindProperty]
    public IFormFile? Front { get; set; }

    [BindProperty]
    public IFormFile? Back { get; set; }

    public DateOnly Today => Beijing.Day(clock.Now());

    public bool MayReadCards => cards.IsOn;

    public CardRead? Read { get; private set; }

    /// <summary>The machine is still at it, and the page asks again by itself.</summary>
    public bool IsReading { get; private set; }

    /// <summary>Whether the reason is asked for: what is typed differs from what was read.</summary>
    public bool AsksWhy { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        await ShowAgain(stop);
        if (Read is null)
        {
            return;
        }

        if (Read.Found is null && !ByHand && real.Now - Read.BegunAt < Patience)
        {
            IsReading = true;
            Response.Headers["Refresh"] = "2";
            return;
        }

        var typed = Read.Typed;
        (Name, IdentityNumber, Mobile, Email) = (Read.Found?.Name ?? typed.Name, Read.Found?.Number ?? typed.IdentityNumber, typed.Mobile, typed.Email);
    }

    /// <summary>Sends the pictures; what was typed waits with them.</summary>
    public async Task<IActionResult> OnPostCardAsync(CancellationToken stop)
    {
        ModelState.Clear();
        var id = await cards.BeginAsync(new CardTyped(Name, IdentityNumber, Mobile, Email), await CardPicturing.BytesOf(Front, stop), await CardPicturing.BytesOf(Back, stop), stop);
        return RedirectToPage(new { card = id });
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Read = await cards.FindAsync(Card, stop);
        var (enrolment, refusals) = Enrolment.Read(Name, IdentityNumber, Mobile, Email, Beijing.Day(clock.Now()));
        var weak = Passwords.Check(Password, IdentityNumber, Mobile, Email);
        var (check, note, unexplained) = CardDesk.Judge(Read, Name, IdentityNumber, CardNote);
        AsksWhy = check == CardCheck.Differs;
        foreach (var refusal in refusals.Concat(new[] { unexplained, weak }.OfType<Refusal>()))
        {
            ModelState.AddModelError(refusal.Field!, $"{texts.Say(refusal)}{texts.Remedy(refusal)}");
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        // The mailed code proves the same as the captcha; a captcha that was done must be right.
        RefusalException.ThrowIf(!string.IsNullOrEmpty(Altcha) && !await captcha.SpendAsync(db, Altcha, stop) ? CaptchaRefusal.Stale : null);
        var id = await registrar.BeginAsync(enrolment! with { Card = check, CardNote = note }, Password!, stop);
        await cards.ForgetAsync(Card, stop);
        return RedirectToPage("Code", new { id, mail = Contacts.MaskEmail(enrolment!.Email), mobile = Contacts.MaskMobile(enrolment.Mobile) });
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Read = await cards.FindAsync(Card, cancel);
        AsksWhy = AsksWhy || (!string.IsNullOrEmpty(CardNote) && Read is not null);
    }
}
