using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Tests.Applications;

/// <summary>Attempts to write what the database must refuse about applications and submissions.</summary>
public sealed class ApplicationDatabaseTests(ApplicationSite site) : ApplicationScene(site)
{
    [Theory]
    [Requirement("B4a", "F4", "D9")]
    [InlineData("update applications set submissions = arrivals - 1 where id = {0}", "ck_applications_counts")]
    [InlineData("update applications set arrivals = 1, submissions = 1 where id = {0}", "ck_applications_arrived")]
    [InlineData("update applications set state = 'Returned' where id = {0}", "ck_applications_returned")]
    [InlineData("update applications set holds_year = true where id = {0}", "ck_applications_holds")]
    [InlineData("update applications set submissions = 1 where id = {0}", "ck_applications_holds")]
    [InlineData("update applications set deleted_at = now(), state = 'Forfeited' where id = {0}", "ck_applications_deleted")]
    [InlineData("update applications set year = 12 where id = {0}", "ck_applications_year")]
    [InlineData("insert into draft_sections (application_id, section_id, content, number, saved_at) values ({0}, 'x', '{{}}', 0, now())", "ck_draft_sections_number")]
    [InlineData("insert into draft_sections (application_id, section_id, content, number, saved_at) values ('00000000-0000-0000-0000-000000000000', 'x', '{{}}', 1, now())", "fk_draft_sections_applications_application_id")]
    public async Task Database_RefusesNonsense(string sql, string constraint)
    {
        var (_, application) = await Draft();
        await AssertBreaks(sql, application.Id, constraint);
    }

    [Theory]
    [Requirement("B4a", "D9")]
    [InlineData("insert into submissions (id, application_id, revision_id, number, key, content, sha256, at, receipt_number) select gen_random_uuid(), application_id, revision_id, 2, key, content, sha256, at, 'x' from submissions where application_id = {0}", "ux_submissions_one_a_click")]
    [InlineData("insert into submissions (id, application_id, revision_id, number, key, content, sha256, at, receipt_number) select gen_random_uuid(), application_id, revision_id, 2, gen_random_uuid(), content, sha256, at, receipt_number from submissions where application_id = {0}", "ix_submissions_receipt_number")]
    [InlineData("insert into submissions (id, application_id, revision_id, number, key, content, sha256, at, receipt_number) select gen_random_uuid(), application_id, revision_id, 2, gen_random_uuid(), ''::bytea, sha256, at, 'y' from submissions where application_id = {0}", "ck_submissions_number")]
    [InlineData("delete from applications where id = {0}", "fk_submissions_applications_application_id")]
    public async Task Database_RefusesNonsenseAboutSubmissions(string sql, string constraint)
    {
        var (person, application) = await Complete();
        await Site.SubmitAsync(person, application);
        await AssertBreaks(sql, application.Id, constraint);
    }

    [Fact]
    [Requirement("B4a")]
    public async Task Database_RefusesASecondApplicationThatHoldsTheYear()
    {
        var (person, first) = await Complete();
        var second = await Site.CompleteAsync(person);
        await Site.SubmitAsync(person, first);
        await AssertBreaks("update applications set holds_year = true, submissions = 1 where id = {0}", second.Id, "ux_applications_one_a_year");
    }
}
