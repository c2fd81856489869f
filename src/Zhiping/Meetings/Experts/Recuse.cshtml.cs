using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Meetings.Experts;

/// <summary>The expert asks to be kept from a dossier.</summary>
[ForSignedIn]
public sealed class RecuseModel(CurrentPerson person, MeetingDesk desk) : PageModel, IShowAgain
{
    [BindProperty]
    public string? Reason { get; set; }

    public Guid Id { get; private set; }

    public string Code { get; private set; } = "";

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancel)
    {
        if (!await desk.AskRecusal(person.OwnAct(Reason), id, cancel))
        {
            return NotFound();
        }

        TempData["Flash"] = "回避申请已交给办公室。";
        return Redirect("/expert");
    }

    public Task ShowAgain(CancellationToken cancel) => Load(Guid.Parse((string)RouteData.Values["id"]!), cancel);

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await desk.SheetOf(person.Id, id, cancel) is not { } mine)
        {
            return false;
        }

        Id = id;
        Code = mine.Dossier.Code;
        return true;
    }
}
