using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Meetings;

/// <summary>Where a dossier's making finds the masked pages; answered by the folder that masks.</summary>
public interface IMaskedPages
{
    /// <summary>The masked rendition of each page that experts will see; a page that has none yet is left out.</summary>
    Task<IReadOnlyDictionary<PageFact, Guid>> Of(Application application, IReadOnlyList<PageFact> pages, CancellationToken cancel = default);
}

/// <summary>Finds what no expert may read of an applicant.</summary>
public static class HiddenWords
{
    /// <summary>The applicant's name, and the unit's with the bodies above it that are not the region.</summary>
    public static async Task<Hidden> HiddenOf(this AppDb db, Application application, CancellationToken cancel = default)
    {
        var name = await db.People().Where(p => p.Id == application.PersonId).Select(p => p.Name).SingleAsync(cancel);
        var unit = await db.Body(application.UnitId, cancel);
        return new Hidden(name, [unit.Name], []);
    }
}
