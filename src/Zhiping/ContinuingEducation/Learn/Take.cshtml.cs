using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.ContinuingEducation.Learn;

/// <summary>One course: enrol, read its lessons in order, receive the hours. (G6)</summary>
[ForSignedIn]
public sealed class TakeModel(AppDb db, CurrentPerson person) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Course Course { get; private set; } = null!;

    public Enrolment? Mine { get; private set; }

    /// <summary>The lesson to read next, from 1; null before enrolling and after the end.</summary>
    public int? Next => Mine is { FinishedAt: null } ? Mine.LessonsDone + 1 : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await db.Courses().AnyAsync(c => c.Id == Id, cancel))
        {
            return NotFound();
        }

        await ShowAgain(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostEnrolAsync(CancellationToken cancel)
    {
        if (await db.Courses().SingleOrDefaultAsync(c => c.Id == Id, cancel) is not { } course)
        {
            return NotFound();
        }

        db.Add(new Enrolment(person.OwnAct(), person.Id, course));
        await db.Commit(cancel);
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostReadAsync(int lesson, CancellationToken cancel)
    {
        var course = await db.Courses().SingleOrDefaultAsync(c => c.Id == Id, cancel);
        var enrolment = await db.Enrolments().SingleOrDefaultAsync(e => e.CourseId == Id && e.PersonId == person.Id, cancel);
        if (course is null || enrolment is null)
        {
            return NotFound();
        }

        if (enrolment.Read(person.OwnAct(), course, lesson) is { } certificate)
        {
            db.Add(certificate);
            this.Flash("这门课已学完，学时证书在“继续教育”页面");
        }

        await db.Commit(cancel);
        return RedirectToPage(new { Id });
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Course = await db.Courses().AsNoTracking().SingleAsync(c => c.Id == Id, cancel);
        Mine = await db.Enrolments().AsNoTracking().SingleOrDefaultAsync(e => e.CourseId == Id && e.PersonId == person.Id, cancel);
    }
}
