using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Tests.Applications;

/// <summary>People and drafts for the tests of an applicant's verbs, and the ways in which a verb or the database refuses.</summary>
public abstract class ApplicationScene(ApplicationSite site) : IClassFixture<ApplicationSite>
{
    private protected static readonly DateTimeOffset Edge = Some.Edge;

    private protected ApplicationSite Site => site;

    private protected async Task AssertBreaks(string sql, Guid id, string constraint)
    {
        var broken = await Assert.ThrowsAsync<PostgresException>(() => Site.WithDb(db => db.Database.ExecuteSqlRawAsync(sql, id)));
        Assert.Equal(constraint, broken.ConstraintName?.ToLowerInvariant());
    }

    private protected async Task<(Person Person, Application Application)> Complete()
    {
        Site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await Site.ApplicantAsync();
        return (person, await Site.CompleteAsync(person));
    }

    private protected async Task<(Person Person, Application Application)> Draft()
    {
        Site.Clock.SetBeijing(2024, 8, 5, 9);
        var person = await Site.ApplicantAsync();
        return (person, await Site.DraftAsync(person));
    }

    private protected async Task<Refusal> Refused(Func<ApplicationDesk, Task> verb) =>
        (await Assert.ThrowsAsync<RefusalException>(() => Site.Desk(verb))).Refusal;
}
