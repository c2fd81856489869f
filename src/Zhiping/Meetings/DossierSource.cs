using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Meetings;

/// <summary>Where a dossier's making finds the masked pages.</summary>
public interface IMaskedPages
{
    /// <summary>The random id of each page as experts may see it; a page that is not masked yet is left out.</summary>
    Task<IReadOnlyDictionary<PageFact, Guid>> Of(Application application, IReadOnlyList<PageFact> pages, CancellationToken cancel = default);
}

/// <summary>Finds the frozen pages among those attached, by their place, number and hash.</summary>
internal sealed class MaskedPages(AppDb db) : IMaskedPages
{
    public async Task<IReadOnlyDictionary<PageFact, Guid>> Of(Application application, IReadOnlyList<PageFact> pages, CancellationToken cancel = default)
    {
        var attached = await db.AttachedPages().AsNoTracking().Of(application.Id).Where(page => page.State != PageState.Refused || page.Refused == PageRefusal.Removed).ToListAsync(cancel);
        var byPlace = attached.GroupBy(page => page.Place)
            .SelectMany(place => place.Select((page, index) => (Key: (page.SectionId, page.EntryId, page.SlotId, Number: index + 1), Page: page)))
            .ToDictionary(x => x.Key, x => x.Page);
        var found = new Dictionary<PageFact, Guid>();
        foreach (var fact in pages)
        {
            if (byPlace.TryGetValue((fact.Section, fact.Entry, fact.Slot, fact.Number), out var page)
                && page.OriginalSha256 == fact.Sha256 && page.ShownToExperts is not null)
            {
                found[fact] = page.BlindId;
            }
        }

        return found;
    }
}

/// <summary>An expert sees the masked pages of the dossiers in hand, and only those that stand in them. (E7)</summary>
internal sealed class DossierPages(AppDb db) : IBlindAccess
{
    public async Task<bool> MaySee(CurrentPerson person, AttachedPage page, CancellationToken cancel)
    {
        var contents = await (
            from sheet in db.ScoreSheets()
            join member in db.MeetingMembers() on sheet.MemberId equals member.Id
            join dossier in db.Dossiers() on sheet.DossierId equals dossier.Id
            join meeting in db.Meetings() on dossier.MeetingId equals meeting.Id
            where dossier.ApplicationId == page.ApplicationId && dossier.OffAt == null && sheet.ExcusedAt == null && member.PersonId == person.Id
                && meeting.State != MeetingState.Preparing && (member.Seat == Seat.Member || member.Seat == Seat.Chair || member.Seat == Seat.Deputy)
            select dossier.Content).ToListAsync(cancel);
        var id = System.Text.Encoding.ASCII.GetBytes(page.BlindId.ToString());
        return contents.Exists(content => content.AsSpan().IndexOf(id) >= 0);
    }
}

/// <summary>Finds what no expert may read of an applicant.</summary>
public static class HiddenWords
{
    /// <summary>The applicant's name, the unit's, and those of earlier employers as the career names them.</summary>
    public static async Task<Hidden> HiddenOf(this AppDb db, Application application, ApplicationDocument document, FormCatalogue form, CancellationToken cancel = default)
    {
        var name = await db.People().Where(p => p.Id == application.PersonId).Select(p => p.Name).SingleAsync(cancel);
        var unit = await db.Body(application.UnitId, cancel);
        var employers = form.Sections.Where(s => s.Kind == SectionKind.Career)
            .SelectMany(s => document.Sections.GetValueOrDefault(s.Id)?.Entries ?? [])
            .Select(e => e["employer"]).OfType<string>().Where(u => u.Length >= 4);
        return new Hidden(name, [unit.Name, .. employers], []);
    }
}
