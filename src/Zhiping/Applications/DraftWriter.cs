using NpgsqlTypes;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applications;

/// <summary>One section as somebody typed it, with the session that it came by.</summary>
internal sealed record DraftSave(Guid ApplicationId, string SectionId, Guid PersonId, string Stamp, string Content, int From, DateTimeOffset At);

/// <summary>
/// Saves drafts, many in one statement: the session, the state, the deadline and the number it began from are asked with the save. It answers the number
/// that the section has now; where it saved nothing, <see cref="DraftStore.Save"/> says why.
/// </summary>
internal sealed class DraftWriter(IConfiguration configuration) : BatchWriter<DraftSave, (Guid, string)>(configuration)
{
    // Whoever is submitting has locked the application: that save waits by itself and nobody else for it.
    protected override string Sql => $"""
        with posted as (
          select * from unnest($1, $2, $3, $4, $5, $6, $7, $8) as p(n, application_id, section_id, person_id, stamp, content, from_number, at)),
        writable as (
          select p.* from posted p join applications a on a.id = p.application_id
          where {DraftStore.OpenSql} and {Sessions.HoldsSql}
          for share of a skip locked),
        inserted as (
          insert into draft_sections (application_id, section_id, content, number, saved_at)
          select application_id, section_id, content::jsonb, 1, at from writable where from_number = 0
          on conflict (application_id, section_id) do nothing
          returning application_id, section_id, number),
        updated as (
          update draft_sections d set content = w.content::jsonb, number = d.number + 1, saved_at = w.at
          from writable w where d.application_id = w.application_id and d.section_id = w.section_id and d.number = w.from_number
          returning d.application_id, d.section_id, d.number)
        select p.n, s.number from posted p
        join (select * from inserted union all select * from updated) s on s.application_id = p.application_id and s.section_id = p.section_id
        """;

    protected override (Guid, string) KeyOf(DraftSave one) => (one.ApplicationId, one.SectionId);

    protected override void Fill(Columns columns)
    {
        columns.Add(NpgsqlDbType.Uuid, static save => save.ApplicationId);
        columns.Add(NpgsqlDbType.Text, static save => save.SectionId);
        columns.Add(NpgsqlDbType.Uuid, static save => save.PersonId);
        columns.Add(NpgsqlDbType.Text, static save => save.Stamp);
        columns.Add(NpgsqlDbType.Text, static save => save.Content);
        columns.Add(NpgsqlDbType.Integer, static save => save.From);
        columns.Add(NpgsqlDbType.TimestampTz, static save => save.At.UtcDateTime);
    }
}
