using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Certificates.Verify;

/// <summary>Anybody checks a certificate by its number (look 09b). What does not exist is answered like nothing else, and gives no help to those who search.</summary>
[ForAnyone]
public sealed class VerifyModel(AppDb db, CertificateDesk desk, PersonVault vault, PublicLimits limits, RequestInstant instant) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "number")]
    public string? Number { get; set; }

    public CertificateCheck? Check { get; private set; }

    /// <summary>What is wrong with the number as typed, or that there is none.</summary>
    public Refusal? Refusal { get; private set; }

    public bool NotFoundHere { get; private set; }

    public string LastFour { get; private set; } = "";

    public LocalText Scope => Check!.Document.Scope;

    public DateTimeOffset Now => instant.At;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Number))
        {
            return Page();
        }

        if (!limits.MayCheck(HttpContext))
        {
            Refusal = new Refusal("查得太频繁。") { Remedy = "请一分钟后再查。" };
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }

        var (number, refusal) = CertificateNumber.Parse(Number);
        if (number is null)
        {
            Refusal = refusal;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        Check = await desk.Verify(number, cancel);
        if (Check is null)
        {
            NotFoundHere = true;
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        var person = await db.People().SingleAsync(p => p.Id == Check.Certificate.PersonId, cancel);
        LastFour = vault.IdentityNumberOf(person).Reveal()[^4..];
        return Page();
    }
}
