using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Notices;

namespace Zhiping.Applications;

/// <summary>A page about one application of the person who is signed in. To everybody else it does not exist. (D2)</summary>
[ForSignedIn]
public abstract class ApplicationPage(ApplicationDesk desk, AppDb db, CurrentPerson me, RequestInstant instant) : PageModel, IShowAgain
{
    protected ApplicationDesk Desk { get; } = desk;

    protected AppDb Db { get; } = db;

    /// <summary>From the address.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    public OpenApplication Open { get; private set; } = null!;

    public Application Application => Open.Application;

    public Notice Notice => Open.Notice.Notice;

    /// <summary>The instant of this request.</summary>
    public DateTimeOffset Now => instant.At;

    public string Home => $"/applications/{Id}";

    protected Act Act(string? reason = null) => me.OwnAct(reason);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var cancel = HttpContext.RequestAborted;
        if (!await Db.Applications().OwnedBy(me.Id).AnyAsync(a => a.Id == Id, cancel))
        {
            context.Result = NotFound();
            return;
        }

        Open = await Desk.Desk(Id, Now, cancel);
        if (!await Load(cancel))
        {
            context.Result = NotFound();
            return;
        }

        await next();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Open = await Desk.Desk(Id, Now, cancel);
        await Load(cancel);
    }

    /// <summary>Loads what the page shows beyond the application; false answers 404.</summary>
    protected virtual Task<bool> Load(CancellationToken cancel) => Task.FromResult(true);
}
