using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;

namespace Zhiping.Applications;

/// <summary>Which form an application fills in, kept because neither its applicant nor its revision ever changes.</summary>
internal sealed class DraftForms(NoticeStore notices)
{
    private const int Most = 50_000;
    private readonly ConcurrentDictionary<Guid, (Guid Person, Guid Revision)> known = new();

    /// <summary>The section's definition; null where the person has no such application or its form no such section.</summary>
    public async Task<SectionDefinition?> Section(HttpContext http, Guid person, Guid application, string section)
    {
        if (!known.TryGetValue(application, out var of))
        {
            var found = await http.RequestServices.GetRequiredService<AppDb>().Applications().AsNoTracking().Where(a => a.Id == application)
                .Select(a => new { a.PersonId, a.RevisionId }).SingleOrDefaultAsync(http.RequestAborted);
            if (found is null)
            {
                return null;
            }

            if (known.Count >= Most)
            {
                known.Clear();
            }

            of = known[application] = (found.PersonId, found.RevisionId);
        }

        return of.Person == person ? (await notices.Get(of.Revision, http.RequestAborted)).Notice.Form.Find(section) : null;
    }
}
