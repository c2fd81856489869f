using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Attachments.Files;

/// <summary>
/// Uploads that go on where the line was cut: tus 1.0 with creation, creation-with-upload, termination and expiration. What is to become
/// of the file stands sealed in the upload's own address, so that nothing is stored but the file itself. (E1)
/// </summary>
internal static class ResumableUploads
{
    private const string Version = "1.0.0";
    private const string Extensions = "creation,creation-with-upload,termination,expiration";
    private const string PieceType = "application/offset+octet-stream";
    private const long LongestAtOnce = 4 * 1024 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/uploads", [HttpMethods.Options], Options).WithMetadata(new ForSignedInAttribute());
        routes.MapPost("/applications/{id:guid}/sections/{section}/uploads", Create).DisableAntiforgery()
            .WithMetadata(new ForSignedInAttribute(), new ChecksSessionItselfAttribute());
        routes.MapMethods("/uploads/{ticket}", [HttpMethods.Head], Head).WithMetadata(new ForSignedInAttribute());
        routes.MapMethods("/uploads/{ticket}", [HttpMethods.Patch], Patch).DisableAntiforgery().WithMetadata(new ForSignedInAttribute());
        routes.MapDelete("/uploads/{ticket}", Terminate).DisableAntiforgery().WithMetadata(new ForSignedInAttribute());
    }

    private static IResult Options(HttpContext http)
    {
        Say(http);
        http.Response.Headers["Tus-Version"] = Version;
        http.Response.Headers["Tus-Extension"] = Extensions;
        http.Response.Headers["Tus-Max-Size"] = PageRules.MostBytes.ToString(CultureInfo.InvariantCulture);
        return Results.NoContent();
    }

    private static async Task<IResult> Create(Guid id, string section, string? slot, string? entry, HttpContext http, Desk desk, CancellationToken cancel)
    {
        Say(http);
        var place = new PagePlace(section, string.IsNullOrEmpty(entry) ? null : entry, slot ?? "");
        if (http.Request.ContentType == PieceType && Number(http, "Upload-Length") is > 0 and <= LongestAtOnce and var atOnce
            && desk.IsUnchecked && await desk.Antiforgery.IsRequestValidAsync(http))
        {
            // A short file in one request: whether it may be added is asked once, together with adding it.
            return await Begin(desk.Issue(id, place, Metadata(http, "filename") ?? "", atOnce), http, desk, cancel);
        }

        if (!await Sessions.HoldsAsync(http))
        {
            return Results.Challenge();
        }

        var (isThere, refusal) = await desk.WhyNot(id, place, cancel);
        if (!isThere)
        {
            return Results.NotFound();
        }

        var length = Number(http, "Upload-Length") ?? 0;
        if (!await desk.Antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        if (length > PageRules.MostBytes || length == 0)
        {
            return desk.Refused(PageWords.Of(length == 0 ? PageRefusal.Empty : PageRefusal.TooLong, null, length, null));
        }

        if (refusal is not null)
        {
            return desk.Refused(refusal);
        }

        return await Begin(desk.Issue(id, place, Metadata(http, "filename") ?? "", length), http, desk, cancel);
    }

    private static async Task<IResult> Begin(UploadTicket ticket, HttpContext http, Desk desk, CancellationToken cancel)
    {
        desk.Arrivals.Begin(ticket.Id);
        http.Response.Headers.Location = "/uploads/" + desk.Seal(ticket, Kept);
        http.Response.Headers["Upload-Expires"] = desk.Expires(Kept);
        if (http.Request.ContentType != PieceType)
        {
            http.Response.Headers["Upload-Offset"] = "0";
            return Results.StatusCode(StatusCodes.Status201Created);
        }

        return await Take(ticket, 0, http, desk, StatusCodes.Status201Created, cancel);
    }

    private static async Task<IResult> Head(string ticket, HttpContext http, Desk desk, CancellationToken cancel)
    {
        Say(http);
        http.Response.Headers.CacheControl = "no-store";
        if (desk.Open(ticket) is not { } upload)
        {
            return Results.NotFound();
        }

        // The answer to the last piece may have been lost: what became a page has arrived.
        var length = await desk.Arrivals.LengthOfAsync(upload.Id, cancel) ?? (await desk.IsPage(upload.Id, cancel) ? upload.Length : null);
        if (length is null)
        {
            return Results.NotFound();
        }

        http.Response.Headers["Upload-Offset"] = length.Value.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
        return Results.Ok();
    }

    private static async Task<IResult> Patch(string ticket, HttpContext http, Desk desk, CancellationToken cancel)
    {
        Say(http);
        if (desk.Open(ticket) is not { } upload)
        {
            return Results.NotFound();
        }

        if (http.Request.ContentType != PieceType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        return Number(http, "Upload-Offset") is { } offset
            ? await Take(upload, offset, http, desk, StatusCodes.Status204NoContent, cancel)
            : Results.BadRequest();
    }

    private static async Task<IResult> Terminate(string ticket, HttpContext http, Desk desk)
    {
        Say(http);
        if (desk.Open(ticket) is not { } upload)
        {
            return Results.NotFound();
        }

        await desk.Arrivals.DropAsync(upload.Id);
        return Results.NoContent();
    }

    /// <summary>Appends the body; when the file is whole it becomes a page.</summary>
    private static async Task<IResult> Take(UploadTicket ticket, long offset, HttpContext http, Desk desk, int done, CancellationToken cancel)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = PageRules.MostBytes + 1;
        }

        await using var body = await desk.Gate.Enter(http.Request.Body, cancel);
        if (body is null)
        {
            http.Response.Headers.RetryAfter = "5";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            // What has come whole becomes a page, whether or not the line still holds.
            var arrival = await desk.Arrivals.AppendAsync(ticket.Id, offset, ticket.Length, body, whole => desk.Add(ticket, whole), cancel);
            http.Response.Headers["Upload-Offset"] = arrival.Length.ToString(CultureInfo.InvariantCulture);
            return Results.StatusCode(done);
        }
        catch (ArrivalOffsetException wrong)
        {
            http.Response.Headers["Upload-Offset"] = wrong.Length.ToString(CultureInfo.InvariantCulture);
            return Results.StatusCode(StatusCodes.Status409Conflict);
        }
        catch (FileNotFoundException)
        {
            return Results.NotFound();
        }
        catch (BlobTooLongException)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }
        catch (RefusalException refused)
        {
            return desk.Refused(refused.Refusal);
        }
        catch (SessionOverException)
        {
            return Results.Challenge();
        }
        catch (NotThereException)
        {
            return Results.NotFound();
        }
        catch (Exception full) when (DiskFull.Is(full))
        {
            // What has come stays, and the upload goes on from there.
            return desk.Refused(DiskFull.Refusal, StatusCodes.Status507InsufficientStorage);
        }
    }

    private static void Say(HttpContext http) => http.Response.Headers["Tus-Resumable"] = Version;

    private static long? Number(HttpContext http, string header) =>
        long.TryParse(http.Request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>One value of <c>Upload-Metadata</c>: pairs of a name and base64, with commas between.</summary>
    private static string? Metadata(HttpContext http, string name)
    {
        foreach (var pair in http.Request.Headers["Upload-Metadata"].ToString().Split(','))
        {
            var parts = pair.Trim().Split(' ');
            if (parts.Length == 2 && parts[0] == name)
            {
                var bytes = new byte[parts[1].Length];
                return Convert.TryFromBase64String(parts[1], bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written) : null;
            }
        }

        return null;
    }

    /// <summary>What an upload needs, gathered from the request's services.</summary>
    internal sealed class Desk(
        AppDb db, PageDesk pages, CurrentPerson person, UploadGate gate, IArrivals arrivals, IAntiforgery antiforgery, Texts words,
        IDataProtectionProvider seals, TimeProvider clock, RealClock real, IHttpContextAccessor accessor, DraftForms forms, PageWriter writer, IBlobStore blobs)
    {
        private readonly ITimeLimitedDataProtector seal = seals.CreateProtector("zp.uploads").ToTimeLimitedDataProtector();

        public UploadGate Gate => gate;

        public IArrivals Arrivals => arrivals;

        public IAntiforgery Antiforgery => antiforgery;

        public UploadTicket Issue(Guid application, PagePlace place, string name, long length) =>
            new(Ids.Row(clock.Now()), person.Id, person.ActingBodyId, application, place.SectionId, place.EntryId, place.SlotId, name, length);

        public string Seal(UploadTicket ticket, TimeSpan kept) => seal.Protect(JsonSerializer.Serialize(ticket), kept);

        public string Expires(TimeSpan kept) => (real.Now + kept).ToString("R", CultureInfo.InvariantCulture);

        /// <summary>The ticket, if it is of this person and office and still holds.</summary>
        public UploadTicket? Open(string sealedTicket)
        {
            try
            {
                var ticket = JsonSerializer.Deserialize<UploadTicket>(seal.Unprotect(sealedTicket));
                return ticket?.Person == person.Id && ticket.Body == person.ActingBodyId ? ticket : null;
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                return null;
            }
        }

        /// <summary>Whether the person or the unit has such an application at all, and why nothing may be added to it.</summary>
        public Task<(bool IsThere, Refusal? Refusal)> WhyNot(Guid application, PagePlace place, CancellationToken cancel) => pages.MayAdd(Act(), application, place, cancel);

        public Task<bool> IsPage(Guid id, CancellationToken cancel) => db.AttachedPages().AnyAsync(page => page.Id == id && page.UploadedBy == person.Id, cancel);

        /// <summary>Nobody has looked yet whether the session still holds.</summary>
        public bool IsUnchecked => person.Stamp is not null;

        /// <summary>The act is dated when the last byte of the file was read.</summary>
        public async Task Add(UploadTicket ticket, BlobRef whole)
        {
            var place = new PagePlace(ticket.Section, ticket.Entry, ticket.Slot);
            if (await AddPlainly(ticket, place, whole))
            {
                return;
            }

            var http = accessor.HttpContext!;
            if (!await Sessions.HoldsAsync(http))
            {
                throw new SessionOverException();
            }

            if (!(await WhyNot(ticket.Application, place, http.RequestAborted)).IsThere)
            {
                throw new NotThereException("application");
            }

            await pages.AddKept(Act(), ticket.Id, ticket.Application, place, ticket.Name, whole);
        }

        /// <summary>The applicant's own, with everything as it should be, together with whatever arrives at the same moment.</summary>
        private async Task<bool> AddPlainly(UploadTicket ticket, PagePlace place, BlobRef whole)
        {
            var http = accessor.HttpContext!;
            if (person.Stamp is not { } stamp || await forms.Section(http, person.Id, ticket.Application, place.SectionId) is not { } section
                || section.Slot(place.SlotId) is not { FilledBy: SlotFiller.Applicant } slot
                || await PageDesk.FirstLook(blobs, slot, whole, http.RequestAborted) is not { Refused: PageRefusal.None } look)
            {
                return false;
            }

            return await writer.Write(new PageArrival(
                ticket.Id, ticket.Application, place, AttachedPage.Shortened(ticket.Name), whole, look.Format, person.Id, stamp, clock.Now(), slot.MaxPages)) is not null;
        }

        public IResult Refused(Refusal refusal, int status = StatusCodes.Status422UnprocessableEntity) => Results.Json(
            new { sentence = words.Say(refusal) + words.Remedy(refusal) }, statusCode: status);

        private Act Act() => new(person.Id, person.ActingBodyId, clock.Now());
    }
}

/// <summary>The session was over before the file had come whole.</summary>
internal sealed class SessionOverException : Exception;

/// <summary>What a file that comes in pieces will become, and whose it is.</summary>
internal sealed record UploadTicket(Guid Id, Guid Person, Guid? Body, Guid Application, string Section, string? Entry, string Slot, string Name, long Length);

/// <summary>Forgets uploads that nobody went on with.</summary>
internal sealed class ForgetStaleUploads(IArrivals arrivals, RealClock real) : IWorkHandler, IDailyWork
{
    public const string WorkKind = "uploads.forget";

    public string Kind => WorkKind;

    public Task Run(WorkItem item, CancellationToken stop) => arrivals.SweepAsync(real.Now - TimeSpan.FromDays(2));
}
