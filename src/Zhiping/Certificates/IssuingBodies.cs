using Microsoft.EntityFrameworkCore;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Certificates;

/// <summary>Who confirms the result and who issues document and certificates, by name, with the item of the notice that says so. (J10)</summary>
public sealed record IssuingBodies(LocalText ConfirmedBy, LocalText IssuedBy, IssuingTerms Terms)
{
    /// <summary>What the notice says for a level; null where it says nothing, or leaves it to a body that set up the committee and the office has none above it.</summary>
    /// <param name="office">The committee's office.</param>
    public static async Task<IssuingBodies?> Of(AppDb db, Notice notice, Guid office, Level level, CancellationToken cancel)
    {
        if (notice.IssuingOf(level) is not { } terms)
        {
            return null;
        }

        if (terms is { ConfirmedBy: { } confirms, IssuedBy: { } issues })
        {
            return new IssuingBodies(confirms, issues, terms);
        }

        return await SettingUpBody(db, office, cancel) is { } name
            ? new IssuingBodies(terms.ConfirmedBy ?? new(name, name), terms.IssuedBy ?? new(name, name), terms)
            : null;
    }

    /// <summary>The nearest body above the office that sets up committees.</summary>
    private static async Task<string?> SettingUpBody(AppDb db, Guid office, CancellationToken cancel)
    {
        for (Guid? next = office; next is { } id;)
        {
            var body = await db.Bodies().Where(b => b.Id == id).Select(b => new { b.Kind, b.Name, b.ParentId }).SingleAsync(cancel);
            if (body.Kind == BodyKind.SettingUpBody)
            {
                return body.Name;
            }

            next = body.ParentId;
        }

        return null;
    }
}
