using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhiping.Data;

/// <summary>What a database was born as. It never changes: a moved clock never touches a database with real people.</summary>
public enum SiteKind
{
    Live,
    Demo,
}

/// <summary>The one row that says what this database is.</summary>
public sealed class SiteRow
{
    private SiteRow()
    {
    }

    public SiteRow(SiteKind kind, TimeSpan clockOffset, DateTimeOffset bornAt)
    {
        Id = 1;
        Kind = kind;
        ClockOffsetTicks = clockOffset.Ticks;
        BornAt = bornAt;
    }

    public int Id { get; private set; }

    public SiteKind Kind { get; private set; }

    /// <summary>By how much site time is ahead of the machine's (negative: behind); fixed at birth.</summary>
    public long ClockOffsetTicks { get; private set; }

    /// <summary>Real time.</summary>
    public DateTimeOffset BornAt { get; private set; }

    public TimeSpan ClockOffset => TimeSpan.FromTicks(ClockOffsetTicks);
}

internal sealed class SiteRowTable : IEntityTypeConfiguration<SiteRow>
{
    public void Configure(EntityTypeBuilder<SiteRow> builder)
    {
        builder.ToTable("site", table =>
        {
            table.HasCheckConstraint("ck_site_one", "id = 1");
            table.HasCheckConstraint("ck_site_live_is_real", "kind = 'Demo' or clock_offset_ticks = 0");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Ignore(row => row.ClockOffset);
    }
}

/// <summary>Refuses to change what a database was born as.</summary>
internal sealed class SiteRowScript : ISchemaScript
{
    public string Sql =>
        """
        create or replace function site_is_fixed() returns trigger language plpgsql as $$
        begin
          raise exception 'What a site was born as never changes.' using errcode = 'restrict_violation';
        end $$;
        create or replace trigger site_fixed before update or delete on site for each statement execute function site_is_fixed();
        """;
}
