using Zhiping.Applications;
using Zhiping.Policy.Forms;

namespace Zhiping.Meetings;

/// <summary>Where a dossier's making finds what must be hidden and the masked pages.</summary>
public interface IDossierSource
{
    /// <summary>The applicant's names and units, which no expert may read.</summary>
    Task<Hidden> HiddenOf(Application application, CancellationToken cancel = default);

    /// <summary>The masked rendition of each page that experts will see; a page that has none yet is left out.</summary>
    Task<IReadOnlyDictionary<PageFact, Guid>> MaskedPages(Application application, IReadOnlyList<PageFact> pages, CancellationToken cancel = default);
}
