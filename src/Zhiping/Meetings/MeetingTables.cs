using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Applications;
using Zhiping.Committees;
using Zhiping.Data;

namespace Zhiping.Meetings;

internal static class RecordedColumns
{
    /// <summary>Leaves out what is no column.</summary>
    public static void Recorded<T>(this EntityTypeBuilder<T> builder)
        where T : Recorded
    {
        builder.HasKey(e => e.Id);
        builder.Ignore(e => e.SubjectKind);
        builder.Ignore(e => e.Unrecorded);
    }
}

internal sealed class MeetingTable : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("meetings", t =>
        {
            t.HasCheckConstraint("ck_meetings_filed", "(filing_number is null) = (filed_at is null)");
            t.HasCheckConstraint("ck_meetings_filed_before_reading", "state = 'Preparing' or filed_at is not null");
            t.HasCheckConstraint("ck_meetings_closed", "(state = 'Closed') = (closed_at is not null)");
            t.HasCheckConstraint("ck_meetings_size", "committee_size >= 1 and readers_per_dossier >= 1");
        });
        builder.Recorded();
        builder.Ignore(m => m.Day);
        builder.Property(m => m.Version).IsRowVersion();
        builder.Property(m => m.NoticeId).HasMaxLength(100);
        builder.Property(m => m.Place).HasMaxLength(300);
        builder.Property(m => m.FilingNumber).HasMaxLength(100);
        builder.HasOne<Committee>().WithMany().HasForeignKey(m => m.CommitteeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => new { m.BodyId, m.State });
    }
}

