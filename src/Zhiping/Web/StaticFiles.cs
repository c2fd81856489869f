using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Zhiping.Web;

/// <summary>
/// The addresses of our own scripts and styles. Each carries the hash of its bytes, so that a browser may keep it for ever;
/// the brotli form beside it was made when the assets were built.
/// </summary>
public sealed class AssetAddresses(IWebHostEnvironment host)
{
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>/styles/zhiping.css?v=… ; the bare path when there is no such file.</summary>
    public string Of(string path)
    {
        if (known.TryGetValue(path, out var address))
        {
            return address;
        }

        var file = host.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists)
        {
            return path;
        }

        using var stream = file.CreateReadStream();
        address = path + "?v=" + Convert.ToHexStringLower(SHA256.HashData(stream))[..12];
        return host.EnvironmentName == "Development" ? address : known.GetOrAdd(path, address);
    }

    /// <summary>Sends the compressed form where the browser takes it, and tells it how long to keep it.</summary>
    public static void Use(IApplicationBuilder app)
    {
        var files = app.ApplicationServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        app.Use((http, next) => Compressed(http, next, files));
        app.UseStaticFiles(new StaticFileOptions
        {
            ServeUnknownFileTypes = false,
            OnPrepareResponse = x =>
            {
                x.Context.Response.Headers.CacheControl = x.Context.Request.Query.ContainsKey("v")
                    ? "public, max-age=31536000, immutable"
                    : "public, max-age=600";
            },
        });
    }

    private static async Task Compressed(HttpContext http, RequestDelegate next, IFileProvider files)
    {
        var path = http.Request.Path.Value ?? "";
        var type = Path.GetExtension(path) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".webmanifest" => "application/manifest+json; charset=utf-8",
            _ => null,
        };
        if (type is null || !HttpMethods.IsGet(http.Request.Method)
            || !http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal)
            || files.GetFileInfo(path + ".br") is not { Exists: true } file)
        {
            await next(http);
            return;
        }

        var response = http.Response;
        response.ContentType = type;
        response.ContentLength = file.Length;
        response.Headers.ContentEncoding = "br";
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.CacheControl = http.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=600";
        await response.SendFileAsync(file);
    }
}
