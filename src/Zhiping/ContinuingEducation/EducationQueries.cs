using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.ContinuingEducation;

/// <summary>Hours of one year and subject.</summary>
public sealed record HoursOfYear(int Year, decimal General, decimal Specialty)
{
    public decimal Total => General + Specialty;
}

/// <summary>Courses, enrolments and hours as the pages ask for them.</summary>
public static class EducationQueries
{
    public static DbSet<Course> Courses(this AppDb db) => db.Set<Course>();

    public static DbSet<Enrolment> Enrolments(this AppDb db) => db.Set<Enrolment>();

    public static DbSet<HoursCertificate> HoursCertificates(this AppDb db) => db.Set<HoursCertificate>();

    /// <summary>A person's certificates, the newest year first: what the section 继续教育 picks from.</summary>
    public static Task<List<HoursCertificate>> HoursCertificatesOf(this AppDb db, Guid personId, CancellationToken cancel = default) =>
        db.HoursCertificates().AsNoTracking().Where(c => c.PersonId == personId).OrderByDescending(c => c.Year).ThenBy(c => c.IssuedAt).ToListAsync(cancel);

    /// <summary>A person's hours by year, newest first.</summary>
    public static async Task<IReadOnlyList<HoursOfYear>> HoursOf(this AppDb db, Guid personId, CancellationToken cancel = default) =>
        [.. (await db.HoursCertificatesOf(personId, cancel)).GroupBy(c => c.Year)
            .Select(g => new HoursOfYear(g.Key, Sum(g, CourseSubject.General), Sum(g, CourseSubject.Specialty)))
            .OrderByDescending(h => h.Year)];

    private static decimal Sum(IEnumerable<HoursCertificate> certificates, CourseSubject subject) =>
        certificates.Where(c => c.Subject == subject).Sum(c => c.Hours);
}

/// <summary>Words of continuing education; Chinese texts and keys.</summary>
public static class EducationWords
{
    public static string Name(CourseSubject subject) => subject switch
    {
        CourseSubject.General => "公需课",
        CourseSubject.Specialty => "专业课",
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "Not a subject."),
    };
}
