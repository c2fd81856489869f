using NpgsqlTypes;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;

namespace Zhiping.Attachments;

/// <summary>A file that has come whole and is to become a page, with the session that it came by.</summary>
internal sealed record PageArrival(
    Guid Id, Guid ApplicationId, PagePlace Place, string FileName, BlobRef File, ImageFormat Format, Guid PersonId, string Stamp, DateTimeOffset At, int MaxPages)
{
    public Guid BlindId { get; } = Ids.Blind();

    public Guid WorkId { get; } = Ids.Blind();
}

/// <summary>
/// Takes the plain case of an applicant's upload, many in one statement: the session holds, the draft is open, the slot has room, the file was never
/// judged before. Whatever is not plain it leaves, and <see cref="PageDesk"/> decides and says why.
/// </summary>
internal sealed class PageWriter(IConfiguration configuration) : BatchWriter<PageArrival, Guid>(configuration)
{
    protected override string Sql => $"""
        with posted as (
          select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            as p(n, id, blind_id, work_id, application_id, section_id, entry_id, slot_id, file_name, sha256, length, format, person_id, stamp, at, max_pages, judged)),
        allowed as (
          select p.*, row_number() over (partition by p.application_id, p.section_id, p.entry_id, p.slot_id order by p.n) as place
          from posted p join applications a on a.id = p.application_id
          where {DraftStore.OpenSql} and {Sessions.HoldsSql} and not exists (select from page_renditions r where r.key = p.judged)),
        roomy as (
          select o.*, h.last from allowed o cross join lateral (
            select count(*) filter (where g.state <> 'Refused') as taken, count(*) as present, coalesce(max(g."order"), 0) as last from pages g
            where g.application_id = o.application_id and g.section_id = o.section_id and g.entry_id is not distinct from o.entry_id
              and g.slot_id = o.slot_id and g.deleted_at is null) h
          where h.taken + o.place <= o.max_pages and h.present + o.place <= o.max_pages + {PageRules.MostRefused}),
        taken as (
          insert into pages (id, blind_id, application_id, section_id, entry_id, slot_id, "order", file_name, uploaded_by, uploaded_at, format, original_sha256,
            length, state, refused, turn, width, height, notes, is_kept, mask, boxes, dismissed)
          select id, blind_id, application_id, section_id, entry_id, slot_id, last + place, file_name, person_id, at, format, sha256,
            length, 'Checking', 'None', 0, 0, 0, 'None', false, 'Unanswered', '[]', '[]' from roomy
          on conflict do nothing
          returning id),
        queued as (
          insert into work (id, kind, due, data, tries, given_up, asked)
          select o.work_id, '{PageJudge.WorkKind}', o.at, o.id::text, 0, false, 1 from roomy o join taken t on t.id = o.id)
        select p.n, 1 from posted p join taken t on t.id = p.id
        """;

    protected override Guid KeyOf(PageArrival one) => one.Id;

    protected override void Fill(Columns columns)
    {
        columns.Add(NpgsqlDbType.Uuid, static page => page.Id);
        columns.Add(NpgsqlDbType.Uuid, static page => page.BlindId);
        columns.Add(NpgsqlDbType.Uuid, static page => page.WorkId);
        columns.Add(NpgsqlDbType.Uuid, static page => page.ApplicationId);
        columns.Add(NpgsqlDbType.Text, static page => page.Place.SectionId);
        columns.Add(NpgsqlDbType.Text, static page => page.Place.EntryId);
        columns.Add(NpgsqlDbType.Text, static page => page.Place.SlotId);
        columns.Add(NpgsqlDbType.Text, static page => page.FileName);
        columns.Add(NpgsqlDbType.Text, static page => page.File.Sha256);
        columns.Add(NpgsqlDbType.Bigint, static page => page.File.Length);
        columns.Add(NpgsqlDbType.Text, static page => page.Format.ToString());
        columns.Add(NpgsqlDbType.Uuid, static page => page.PersonId);
        columns.Add(NpgsqlDbType.Text, static page => page.Stamp);
        columns.Add(NpgsqlDbType.TimestampTz, static page => page.At.UtcDateTime);
        columns.Add(NpgsqlDbType.Integer, static page => page.MaxPages);
        columns.Add(NpgsqlDbType.Text, static page => PageKeys.Whole(page.File.Sha256));
    }
}
