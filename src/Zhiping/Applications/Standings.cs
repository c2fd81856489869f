using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Applications;

/// <summary>The facts about a person and a unit that rules may read, gathered from the folders that own them.</summary>
public sealed class Standings(AppDb db, PersonVault vault)
{
    /// <summary>The unit that approved the person, or null while none has. (A6, D3)</summary>
    public Task<Guid?> UnitOf(Guid personId, CancellationToken cancel) => db.ApprovedUnit(personId, cancel);

    /// <summary>The facts at an instant. Of the identity number only the age in years is used.</summary>
    public async Task<Standing> Of(Guid personId, Guid unitId, DateTimeOffset at, CancellationToken cancel)
    {
        var person = await db.People().AsNoTracking().SingleAsync(p => p.Id == personId, cancel);
        var unit = await db.Bodies().AsNoTracking().SingleAsync(b => b.Id == unitId, cancel);
        var confirmed = await db.Employments().AnyAsync(
            e => e.PersonId == personId && e.UnitId == unitId && e.State == EmploymentState.Approved, cancel);
        var day = Beijing.Day(at);
        var statements = await db.PersonStatuses().AsNoTracking().Where(s => s.PersonId == personId).ToListAsync(cancel);
        var applicant = new ApplicantFacts
        {
            AgeInYears = vault.IdentityNumberOf(person).AgeOn(day),
            ConfirmedByUnit = confirmed,
            Retired = StatusRules.Say(statements, StatusKind.Retired, day),
            CivilServant = StatusRules.Say(statements, StatusKind.CivilServant, day),
            UnderSanction = StatusRules.Say(statements, StatusKind.UnderSanction, day),
            BannedUntil = (await db.BanOn(personId, day, cancel))?.Until,
        };
        return new Standing(unit.Facts, applicant, [person.Name], [unit.Name]);
    }

    /// <summary>What the platform knows already of the basic details, for somebody who opens them for the first time. (A5)</summary>
    public async Task<SectionContent> Prefilled(Guid personId, SectionDefinition section, CancellationToken cancel)
    {
        if (section.Kind != SectionKind.Basics)
        {
            return SectionContent.Empty;
        }

        var person = await db.People().AsNoTracking().SingleAsync(p => p.Id == personId, cancel);
        var details = await db.PersonalDetails().AsNoTracking().SingleOrDefaultAsync(d => d.Id == personId, cancel);
        var known = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["name"] = person.Name,
            ["sex"] = section.Field("sex")?.Choices.FirstOrDefault(c => c.Name.Zh == details?.Sex)?.Id,
            ["ethnicGroup"] = details?.EthnicGroup,
            ["politicalAffiliation"] = details?.PoliticalAffiliation,
            ["birthMonth"] = details?.Born.ToString("yyyy-MM"),
            ["firstEmployment"] = details?.WorkStarted.ToString("yyyy-MM"),
        };
        return new SectionContent
        {
            Entries =
            [
                new SectionEntry
                {
                    Id = Fill.SectionForm.OnlyEntry,
                    Values = known.Where(k => k.Value is not null && section.Field(k.Key) is not null).ToDictionary(k => k.Key, k => k.Value!, StringComparer.Ordinal),
                },
            ],
        };
    }
}
