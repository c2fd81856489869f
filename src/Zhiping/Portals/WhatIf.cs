using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Portals;

/// <summary>What a visitor says in the box 测一测; nothing of it is kept.</summary>
/// <param name="Specialty">Series and specialty, as series/specialty.</param>
/// <param name="Title">The present level, or none.</param>
/// <param name="Obtained">The month in which the present title was obtained, yyyy-MM.</param>
/// <param name="Since">The month since when the visitor works in the specialty, yyyy-MM.</param>
public sealed record WhatIfFacts(string Specialty, string Education, Level? Title, string? Obtained, string? Since);

/// <summary>One level with what the ladder says of it.</summary>
public sealed record WhatIfAnswer(LocalText Title, Level Level, Truth Truth, DateOnly? Earliest, IReadOnlyList<LocalText> Words, ClauseRef? Clause, bool Assumed);

/// <summary>Asks the notice's own rules what somebody could apply for; a check of the years and the education only. (C8)</summary>
public static class WhatIf
{
    /// <summary>Every level of the specialty by ordinary evaluation, from the lowest up; empty when the notice has no such specialty.</summary>
    public static IReadOnlyList<WhatIfAnswer> Of(PublishedNotice published, WhatIfFacts facts, DateTimeOffset at)
    {
        var notice = published.Notice;
        if (facts.Specialty.Split('/') is not [var series, var specialty] || notice.FindSpecialty(series, specialty) is not { } found)
        {
            return [];
        }

        var document = Document(published, series, specialty, facts);
        return
        [
            .. Eligibility.Of(published.Compiled, document, at)
                .Where(a => a.Kind == ProgrammeKind.Evaluation && !found.ByExam.Contains(a.Level) && (facts.Title is not { } held || a.Level > held))
                .Select(a => new WhatIfAnswer(
                    a.Title, a.Level, a.Nearest?.Truth ?? Truth.Unknown, a.Earliest ?? a.Nearest?.Earliest,
                    [.. (a.Nearest?.Parts ?? []).Where(p => a.Nearest!.Truth == Truth.Yes || p.Truth != Truth.Yes).Select(p => p.Words)],
                    a.Nearest?.Row.Clause, a.Nearest?.Row.Assumed ?? true)),
        ];
    }

    /// <summary>The choices of education that the notice's form offers.</summary>
    public static IReadOnlyList<FieldChoice> Educations(Notice notice) =>
        notice.Form.Sections.FirstOrDefault(s => s.Kind == SectionKind.Education)?.Field("level")?.Choices ?? [];

    private static ApplicationDocument Document(PublishedNotice published, string series, string specialty, WhatIfFacts facts)
    {
        var sections = new Dictionary<string, SectionContent>(StringComparer.Ordinal);
        Put(SectionKind.Basics, facts.Since is null ? [] : [("specialtySince", facts.Since)]);
        Put(SectionKind.Education, [("level", facts.Education)]);
        Put(SectionKind.PresentTitle, facts.Title is not { } level ? null
            : facts.Obtained is null ? [("level", level.ToString())] : [("level", level.ToString()), ("obtained", facts.Obtained + "-01")]);
        return new ApplicationDocument
        {
            NoticeId = published.Notice.Id,
            Revision = published.Number,
            Series = series,
            Specialty = specialty,
            Level = Level.Entry,
            Kind = ProgrammeKind.Evaluation,
            Channel = Channel.Targeted,
            Unit = new UnitFacts { Kind = UnitKind.PublicInstitution, Tier = Tier.County },
            Applicant = new ApplicantFacts(),
            Sections = sections,
            Pages = [],
        };

        // Null says 无.
        void Put(SectionKind kind, (string Field, string Value)[]? values)
        {
            if (published.Notice.Form.Sections.FirstOrDefault(s => s.Kind == kind) is { } section)
            {
                sections[section.Id] = values is null
                    ? new SectionContent { None = true }
                    : new SectionContent { Entries = [new SectionEntry { Id = "1", Values = values.ToDictionary(v => v.Field, v => v.Value, StringComparer.Ordinal) }] };
            }
        }
    }
}
