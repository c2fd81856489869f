using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Zhiping.Data;

/// <summary>What an address or a form named is not there, or no longer: a page answers 404.</summary>
public sealed class NotThereException(string what) : Exception($"There is no such {what}.");

/// <summary>Finds what somebody named.</summary>
public static class NamedRows
{
    /// <summary>The one row; throws <see cref="NotThereException"/> when there is none.</summary>
    public static async Task<T> ThereAsync<T>(this IQueryable<T> rows, Expression<Func<T, bool>> which, CancellationToken cancel)
        where T : class
        => await rows.SingleOrDefaultAsync(which, cancel) ?? throw new NotThereException(typeof(T).Name);
}
