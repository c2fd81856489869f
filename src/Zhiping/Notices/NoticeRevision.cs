using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Data;
using Zhiping.Policy.Notices;

namespace Zhiping.Notices;

/// <summary>
/// A published revision of a notice: the fully resolved canonical JSON with its SHA-256. Applications pin one. Never changed; amending makes another.
/// </summary>
public sealed class NoticeRevision : Recorded
{
    private NoticeRevision()
    {
    }

    public NoticeRevision(Act act, Notice notice, int number)
    {
        Id = Ids.Row(act.At);
        NoticeId = notice.Id;
        Region = notice.Region;
        Year = notice.Year.Value;
        Number = number;
        Content = notice.ToCanonicalJson();
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Content));
        PublishedAt = act.At;
        Reason = act.Reason;
        Record(act, "Publish", ("notice", notice.Id), ("number", number), ("sha256", Sha256));
    }

    public override string SubjectKind => "notice";

    public string NoticeId { get; private set; } = "";

    public string Region { get; private set; } = "";

    public int Year { get; private set; }

    /// <summary>1 for the first publication, 2 for its first amendment.</summary>
    public int Number { get; private set; }

    public byte[] Content { get; private set; } = [];

    public string Sha256 { get; private set; } = "";

    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>Why it was amended; null for the first. (B10)</summary>
    public string? Reason { get; private set; }
}

internal sealed class NoticeRevisionTable : IEntityTypeConfiguration<NoticeRevision>
{
    public void Configure(EntityTypeBuilder<NoticeRevision> builder)
    {
        builder.ToTable("notice_revisions", t =>
        {
            t.HasCheckConstraint("ck_notice_revisions_number", "number >= 1");
            t.HasCheckConstraint("ck_notice_revisions_reason", "number = 1 or length(trim(reason)) > 0");
        });
        builder.HasKey(r => r.Id);
        builder.Property(r => r.NoticeId).HasMaxLength(100);
        builder.Ignore(r => r.SubjectKind);
        builder.Ignore(r => r.Unrecorded);
        builder.HasIndex(r => new { r.NoticeId, r.Number }).IsUnique();
    }
}
