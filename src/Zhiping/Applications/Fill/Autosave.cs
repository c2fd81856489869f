using Microsoft.AspNetCore.Antiforgery;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Applications.Fill;

/// <summary>
/// Saves a section as one types: the same form as the page posts, answered with 204 and the new number, or 409 and the other version.
/// The path that everybody takes all day: one statement for the session, the deadline, the version and the save, shared with whoever saves
/// at the same moment. Only what it does not save is looked into one by one.
/// </summary>
internal static class Autosave
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/applications/{id:guid}/sections/{section}/save", Save).WithMetadata(new ForSignedInAttribute(), new ChecksSessionItselfAttribute());

    private static async Task<IResult> Save(
        Guid id, string section, HttpContext http, DraftForms forms, DraftWriter writer, CurrentPerson me, IAntiforgery antiforgery)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var act = me.OwnAct();
        if (await forms.Section(http, me.Id, id, section) is not { } definition)
        {
            return await Sessions.HoldsAsync(http) ? Results.NotFound() : Results.Challenge();
        }

        var posted = SectionForm.Read(definition, form);
        try
        {
            var save = new DraftSave(id, section, me.Id, me.Stamp ?? "", DraftStore.Written(posted.Content), posted.Number, act.At);
            return await writer.Write(save) is { } number
                ? NoContent(http, new SectionSaved(number, act.At, null))
                : await SaveAlone(http, act, id, definition, posted);
        }
        catch (RefusalException refused)
        {
            return Refused(http, refused.Refusal, StatusCodes.Status422UnprocessableEntity);
        }
        catch (Exception full) when (DiskFull.Is(full))
        {
            // What was typed stays on the device and is sent again.
            return Refused(http, DiskFull.Refusal, StatusCodes.Status507InsufficientStorage);
        }
    }

    /// <summary>What did not go in with the others: the session is over, another window was first, a submission is under way, or nothing may be written any more.</summary>
    private static async Task<IResult> SaveAlone(HttpContext http, Act act, Guid id, SectionDefinition section, SectionForm posted)
    {
        if (!await Sessions.HoldsAsync(http))
        {
            return Results.Challenge();
        }

        var services = http.RequestServices;
        var saved = await services.GetRequiredService<ApplicationDesk>().SaveSection(act, id, section.Id, posted.Content, posted.Number, http.RequestAborted);
        return saved.IsConflict
            ? Results.Json(Conflict(section, posted, saved, services.GetRequiredService<Texts>()), statusCode: StatusCodes.Status409Conflict)
            : NoContent(http, saved);
    }

    private static IResult Refused(HttpContext http, Refusal refusal, int status)
    {
        var texts = http.RequestServices.GetRequiredService<Texts>();
        return Results.Json(new { message = texts.Say(refusal), remedy = texts.Remedy(refusal) }, statusCode: status);
    }

    private static IResult NoContent(HttpContext http, SectionSaved saved)
    {
        http.Response.Headers["X-Number"] = saved.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers["X-Saved"] = Beijing.At(saved.At).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return Results.NoContent();
    }

    private static object Conflict(SectionDefinition definition, SectionForm posted, SectionSaved saved, Texts texts) => new
    {
        number = saved.Number,
        message = texts.Plain("另一个窗口在{0}保存。您在本页写的都还在下面的表格里。请对照后选择。", saved.At),
        differences = SectionForm.Differences(definition, posted.Content, saved.Other!).Select(d => new
        {
            where = (d.Number is { } n ? texts.Plain("第{0}项", n) + " " : "") + (d.Field is null ? texts.Plain("本节有没有内容") : texts.Of(d.Field.Name)),
            mine = d.IsSaying ? texts.Plain(d.Mine!) : d.Mine,
            theirs = d.IsSaying ? texts.Plain(d.Other!) : d.Other,
        }),
    };
}
