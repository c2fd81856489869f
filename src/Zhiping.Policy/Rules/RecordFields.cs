using Zhiping.Policy.Forms;

namespace Zhiping.Policy.Rules;

/// <summary>Where a field stands: its section and its place among the section's fields; -1 where the form has none.</summary>
internal readonly record struct FieldPlace(int Section, int Field);

/// <summary>Where the fields stand that the platform's own checks read, looked up once a notice.</summary>
internal sealed class RecordFields(CompiledNotice notice)
{
    public FieldPlace FirstEmployment { get; } = Of(notice, SectionKind.Basics, "firstEmployment");

    public FieldPlace SpecialtySince { get; } = Of(notice, SectionKind.Basics, "specialtySince");

    public FieldPlace FirstApplication { get; } = Of(notice, SectionKind.Basics, "firstApplication");

    public FieldPlace PostVacancy { get; } = Of(notice, SectionKind.Basics, "postVacancy");

    public FieldPlace EducationLevel { get; } = Of(notice, SectionKind.Education, "level");

    public FieldPlace TitleLevel { get; } = Of(notice, SectionKind.PresentTitle, "level");

    public FieldPlace TitleObtained { get; } = Of(notice, SectionKind.PresentTitle, "obtained");

    public FieldPlace TitleAppointed { get; } = Of(notice, SectionKind.PresentTitle, "appointed");

    public FieldPlace SkillLevel { get; } = Of(notice, SectionKind.SkillQualification, "level");

    public FieldPlace SkillObtained { get; } = Of(notice, SectionKind.SkillQualification, "obtained");

    public FieldPlace ExamYear { get; } = Of(notice, SectionKind.Exam, "year");

    public FieldPlace ExamLine { get; } = Of(notice, SectionKind.Exam, "line");

    public FieldPlace AssessmentYear { get; } = Of(notice, SectionKind.Assessments, "year");

    public FieldPlace AssessmentResult { get; } = Of(notice, SectionKind.Assessments, "result");

    public FieldPlace GrassrootsYear { get; } = Of(notice, SectionKind.Grassroots, "year");

    public FieldPlace GrassrootsDays { get; } = Of(notice, SectionKind.Grassroots, "days");

    public FieldPlace PutonghuaLevel { get; } = Of(notice, SectionKind.Putonghua, "level");

    public FieldPlace Occupation { get; } = Of(notice, SectionKind.Putonghua, "occupation");

    public FieldPlace CareerFrom { get; } = Of(notice, SectionKind.Career, "from");

    public FieldPlace CareerUntil { get; } = Of(notice, SectionKind.Career, "until");

    public FieldPlace HoursYear { get; } = Of(notice, SectionKind.ContinuingEducation, "year");

    public FieldPlace HoursSubject { get; } = Of(notice, SectionKind.ContinuingEducation, "subject");

    public FieldPlace Hours { get; } = Of(notice, SectionKind.ContinuingEducation, "hours");

    /// <summary>When what is listed was done: its date, or else its end.</summary>
    public (FieldPlace Date, FieldPlace Until)[] Done { get; } =
    [
        .. ((SectionKind[])[SectionKind.Practice, SectionKind.Achievements, SectionKind.Papers, SectionKind.IntellectualProperty])
            .Select(kind => (Of(notice, kind, "date"), Of(notice, kind, "until"))),
    ];

    private static FieldPlace Of(CompiledNotice notice, SectionKind kind, string field) =>
        notice.IndexOf(kind) is var section and >= 0 ? new FieldPlace(section, notice.Sections[section].FieldIndex(field)) : new FieldPlace(-1, -1);
}
