using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;

namespace Zhiping.Applications.Fill;

/// <summary>
/// Saves a section as one types: the same form as the page posts, answered with 204 and the new number, or 409 and the other version.
/// The path that everybody takes all day: one statement, no document assembled.
/// </summary>
internal static class Autosave
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/applications/{id:guid}/sections/{section}/save", Save).WithMetadata(new ForSignedInAttribute());

    private static async Task<IResult> Save(
        Guid id, string section, HttpContext http, AppDb db, NoticeStore notices, ApplicationDesk desk, CurrentPerson me, IAntiforgery antiforgery, Texts texts)
    {
        var cancel = http.RequestAborted;
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var form = await http.Request.ReadFormAsync(cancel);
        var act = me.OwnAct();
        var revision = await db.Applications().OwnedBy(me.Id).Where(a => a.Id == id).Select(a => (Guid?)a.RevisionId).SingleOrDefaultAsync(cancel);
        if (revision is null || (await notices.Get(revision.Value, cancel)).Notice.Form.Find(section) is not { } definition)
        {
            return Results.NotFound();
        }

        var posted = SectionForm.Read(definition, form);
        try
        {
            var saved = await desk.SaveSection(act, id, section, posted.Content, posted.Number, cancel);
            return saved.IsConflict ? Results.Json(Conflict(definition, posted, saved, texts), statusCode: StatusCodes.Status409Conflict) : NoContent(http, saved);
        }
        catch (RefusalException refused)
        {
            var refusal = refused.Refusal;
            return Results.Json(
                new { message = texts.Say(refusal), remedy = texts.Remedy(refusal) }, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
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
            mine = d.Mine,
            theirs = d.Other,
        }),
    };
}
