using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Data;

namespace Zhiping.History;

/// <summary>One entry's place in the one log over all subjects.</summary>
public sealed class LogLeaf
{
    private LogLeaf()
    {
    }

    public LogLeaf(long index, long row)
    {
        Index = index;
        Row = row;
    }

    public long Index { get; private set; }

    /// <summary>The history row.</summary>
    public long Row { get; private set; }
}

/// <summary>The log's signed head after some leaves were appended.</summary>
public sealed class LogHead
{
    private LogHead()
    {
    }

    public LogHead(MerkleLog log, DateTimeOffset at, KeyRing keys)
    {
        Size = log.Size;
        Root = log.Root();
        Frontier = log.Frontier;
        At = at;
        KeyId = keys.SigningKeyId;
        Signature = keys.Sign(HistorySealer.Purpose, MerkleLog.HeadBytes(Size, Root, At));
    }

    public long Size { get; private set; }

    public byte[] Root { get; private set; } = [];

    public byte[] Frontier { get; private set; } = [];

    /// <summary>Real time: a signature's.</summary>
    public DateTimeOffset At { get; private set; }

    public string KeyId { get; private set; } = "";

    public byte[] Signature { get; private set; } = [];
}

internal sealed class HistoryEntryTable : IEntityTypeConfiguration<HistoryEntry>
{
    public void Configure(EntityTypeBuilder<HistoryEntry> builder)
    {
        builder.ToTable("history", table => table.HasCheckConstraint(
            "ck_history_chain",
            "octet_length(hash) = 32 and octet_length(previous_hash) = 32 and sequence >= 1 and (sequence > 1 or previous_hash = decode(repeat('00', 32), 'hex'))"));
        builder.HasKey(entry => new { entry.SubjectKind, entry.SubjectId, entry.Sequence }).HasName("pk_history");
        builder.Property(entry => entry.SubjectKind).HasMaxLength(40);
        builder.Property(entry => entry.Verb).HasMaxLength(60);
        builder.Property(entry => entry.Row).UseIdentityAlwaysColumn().ValueGeneratedOnAdd();
        builder.HasIndex(entry => entry.Row).IsUnique();
        builder.HasIndex(entry => new { entry.By, entry.At });
    }
}

internal sealed class LogLeafTable : IEntityTypeConfiguration<LogLeaf>
{
    public void Configure(EntityTypeBuilder<LogLeaf> builder)
    {
        builder.ToTable("history_log");
        builder.HasKey(leaf => leaf.Index);
        builder.Property(leaf => leaf.Index).ValueGeneratedNever();
        builder.HasIndex(leaf => leaf.Row).IsUnique();
    }
}

internal sealed class LogHeadTable : IEntityTypeConfiguration<LogHead>
{
    public void Configure(EntityTypeBuilder<LogHead> builder)
    {
        builder.ToTable("history_heads");
        builder.HasKey(head => head.Size);
        builder.Property(head => head.Size).ValueGeneratedNever();
    }
}

/// <summary>Refuses every change and deletion in the three tables, and queues new entries for the log.</summary>
internal sealed class HistoryScript : ISchemaScript
{
    public string Sql =>
        """
        create or replace function history_is_append_only() returns trigger language plpgsql as $$
        begin
          raise exception 'The history is append-only: % on % is refused.', tg_op, tg_table_name using errcode = 'restrict_violation';
        end $$;
        create or replace trigger history_append_only before update or delete or truncate on history
          for each statement execute function history_is_append_only();
        create or replace trigger history_log_append_only before update or delete or truncate on history_log
          for each statement execute function history_is_append_only();
        create or replace trigger history_heads_append_only before update or delete or truncate on history_heads
          for each statement execute function history_is_append_only();
        create table if not exists history_unsealed (row bigint primary key, hash bytea not null);
        create or replace function history_to_be_sealed() returns trigger language plpgsql as $$
        begin
          insert into history_unsealed (row, hash) values (new.row, new.hash);
          return null;
        end $$;
        create or replace trigger history_unsealed after insert on history for each row execute function history_to_be_sealed();
        """;
}

/// <summary>The history as the pages ask for it.</summary>
public static class HistoryQueries
{
    public static DbSet<HistoryEntry> History(this AppDb db) => db.Set<HistoryEntry>();

    /// <summary>What happened to one subject, newest first.</summary>
    public static IQueryable<HistoryEntry> Of(this IQueryable<HistoryEntry> history, string subjectKind, Guid subjectId)
        => history.Where(entry => entry.SubjectKind == subjectKind && entry.SubjectId == subjectId).OrderByDescending(entry => entry.Sequence);
}
