using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Attachments;

/// <summary>The one-inch portrait that an applicant uploaded, for paper forms and certificates.</summary>
public static class Portraits
{
    /// <summary>The upright picture as JPEG; null where there is none yet.</summary>
    public static async Task<byte[]?> PortraitOf(this AppDb db, IBlobStore blobs, Guid applicationId, CancellationToken cancel = default)
    {
        var sha256 = await db.AttachedPages().AsNoTracking().Of(applicationId)
            .Where(p => p.SectionId == "basics" && p.SlotId == "portrait" && p.UprightSha256 != null).Select(p => p.UprightSha256).FirstOrDefaultAsync(cancel);
        // Where the application has none of its own, the person's: an initial determination may not ask for one.
        sha256 ??= await db.PersonPortraits().AsNoTracking().Where(p => db.Set<Applications.Application>().Any(a => a.Id == applicationId && a.PersonId == p.PersonId))
            .Select(p => p.InchSha256).FirstOrDefaultAsync(cancel);
        if (sha256 is null || !blobs.Exists(sha256))
        {
            return null;
        }

        await using var file = blobs.OpenRead(sha256);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }
}
