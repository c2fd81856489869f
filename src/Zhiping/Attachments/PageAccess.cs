using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Attachments;

/// <summary>Lets somebody see a page as it is, with name and unit: the applicant, and offices that review. Any answer of yes is enough.</summary>
public interface IPageAccess
{
    Task<bool> MaySee(CurrentPerson person, AttachedPage page, CancellationToken cancel);
}

/// <summary>Lets an expert see the masked rendition of a page in a dossier. Answered by the folders that give out dossiers. (E7)</summary>
public interface IBlindAccess
{
    Task<bool> MaySee(CurrentPerson person, AttachedPage page, CancellationToken cancel);
}

/// <summary>Applicants see their own pages.</summary>
internal sealed class OwnPages(AppDb db) : IPageAccess
{
    public Task<bool> MaySee(CurrentPerson person, AttachedPage page, CancellationToken cancel) =>
        db.Applications().AnyAsync(application => application.Id == page.ApplicationId && application.PersonId == person.Id, cancel);
}
