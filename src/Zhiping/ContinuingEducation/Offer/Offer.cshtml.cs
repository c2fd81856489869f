using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.ContinuingEducation.Offer;

/// <summary>The title office offers courses. (G6)</summary>
[ForRoles(Role.TitleOfficeClerk, Role.Operator)]
public sealed class OfferModel(AppDb db, CurrentPerson person, RequestInstant instant) : PageModel, IShowAgain
{
    /// <summary>What the form asks for.</summary>
    public sealed class Form
    {
        [Required(ErrorMessage = "请填写课程名称")]
        [StringLength(200, ErrorMessage = "太长了")]
        public string Title { get; set; } = "";

        public CourseSubject Subject { get; set; }

        [Range(2000, 2200, ErrorMessage = "请填4位年份")]
        public int Year { get; set; }

        [Required(ErrorMessage = "请填写学时")]
        public decimal? Hours { get; set; }

        [Required(ErrorMessage = "请填写课程内容")]
        public string Lessons { get; set; } = "";
    }

    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty]
    public Guid? CourseId { get; set; }

    public IReadOnlyList<(Course Course, int Learners, int Finished)> All { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel)
    {
        Input.Year = Beijing.Day(instant.At).Year;
        return ShowAgain(cancel);
    }

    /// <summary>Who offered a course closes it, or the platform does.</summary>
    public bool MayClose(Course course) => person.Has(Role.Operator) || course.OfferedById == person.ActingBodyId;

    public async Task<IActionResult> OnPostOfferAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return await this.Again(cancel);
        }

        db.Add(new Course(person.Act(), Input.Title, Input.Subject, Input.Year, Input.Hours!.Value, Parse(Input.Lessons)));
        await db.Commit(cancel);
        this.Flash("课程已发布");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancel)
    {
        if (await db.Courses().SingleOrDefaultAsync(c => c.Id == CourseId, cancel) is not { } course || !MayClose(course))
        {
            return NotFound();
        }

        course.Close(person.Act());
        await db.Commit(cancel);
        this.Flash("已停止报名");
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var courses = await db.Courses().AsNoTracking().OrderByDescending(c => c.OfferedAt).Take(200).ToListAsync(cancel);
        var counts = await db.Enrolments().GroupBy(e => e.CourseId)
            .Select(g => new { g.Key, All = g.Count(), Finished = g.Count(e => e.FinishedAt != null) }).ToDictionaryAsync(x => x.Key, cancel);
        All = [.. courses.Select(c => counts.TryGetValue(c.Id, out var n) ? (c, n.All, n.Finished) : (c, 0, 0))];
    }

    /// <summary>A line that begins with # opens a lesson; what follows is its text.</summary>
    private static List<Lesson> Parse(string text)
    {
        var lessons = new List<Lesson>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith('#'))
            {
                lessons.Add(new Lesson(line.TrimStart('#').Trim(), ""));
            }
            else if (lessons.Count > 0)
            {
                lessons[^1] = lessons[^1] with { Text = (lessons[^1].Text + "\n" + line).Trim('\n') };
            }
        }

        return lessons;
    }
}
