using Zhiping.Data;

namespace Zhiping.ContinuingEducation;

/// <summary>Why a course cannot be offered or taken.</summary>
public static class CourseRules
{
    public static Refusal? CanOffer(string title, decimal hours, IReadOnlyList<Lesson> lessons) =>
        string.IsNullOrWhiteSpace(title) ? new Refusal("请填写课程名称") { Field = "Input.Title" }
        : hours is <= 0 or > 200 || decimal.Round(hours, 1) != hours ? new Refusal("学时应在0.1到200之间，最多一位小数") { Field = "Input.Hours" }
        : lessons.Count == 0 || lessons.Any(l => string.IsNullOrWhiteSpace(l.Title) || string.IsNullOrWhiteSpace(l.Text))
            ? new Refusal("课程至少有一课，每课要有标题和内容") { Field = "Input.Lessons", Remedy = "每课以一行“# 标题”开头，下面写内容" }
        : null;

    public static Refusal? CanEnrol(Course course) => course.IsOpen
        ? null
        : new Refusal("“{0}”已经停止报名。", course.Title) { Remedy = "请选别的课程。" };

    /// <summary>Lessons are read in their order, each once.</summary>
    public static Refusal? CanRead(Enrolment enrolment, Course course, int lesson) =>
        enrolment.FinishedAt is not null ? new Refusal("这门课您已经学完。") { IsConflict = true, Remedy = "证书在“继续教育”页面。" }
        : lesson != enrolment.LessonsDone + 1 || lesson > course.Lessons.Count
            ? new Refusal("请按顺序学，下一课是第{0}课。", enrolment.LessonsDone + 1) { IsConflict = true }
        : null;
}
