using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Attachments.Files;

/// <summary>
/// Takes files without script: a plain form post with any number of files, streamed to the disk while hashing; nothing is copied and
/// memory does not grow with the file. With script they come by <see cref="ResumableUploads"/>.
/// </summary>
internal static class UploadEndpoints
{
    // A refused file is still read, so that the browser gets to see the answer; beyond this the connection is cut.
    private const long MostRead = 400L * 1024 * 1024;
    private const int MostFiles = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/applications/{id:guid}/sections/{section}/upload", PostForm).DisableAntiforgery().WithMetadata(new ForSignedInAttribute());
    }

    private static async Task<IResult> PostForm(Guid id, string section, HttpContext http, Desk desk)
    {
        var cancel = http.RequestAborted;
        AllowLength(http);
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return Results.BadRequest();
        }

        if (!await desk.IsThere(id, cancel))
        {
            return Results.NotFound();
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var (taken, refused, checkedToken) = (0, 0, false);
        string? flash = null;
        var reader = new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = MostRead };
        while (await reader.ReadNextSectionAsync(cancel) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
            {
                continue;
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? string.Empty;
            var fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar).Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
            if (fileName is null)
            {
                fields[name] = await Text(part.Body, cancel);
                continue;
            }

            // The fields stand before the files in our form; a post that has it otherwise is none of ours.
            if (!checkedToken && !(checkedToken = await IsOurs(http, desk, fields)))
            {
                return Results.BadRequest();
            }

            if (fileName.Length == 0 || taken + refused >= MostFiles)
            {
                continue;
            }

            try
            {
                await using var body = await desk.Gate.Enter(part.Body, cancel);
                if (body is null)
                {
                    return Busy(http);
                }

                var page = await desk.Add(id, Place(section, fields), fileName, body, cancel);
                _ = page.State == PageState.Refused ? refused++ : taken++;
            }
            catch (RefusalException no)
            {
                refused++;
                flash = desk.Words.Say(no.Refusal) + desk.Words.Remedy(no.Refusal);
            }

            catch (Exception full) when (DiskFull.Is(full))
            {
                refused++;
                flash = desk.Words.Say(DiskFull.Refusal) + desk.Words.Remedy(DiskFull.Refusal);
            }

            await part.Body.CopyToAsync(Stream.Null, cancel);
        }

        if (!checkedToken && !await IsOurs(http, desk, fields))
        {
            return Results.BadRequest();
        }

        flash ??= (taken, refused) switch
        {
            (0, 0) => desk.Words.Plain("还没有选择文件。请先选择，再上传。"),
            (_, 0) => desk.Words.Plain("已收到{0}个文件，正在检查。", taken),
            _ => desk.Words.Plain("收到{0}个文件，{1}个没有收下，原因写在下面。", taken, refused),
        };
        Flash(http, desk, flash);
        var back = fields.GetValueOrDefault("back");
        return Results.Redirect(back is ['/', not '/' and not '\\', ..] ? back : $"/applications/{id}/sections/{section}/pages");
    }

    private static PagePlace Place(string section, Dictionary<string, string> fields)
        => new(section, fields.GetValueOrDefault("entry") is { Length: > 0 } entry ? entry : null, fields.GetValueOrDefault("slot") ?? string.Empty);

    private static async Task<bool> IsOurs(HttpContext http, Desk desk, Dictionary<string, string> fields)
    {
        // The token came as a field of a form that we stream ourselves; handed on as a header, so that nobody reads the form again.
        http.Request.Headers["RequestVerificationToken"] = fields.GetValueOrDefault("__RequestVerificationToken");
        return await desk.Antiforgery.IsRequestValidAsync(http);
    }

    private static async Task<string> Text(Stream body, CancellationToken cancel)
    {
        var buffer = new byte[4096];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }

    private static void AllowLength(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = MostRead * 4;
        }
    }

    private static IResult Busy(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "5";
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static void Flash(HttpContext http, Desk desk, string words)
    {
        var temp = desk.TempData.GetTempData(http);
        temp["Flash"] = words;
        temp.Save();
    }

    /// <summary>Whether the person or the unit has such an application; nobody else gets to send a byte of a file to it.</summary>
    internal static Task<bool> IsThere(AppDb db, CurrentPerson person, Guid application, CancellationToken cancel) => db.Applications()
        .AnyAsync(a => a.Id == application && (a.PersonId == person.Id || (a.Submissions > 0 && a.UnitId == person.ActingBodyId)), cancel);

    /// <summary>What an upload needs, gathered from the request's services.</summary>
    internal sealed class Desk(
        AppDb db, PageDesk pages, CurrentPerson person, UploadGate gate, IAntiforgery antiforgery, Texts words, ITempDataDictionaryFactory tempData, TimeProvider clock)
    {
        public UploadGate Gate => gate;

        public IAntiforgery Antiforgery => antiforgery;

        public Texts Words => words;

        public ITempDataDictionaryFactory TempData => tempData;

        public Task<bool> IsThere(Guid application, CancellationToken cancel) => UploadEndpoints.IsThere(db, person, application, cancel);

        /// <summary>The act is dated when the last byte of the file was read.</summary>
        public Task<AttachedPage> Add(Guid application, PagePlace place, string name, Stream body, CancellationToken cancel)
            => pages.Add(new Act(person.Id, person.ActingBodyId, clock.Now()), application, place, name, body, null, clock.Now, cancel);
    }
}
