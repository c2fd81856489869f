using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;

namespace Zhiping.Attachments.Files;

/// <summary>Serves pictures of pages: by their row to applicants and offices, by their blind id to experts. (E7)</summary>
internal static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/files/pages/{id:guid}/{rendition}", Page).WithMetadata(new ForSignedInAttribute());
        routes.MapGet("/files/blind/{id:guid}", (Guid id, HttpContext http, Doors doors) => Blind(id, thumb: false, http, doors)).WithMetadata(new ForSignedInAttribute());
        routes.MapGet("/files/blind/{id:guid}/thumb", (Guid id, HttpContext http, Doors doors) => Blind(id, thumb: true, http, doors)).WithMetadata(new ForSignedInAttribute());
    }

    private static async Task<IResult> Page(Guid id, string rendition, HttpContext http, Doors doors)
    {
        var cancel = http.RequestAborted;
        var page = await doors.Db.AttachedPages().AsNoTracking().SingleOrDefaultAsync(other => other.Id == id, cancel);
        if (page is null || !await doors.MaySee(page, cancel))
        {
            return Results.NotFound();
        }

        if (page.Refused == PageRefusal.Removed && rendition != "original")
        {
            Guard(http);
            return RemovedPicture.Answer();
        }

        var sha256 = rendition switch
        {
            "upright" => page.UprightSha256,
            "thumb" => page.ThumbSha256,
            "masked" => page.ShownToExperts,
            "masked-thumb" => page.MaskedThumbSha256 ?? (page.ShownToExperts is null ? null : page.ThumbSha256),
            "original" => page.OriginalSha256,
            _ => null,
        };
        if (sha256 is null || !doors.Blobs.Exists(sha256))
        {
            return Results.NotFound();
        }

        Guard(http);
        http.Response.Headers.ETag = $"\"{sha256}\"";
        if (http.Request.Headers.IfNoneMatch == $"\"{sha256}\"")
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        // An original is never shown in the browser: its bytes are a stranger's.
        return rendition == "original"
            ? Results.File(doors.Blobs.OpenRead(sha256), "application/octet-stream", "original" + Ending(page.Format))
            : Results.File(doors.Blobs.OpenRead(sha256), "image/jpeg");
    }

    private static async Task<IResult> Blind(Guid id, bool thumb, HttpContext http, Doors doors)
    {
        var cancel = http.RequestAborted;
        var page = await doors.Db.AttachedPages().AsNoTracking().SingleOrDefaultAsync(other => other.BlindId == id && other.DeletedAt == null, cancel);
        if (page is null || (page.ShownToExperts is null && page.Refused != PageRefusal.Removed) || !await doors.MaySeeBlind(page, cancel))
        {
            return Results.NotFound();
        }

        if (page.Refused == PageRefusal.Removed)
        {
            Guard(http);
            return RemovedPicture.Answer();
        }

        var sha256 = !thumb ? page.ShownToExperts! : page.MaskedSha256 is null ? page.ThumbSha256! : page.MaskedThumbSha256!;

        // No ETag, no name, no date: a hash would be the same for every judge and in every other place.
        Guard(http);
        return Results.File(doors.Blobs.OpenRead(sha256), "image/jpeg");
    }

    private static void Guard(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "private, max-age=300";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static string Ending(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => ".jpg",
        ImageFormat.Png => ".png",
        ImageFormat.Heic => ".heic",
        ImageFormat.Pdf => ".pdf",
        ImageFormat.Unknown => ".bin",
    };

    /// <summary>Who may see what, from all folders that know.</summary>
    internal sealed class Doors(AppDb db, IBlobStore blobs, CurrentPerson person, IEnumerable<IPageAccess> open, IEnumerable<IBlindAccess> blind)
    {
        public AppDb Db => db;

        public IBlobStore Blobs => blobs;

        public async Task<bool> MaySee(AttachedPage page, CancellationToken cancel)
        {
            foreach (var door in open)
            {
                if (await door.MaySee(person, page, cancel))
                {
                    return true;
                }
            }

            return false;
        }

        public async Task<bool> MaySeeBlind(AttachedPage page, CancellationToken cancel)
        {
            foreach (var door in blind)
            {
                if (await door.MaySee(person, page, cancel))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
