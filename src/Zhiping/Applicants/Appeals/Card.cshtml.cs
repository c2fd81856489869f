using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applicants.Appeals;

/// <summary>申诉, second half: the mobile answers and both sides of the card are shown. Only then anything is kept. (A4)</summary>
[ForAnyone]
[RequestSizeLimit((2 * CardDesk.MostBytes) + (1024 * 1024))]
public sealed class CardModel(AppealDesk desk, CardPicturing pictures, TextCodes texts, RequestInstant instant) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Mobile { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Mail { get; set; }

    [BindProperty]
    public string? MobileCode { get; set; }

    [BindProperty]
    public IFormFile? Front { get; set; }

    [BindProperty]
    public IFormFile? Back { get; set; }

    public bool ByText => texts.IsOn;

    /// <summary>Nobody comes here first: without a code that was sent there is nothing to fill in.</summary>
    public IActionResult OnGet() => Id == Guid.Empty ? RedirectToPage("Begin") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        // The pictures first: a code is good once, and who has to photograph again needs it again.
        var front = await pictures.UprightAsync(Front, nameof(Front), stop);
        var back = await pictures.UprightAsync(Back, nameof(Back), stop);
        await desk.SubmitAsync(Id, MobileCode, front, back, instant.At, stop);
        return RedirectToPage("Sent");
    }
}
