using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Certificates.Results;

/// <summary>Whoever objected finds the answer again by the receipt.</summary>
[ForAnyone]
public sealed class AnswerModel(AppDb db, PublicLimits limits) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "receipt")]
    public string? Receipt { get; set; }

    [BindProperty(SupportsGet = true, Name = "new")]
    public bool IsNew { get; set; }

    public Objection? Objection { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        var receipt = new string([.. Typed.Narrow(Receipt).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        if (receipt.Length == 0)
        {
            return Page();
        }

        if (!limits.MayCheck(HttpContext))
        {
            Refusal = new Refusal("查得太频繁。") { Remedy = "请一分钟后再查。" };
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }

        Objection = await db.Objections().SingleOrDefaultAsync(o => o.Receipt == receipt, cancel);
        Refusal = Objection is null ? new Refusal("没有这个回执编号。") { Remedy = "请核对12位编号。" } : null;
        return Page();
    }
}
