using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Data;

namespace Zhiping.Web;

/// <summary>
/// Turns a refusal into the page again: what was typed stays, the summary says what is wrong, what to do and the clause. 422;
/// 409 where somebody else was first. Pages catch nothing by hand.
/// </summary>
public sealed class RefusalFilter(AppDb db, Texts texts) : IAsyncPageFilter
{
    /// <summary>Where the error summary finds the refusals of this request.</summary>
    public const string Key = "zp.refusals";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var done = await next();
        if (done.Exception is NotThereException && !done.ExceptionHandled)
        {
            done.ExceptionHandled = true;
            done.Result = new NotFoundResult();
            return;
        }

        if (done.Exception is null || done.ExceptionHandled || RefusalOf(done.Exception) is not { } refusal)
        {
            return;
        }

        if (context.HandlerInstance is not PageModel page)
        {
            return;
        }

        // What the refused verb changed in memory must not show, nor be saved by accident.
        db.ChangeTracker.Clear();
        page.ModelState.AddModelError(refusal.Field ?? "", texts.Say(refusal));
        context.HttpContext.Items[Key] = refusal;
        if (page is IShowAgain again)
        {
            await again.ShowAgain(context.HttpContext.RequestAborted);
        }

        var result = page.Page();
        result.StatusCode = refusal.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        done.ExceptionHandled = true;
        done.Result = result;
    }

    private static Refusal? RefusalOf(Exception error) => error switch
    {
        RefusalException refused => refused.Refusal,
        DbUpdateConcurrencyException => new Refusal("您打开本页以后，这里的内容已经被改过，这次没有保存")
        {
            Remedy = "您写的内容留在本页。请对照现在的内容，需要时再保存一次",
            IsConflict = true,
        },
        DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } } => new Refusal("这件事已经办过了，这次没有重复记录")
        {
            Remedy = "请刷新本页，看现在的结果",
            IsConflict = true,
        },
        _ when DiskFull.Is(error) => DiskFull.Refusal,
        _ => null,
    };
}
