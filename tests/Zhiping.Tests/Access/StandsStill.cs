using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Zhiping.Data;

namespace Zhiping.Tests.Access;

/// <summary>Refuses every save while the world stands still, and marks the answer: who gets this far was let in, and changes nothing.</summary>
internal sealed class StandsStill : SaveChangesInterceptor
{
    /// <summary>On the answer to a request that would have saved something.</summary>
    public const string Header = "X-Would-Have-Saved";

    public bool Still { get; set; }

    public IHttpContextAccessor? Requests { get; set; }

    public RefusalException Refuse()
    {
        Requests!.HttpContext!.Response.Headers[Header] = "yes";
        return new RefusalException(new Refusal("这里什么都不保存。"));
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        Still ? throw Refuse() : base.SavingChangesAsync(eventData, result, cancellationToken);
}

/// <summary>The same for statements that go past the change tracker.</summary>
internal sealed class StandsStillBelow(StandsStill above) : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        above.Still && !command.CommandText.TrimStart().StartsWith("select", StringComparison.OrdinalIgnoreCase)
            ? throw above.Refuse()
            : base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
}