internal sealed class MeetingMemberTable : IEntityTypeConfiguration<MeetingMember>
{
    public void Configure(EntityTypeBuilder<MeetingMember> builder)
    {
        builder.ToTable("meeting_members", t => t.HasCheckConstraint("ck_meeting_members_present", "present_at is null or seat in ('Member', 'Chair', 'Deputy')"));
        builder.Recorded();
        builder.Ignore(m => m.Sits);
        builder.Ignore(m => m.Presides);
        builder.Property(m => m.Version).IsRowVersion();
        builder.HasOne<Meeting>().WithMany().HasForeignKey(m => m.MeetingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Expert>().WithMany().HasForeignKey(m => m.ExpertId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ExpertDraw>().WithMany().HasForeignKey(m => m.DrawId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => new { m.MeetingId, m.ExpertId }).IsUnique();
        builder.HasIndex(m => new { m.MeetingId, m.PersonId }).IsUnique();
        builder.HasIndex(m => m.MeetingId).IsUnique().HasFilter("seat = 'Chair'").HasDatabaseName("ux_meeting_members_one_chair");
        builder.HasIndex(m => m.PersonId);
    }
}

internal sealed class DossierTable : IEntityTypeConfiguration<Dossier>
{
    public void Configure(EntityTypeBuilder<Dossier> builder)
    {
        builder.ToTable("dossiers", t => t.HasCheckConstraint("ck_dossiers_content", "octet_length(content) > 0 and ordinal >= 1"));
        builder.Recorded();
        builder.Property(d => d.Version).IsRowVersion();
        builder.Property(d => d.Code).HasMaxLength(10);
        builder.Property(d => d.Series).HasMaxLength(100);
        builder.Property(d => d.Specialty).HasMaxLength(100);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(d => d.MeetingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Application>().WithMany().HasForeignKey(d => d.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Submission>().WithMany().HasForeignKey(d => d.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => new { d.MeetingId, d.Code }).IsUnique();
        builder.HasIndex(d => new { d.MeetingId, d.Ordinal }).IsUnique();

        // An application lies before one meeting at a time.
        builder.HasIndex(d => d.ApplicationId).IsUnique().HasFilter("off_at is null").HasDatabaseName("ux_dossiers_one_meeting");
    }
}

internal sealed class ScoreSheetTable : IEntityTypeConfiguration<ScoreSheet>
{
    public void Configure(EntityTypeBuilder<ScoreSheet> builder)
    {
        builder.ToTable("score_sheets", t =>
        {
            t.HasCheckConstraint("ck_score_sheets_submitted", "(submitted_at is null) = (total is null)");
            t.HasCheckConstraint("ck_score_sheets_total", "total >= 0");
        });
        builder.Recorded();
        builder.Ignore(s => s.IsOpen);
        builder.Ignore(s => s.Typed);
        builder.Property(s => s.Version).IsRowVersion();
        builder.Property(s => s.Marks).HasColumnType("jsonb");
        builder.Property(s => s.Comment).HasMaxLength(4000);
        builder.Property(s => s.Total).HasPrecision(8, 4);
        builder.HasOne<Dossier>().WithMany().HasForeignKey(s => s.DossierId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MeetingMember>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.DossierId, s.MemberId }).IsUnique();
        builder.HasIndex(s => s.MemberId);
        builder.HasIndex(s => s.MeetingId);
    }
}

internal sealed class RecusalTable : IEntityTypeConfiguration<Recusal>
{
    public void Configure(EntityTypeBuilder<Recusal> builder)
    {
        builder.ToTable("recusals", t =>
        {
            t.HasCheckConstraint("ck_recusals_decided", "(state = 'Open') = (decided_at is null)");
            t.HasCheckConstraint("ck_recusals_decider", "state = 'Open' or decided_by is not null or ground = 'SameUnit'");
            t.HasCheckConstraint("ck_recusals_reason", "ground = 'SameUnit' or length(trim(reason)) > 0");
        });
        builder.Recorded();
        builder.Property(r => r.Version).IsRowVersion();
        builder.Property(r => r.Reason).HasMaxLength(1000);
        builder.Property(r => r.Decision).HasMaxLength(1000);
        builder.HasOne<Dossier>().WithMany().HasForeignKey(r => r.DossierId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MeetingMember>().WithMany().HasForeignKey(r => r.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.DossierId, r.MemberId }).IsUnique().HasFilter("state <> 'Refused'").HasDatabaseName("ux_recusals_once");
        builder.HasIndex(r => r.MeetingId);
    }
}

internal sealed class DefenceSessionTable : IEntityTypeConfiguration<DefenceSession>
{
    public void Configure(EntityTypeBuilder<DefenceSession> builder)
    {
        builder.ToTable("defence_sessions");
        builder.Recorded();
        builder.Property(s => s.Specialty).HasMaxLength(100);
        builder.Property(s => s.Place).HasMaxLength(300);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(s => s.MeetingId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DefenceEntryTable : IEntityTypeConfiguration<DefenceEntry>
{
    public void Configure(EntityTypeBuilder<DefenceEntry> builder)
    {
        builder.ToTable("defence_entries", t =>
        {
            t.HasCheckConstraint("ck_defence_entries_decided",
                "(decided_at is null) = (decided_by is null) and (decided_at is null) = (decided_value is null) and (decided_at is null) = (decided_reason is null)");
            t.HasCheckConstraint("ck_defence_entries_declined", "declined_at is null or exemption_id is not null");
        });
        builder.Recorded();
        builder.Ignore(e => e.IsExempt);
        builder.Property(e => e.Version).IsRowVersion();
        builder.Property(e => e.ExemptionId).HasMaxLength(100);
        builder.Property(e => e.DecidedReason).HasMaxLength(1000);
        builder.Property(e => e.DecidedValue).HasPrecision(8, 4);
        builder.HasOne<Dossier>().WithOne().HasForeignKey<DefenceEntry>(e => e.Id).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<DefenceSession>().WithMany().HasForeignKey(e => e.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => e.MeetingId);
    }
}

internal sealed class DefenceScoreTable : IEntityTypeConfiguration<DefenceScore>
{
    public void Configure(EntityTypeBuilder<DefenceScore> builder)
    {
        builder.ToTable("defence_scores", t => t.HasCheckConstraint("ck_defence_scores_points", "points between 0 and 100"));
        builder.HasKey(s => new { s.DossierId, s.MemberId });
        builder.Property(s => s.Points).HasPrecision(8, 4);
        builder.HasOne<DefenceEntry>().WithMany().HasForeignKey(s => s.DossierId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MeetingMember>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
