using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;

namespace Zhiping.Applicants;

internal sealed class AppealTable : IEntityTypeConfiguration<Appeal>
{
    public void Configure(EntityTypeBuilder<Appeal> builder)
    {
        builder.ToTable("appeals", table =>
        {
            table.HasCheckConstraint(
                "ck_appeals_decided", "(state = 'Waiting') = (decided_at is null) and (decided_at is null) = (decided_by_id is null) and (decided_at is null) = (reason is null)");
            table.HasCheckConstraint("ck_appeals_pictures", "(state = 'Waiting') = (sealed_front is not null) and (sealed_front is null) = (sealed_back is null)");
            table.HasCheckConstraint("ck_appeals_link", "(state = 'Granted') = (token_hash is not null) and (state <> 'Granted' or (token_until is not null and person_id is not null))");
        });
        builder.HasKey(appeal => appeal.Id);
        builder.Property(appeal => appeal.Version).IsRowVersion();
        builder.Property(appeal => appeal.Reason).HasMaxLength(500);
        builder.Ignore(appeal => appeal.SubjectKind);
        builder.Ignore(appeal => appeal.Unrecorded);
        builder.HasIndex(appeal => appeal.IdentityIndex).IsUnique().HasFilter("state = 'Waiting'").HasDatabaseName("ux_appeals_one");
        builder.HasIndex(appeal => appeal.TokenHash).IsUnique().HasFilter("token_hash is not null").HasDatabaseName("ux_appeals_link");
        builder.HasIndex(appeal => new { appeal.RegionId, appeal.State });
        builder.HasOne<Person>().WithMany().HasForeignKey(appeal => appeal.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Body>().WithMany().HasForeignKey(appeal => appeal.RegionId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Appeals as the pages ask for them.</summary>
public static class AppealQueries
{
    public static DbSet<Appeal> Appeals(this AppDb db) => db.Set<Appeal>();

    /// <summary>How many the title offices of a region have to decide.</summary>
    public static Task<int> WaitingAppeals(this AppDb db, Guid bodyId, CancellationToken cancel) =>
        db.Appeals().CountAsync(a => a.State == AppealState.Waiting && db.Bodies().Any(b => b.Id == bodyId && b.RegionId == a.RegionId), cancel);
}

/// <summary>Appeals that the title office has to decide. (A4)</summary>
internal sealed class AppealsWaiting(AppDb db, CurrentPerson person) : IWaitingFor
{
    public async Task<IReadOnlyList<WaitingItem>> For(Guid personId, DateTimeOffset now, CancellationToken cancel)
    {
        if (person.ActingBodyId is not { } body || !person.Has(Role.TitleOfficeClerk))
        {
            return [];
        }

        var count = await db.WaitingAppeals(body, cancel);
        return count == 0 ? [] : [new WaitingItem("{0}份找回账号的申诉等您办理", [count], "/appeals", null) { Count = count }];
    }
}
