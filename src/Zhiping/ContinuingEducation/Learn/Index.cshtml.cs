using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.ContinuingEducation.Learn;

/// <summary>继续教育: hours by year and subject, courses to take, certificates. (G6)</summary>
[ForSignedIn]
public sealed class IndexModel(AppDb db, CurrentPerson person) : PageModel
{
    public IReadOnlyList<HoursOfYear> Hours { get; private set; } = [];

    public IReadOnlyList<HoursCertificate> Certificates { get; private set; } = [];

    public IReadOnlyList<Course> Courses { get; private set; } = [];

    public IReadOnlyDictionary<Guid, Enrolment> Mine { get; private set; } = new Dictionary<Guid, Enrolment>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Hours = await db.HoursOf(person.Id, cancel);
        Certificates = await db.HoursCertificatesOf(person.Id, cancel);
        Mine = await db.Enrolments().AsNoTracking().Where(e => e.PersonId == person.Id).ToDictionaryAsync(e => e.CourseId, cancel);
        var enrolled = Mine.Values.Where(e => e.FinishedAt is null).Select(e => e.CourseId).ToList();
        Courses = await db.Courses().AsNoTracking().Where(c => c.IsOpen || enrolled.Contains(c.Id))
            .OrderByDescending(c => c.Year).ThenBy(c => c.Title).Take(200).ToListAsync(cancel);
    }
}
