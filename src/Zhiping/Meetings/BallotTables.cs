using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhiping.Meetings;

internal sealed class BallotRoundTable : IEntityTypeConfiguration<BallotRound>
{
    public void Configure(EntityTypeBuilder<BallotRound> builder)
    {
        builder.ToTable("ballot_rounds", t =>
        {
            t.HasCheckConstraint("ck_ballot_rounds_counted", "(counted_at is null) = (counted_by is null)");
            t.HasCheckConstraint("ck_ballot_rounds_confirmed", "(confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null or counted_at is not null)");
            t.HasCheckConstraint("ck_ballot_rounds_present", "present >= 1");
        });
        builder.Recorded();
        builder.Ignore(r => r.CapWords);
        builder.Ignore(r => r.IsOpen);
        builder.Property(r => r.Version).IsRowVersion();
        builder.Property(r => r.CapWordsZh).HasMaxLength(4000);
        builder.Property(r => r.CapWordsEn).HasMaxLength(4000);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(r => r.MeetingId).OnDelete(DeleteBehavior.Restrict);

        // One round a level: there is no second vote.
        builder.HasIndex(r => new { r.MeetingId, r.Level }).IsUnique();
    }
}

internal sealed class ElectorTable : IEntityTypeConfiguration<Elector>
{
    public void Configure(EntityTypeBuilder<Elector> builder)
    {
        builder.ToTable("electors", t => t.HasCheckConstraint("ck_electors_abstained",
            "(abstained_at is null) = (abstained_by is null) and (abstained_at is null) = (abstained_reason is null)"));
        builder.HasKey(e => new { e.RoundId, e.MemberId });
        builder.Property(e => e.AbstainedReason).HasMaxLength(1000);
        builder.HasOne<BallotRound>().WithMany().HasForeignKey(e => e.RoundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MeetingMember>().WithMany().HasForeignKey(e => e.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BallotCastTable : IEntityTypeConfiguration<BallotCast>
{
    public void Configure(EntityTypeBuilder<BallotCast> builder)
    {
        builder.ToTable("ballot_casts");

        // One ballot a member and candidate; only electors of the round.
        builder.HasKey(c => new { c.RoundId, c.DossierId, c.MemberId });
        builder.HasOne<Elector>().WithMany().HasForeignKey(c => new { c.RoundId, c.MemberId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Dossier>().WithMany().HasForeignKey(c => c.DossierId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BallotTable : IEntityTypeConfiguration<Ballot>
{
    public void Configure(EntityTypeBuilder<Ballot> builder)
    {
        builder.ToTable("ballots");
        builder.HasKey(b => b.Id);
        builder.HasOne<BallotRound>().WithMany().HasForeignKey(b => b.RoundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Dossier>().WithMany().HasForeignKey(b => b.DossierId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CandidateResultTable : IEntityTypeConfiguration<CandidateResult>
{
    public void Configure(EntityTypeBuilder<CandidateResult> builder)
    {
        builder.ToTable("candidate_results", t =>
        {
            t.HasCheckConstraint("ck_candidate_results_counts", "yes >= 0 and no >= 0 and abstain >= 0 and recused >= 0 and yes <= base");
            t.HasCheckConstraint("ck_candidate_results_passed", "outcome = 'NotEnoughVotes' or passes_vote");
        });
        builder.HasKey(r => new { r.RoundId, r.DossierId });
        builder.Property(r => r.DossierScore).HasPrecision(8, 4);
        builder.Property(r => r.DefenceValue).HasPrecision(8, 4);
        builder.Property(r => r.Score).HasPrecision(8, 4);
        builder.Property(r => r.CapLine).HasMaxLength(100).HasDefaultValue("");
        builder.HasOne<BallotRound>().WithMany().HasForeignKey(r => r.RoundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Dossier>().WithMany().HasForeignKey(r => r.DossierId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TieDecisionTable : IEntityTypeConfiguration<TieDecision>
{
    public void Configure(EntityTypeBuilder<TieDecision> builder)
    {
        builder.ToTable("tie_decisions", t => t.HasCheckConstraint("ck_tie_decisions_reason", "length(trim(reason)) > 0 and cardinality(\"order\") >= 2"));
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Reason).HasMaxLength(1000);
        builder.HasOne<BallotRound>().WithMany().HasForeignKey(d => d.RoundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => d.RoundId).IsUnique();
    }
}

internal sealed class MeetingMinutesTable : IEntityTypeConfiguration<MeetingMinutes>
{
    public void Configure(EntityTypeBuilder<MeetingMinutes> builder)
    {
        builder.ToTable("meeting_minutes");
        builder.HasKey(m => m.MeetingId);
        builder.HasOne<Meeting>().WithOne().HasForeignKey<MeetingMinutes>(m => m.MeetingId).OnDelete(DeleteBehavior.Restrict);
    }
}
