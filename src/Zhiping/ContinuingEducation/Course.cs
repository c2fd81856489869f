using Zhiping.Data;

namespace Zhiping.ContinuingEducation;

/// <summary>公需 or 专业. (G1)</summary>
public enum CourseSubject
{
    General,
    Specialty,
}

/// <summary>One lesson of a course: what is read.</summary>
public sealed record Lesson(string Title, string Text);

/// <summary>A course that gives class hours of one year and subject. (G6)</summary>
public sealed class Course : Recorded
{
    private Course()
    {
    }

    public Course(Act act, string title, CourseSubject subject, int year, decimal hours, IReadOnlyList<Lesson> lessons)
    {
        RefusalException.ThrowIf(CourseRules.CanOffer(title, hours, lessons));
        Id = Ids.Row(act.At);
        Title = title.Trim();
        Subject = subject;
        Year = year;
        Hours = hours;
        Lessons = [.. lessons];
        OfferedById = act.ForBody;
        OfferedAt = act.At;
        IsOpen = true;
        Record(act, "OfferCourse", ("subject", subject), ("year", year), ("hours", hours));
    }

    public override string SubjectKind => "course";

    public string Title { get; private set; } = "";

    public CourseSubject Subject { get; private set; }

    /// <summary>The year whose hours it gives.</summary>
    public int Year { get; private set; }

    public decimal Hours { get; private set; }

    public IReadOnlyList<Lesson> Lessons { get; private set; } = [];

    public Guid? OfferedById { get; private set; }

    public DateTimeOffset OfferedAt { get; private set; }

    /// <summary>Whether one can enrol; those who have may finish.</summary>
    public bool IsOpen { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Takes no more people.</summary>
    public void Close(Act act)
    {
        RefusalException.ThrowIf(IsOpen ? null : new Refusal("这门课已经停止报名。") { IsConflict = true });
        IsOpen = false;
        Record(act, "CloseCourse");
    }
}

/// <summary>A person takes a course: lesson by lesson, to its certificate. (G6)</summary>
public sealed class Enrolment : Recorded
{
    private Enrolment()
    {
    }

    public Enrolment(Act act, Guid personId, Course course)
    {
        RefusalException.ThrowIf(CourseRules.CanEnrol(course));
        Id = Ids.Row(act.At);
        PersonId = personId;
        CourseId = course.Id;
        EnrolledAt = act.At;
        Record(act, "Enrol", ("course", course.Id));
    }

    public override string SubjectKind => "enrolment";

    public Guid PersonId { get; private set; }

    public Guid CourseId { get; private set; }

    public DateTimeOffset EnrolledAt { get; private set; }

    /// <summary>Lessons read, in their order.</summary>
    public int LessonsDone { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Marks the next lesson as read; after the last the course is finished and its certificate made.</summary>
    public HoursCertificate? Read(Act act, Course course, int lesson)
    {
        RefusalException.ThrowIf(CourseRules.CanRead(this, course, lesson));
        LessonsDone = lesson;
        Record(act, "ReadLesson", ("lesson", lesson));
        if (LessonsDone < course.Lessons.Count)
        {
            return null;
        }

        FinishedAt = act.At;
        Record(act, "FinishCourse", ("course", course.Id));
        return new HoursCertificate(act, this, course);
    }
}

/// <summary>Class hours that the platform itself certifies: what an application's section picks from (从系统获取). (G3, G6)</summary>
public sealed class HoursCertificate : Recorded
{
    private HoursCertificate()
    {
    }

    public HoursCertificate(Act act, Enrolment enrolment, Course course)
    {
        Id = Ids.Row(act.At);
        EnrolmentId = enrolment.Id;
        PersonId = enrolment.PersonId;
        CourseTitle = course.Title;
        Subject = course.Subject;
        Year = course.Year;
        Hours = course.Hours;
        IssuedAt = act.At;
        Number = $"XS{course.Year}-{Ids.Code(8)}";
        Record(act, "CertifyHours", ("enrolment", enrolment.Id), ("hours", course.Hours), ("year", course.Year), ("subject", course.Subject));
    }

    public override string SubjectKind => "hours";

    public Guid EnrolmentId { get; private set; }

    public Guid PersonId { get; private set; }

    public string CourseTitle { get; private set; } = "";

    public CourseSubject Subject { get; private set; }

    public int Year { get; private set; }

    public decimal Hours { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    public string Number { get; private set; } = "";
}
