using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Review.Print;

/// <summary>The papers that are printed for an application.</summary>
public enum PrintKind
{
    /// <summary>The evaluation form as a draft, any time. (D8)</summary>
    FormDraft = 1,

    /// <summary>The evaluation form with watermark, once the materials are received. (K8)</summary>
    FormOfficial = 2,

    /// <summary>推荐单位公示. (K1)</summary>
    UnitPublicity = 3,

    /// <summary>推荐单位公示结果. (K2)</summary>
    PublicityResult = 4,

    /// <summary>单位推荐意见. (K3)</summary>
    Recommendation = 5,

    /// <summary>个人承诺书 in the notice's own words, for the hand. (K4, D7)</summary>
    Pledge = 6,

    /// <summary>免除继续教育学习申请表. (K5, G4)</summary>
    EducationExemption = 7,

    /// <summary>评审材料袋封面 with what is bound in its order. (K6)</summary>
    DossierBag = 8,

    /// <summary>申报人员花名册 of the unit under the notice. (K7)</summary>
    Roster = 9,

    /// <summary>委托评审函. (K10, B5)</summary>
    CommissionLetter = 10,
}

/// <summary>What the recommendation says besides what is known already. (K3)</summary>
public sealed record RecommendationWords(string Since, string Summary);

/// <summary>One paper that somebody asked for; the worker makes it, sealed because it shows numbers in clear.</summary>
public sealed class PrintJob
{
    private PrintJob()
    {
    }

    internal PrintJob(Act act, Guid applicationId, PrintKind kind, RecommendationWords? words)
    {
        Id = Ids.Row(act.At);
        ApplicationId = applicationId;
        Kind = kind;
        RequestedBy = act.By!.Value;
        ForBody = act.ForBody;
        RequestedAt = act.At;
        Since = words?.Since.Trim();
        Summary = words?.Summary.Trim();
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public PrintKind Kind { get; private set; }

    public Guid RequestedBy { get; private set; }

    public Guid? ForBody { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public string? Since { get; private set; }

    public string? Summary { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>The sealed PDF in the blob store.</summary>
    public string? File { get; private set; }

    /// <summary>Where the seal belongs.</summary>
    public string Context => $"print/{Id}";

    internal void Finish(DateTimeOffset at, string file)
    {
        DoneAt = at;
        File = file;
    }
}

internal sealed class PrintJobTable : IEntityTypeConfiguration<PrintJob>
{
    public void Configure(EntityTypeBuilder<PrintJob> builder)
    {
        builder.ToTable("print_jobs", t => t.HasCheckConstraint("ck_print_jobs_done", "(done_at is null) = (file is null)"));
        builder.HasKey(j => j.Id);
        builder.Property(j => j.File).HasMaxLength(64);
        builder.Property(j => j.Since).HasMaxLength(500);
        builder.Property(j => j.Summary).HasMaxLength(1000);
        builder.Ignore(j => j.Context);
        builder.HasIndex(j => new { j.ApplicationId, j.RequestedBy });
        builder.HasOne<Application>().WithMany().HasForeignKey(j => j.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Papers as the pages ask for them.</summary>
public static class PrintQueries
{
    public static DbSet<PrintJob> PrintJobs(this AppDb db) => db.Set<PrintJob>();
}
