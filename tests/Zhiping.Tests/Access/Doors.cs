using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Zhiping.Tests.Access;

/// <summary>One thing that can be asked of the site: a method, an address and, on a page, the handler.</summary>
public sealed partial record Door(string Method, string Pattern, string? Handler)
{
    /// <summary>As the file names it: <c>POST /office/cases/{id}?handler=Admit</c>.</summary>
    public string Name => $"{Method} {Pattern}{(Handler is null ? "" : "?handler=" + Handler)}";

    /// <summary>All of the running site, from its own route table.</summary>
    public static async Task<IReadOnlyList<Door>> AllOf(IServiceProvider services)
    {
        var doors = new SortedSet<Door>(Comparer<Door>.Create((a, b) =>
            (a.Pattern, a.Method, a.Handler ?? "").CompareTo((b.Pattern, b.Method, b.Handler ?? ""))));
        var loader = services.GetRequiredService<PageLoader>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + Constraint().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "{$1}");
            if (pattern.StartsWith("/test/", StringComparison.Ordinal))
            {
                continue;
            }

            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var handlers = (await loader.LoadAsync(page, endpoint.Metadata)).HandlerMethods;
                doors.Add(new Door("GET", pattern, null));
                doors.UnionWith(handlers.Where(h => h.HttpMethod is "Get" or "Post").Select(h => new Door(h.HttpMethod.ToUpperInvariant(), pattern, h.Name)));
            }
            else
            {
                doors.UnionWith((endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(m => new Door(m, pattern, null)));
            }
        }

        return [.. doors];
    }

    [GeneratedRegex(@"\{(\w+)(?::\w+)*\??\}")]
    private static partial Regex Constraint();
}
