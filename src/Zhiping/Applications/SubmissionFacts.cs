using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhiping.Applications;

/// <summary>How a fact about one submission is mapped, in this folder and in those of the offices.</summary>
internal static class SubmissionFacts
{
    /// <summary>Neither the application nor the submission goes while the fact stands.</summary>
    public static void IsAboutSubmission<T>(this EntityTypeBuilder<T> builder)
        where T : class
    {
        builder.HasOne<Application>().WithMany().HasForeignKey("ApplicationId").OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Submission>().WithMany().HasForeignKey("SubmissionId").OnDelete(DeleteBehavior.Restrict);
    }
}
