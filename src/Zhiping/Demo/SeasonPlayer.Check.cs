using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Certificates;
using Zhiping.Data;
using Zhiping.History;
using Zhiping.Meetings;
using Zhiping.Policy.Evaluation;
using Zhiping.Review;

namespace Zhiping.Demo;

/// <summary>What must hold at the end of every season.</summary>
public sealed partial class SeasonPlayer
{
    private async Task CheckInvariants()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var applications = await db.Applications().AsNoTracking().ToListAsync();
        foreach (var group in applications.GroupBy(a => a.State))
        {
            Report.States[group.Key.ToString()] = group.Count();
        }

        var twice = applications.Where(a => a.HoldsYear).GroupBy(a => (a.PersonId, a.Year)).Count(g => g.Count() > 1);
        Report.Check("one application a person and year", twice == 0, $"{twice} people hold two");
        var late = applications.Count(a => a.ArrivedAt >= a.ArriveBy.At);
        Report.Check("nobody arrived after the closing edge", late == 0, $"{late} arrived late");
        var forfeited = applications.Count(a => a is { State: ApplicationState.Forfeited, ArrivedAt: not null });
        Report.Check("nobody was forfeited after arriving in time", forfeited == 0, $"{forfeited} were");
        var over = applications.Count(a => a.Arrivals > (notice.Returns.MaxSubmissions ?? int.MaxValue));
        Report.Check("nobody was submitted to the committee more often than the notice allows", over == 0, $"{over} were");
        await CheckReviews(db);
        await CheckSubmissions(db);
        await CheckResults(db, applications);
        await CheckCertificates(db, applications);
        await CheckHistory(scope.ServiceProvider, db, applications);
        var open = await db.Work().CountAsync(w => w.GivenUp);
        Report.Check("no work was given up", open == 0, $"{open} items were");
    }

    private async Task CheckReviews(AppDb db)
    {
        var bare = await db.Remarks().CountAsync(r => r.ClausePath == null || r.ClausePath == "");
        Report.Check("every remark of a return cites a clause", bare == 0, $"{bare} do not");
    }

    private async Task CheckSubmissions(AppDb db)
    {
        var submissions = await db.Submissions().AsNoTracking().ToListAsync();
        var wrong = submissions.Count(s => Convert.ToHexStringLower(SHA256.HashData(s.Content)) != s.Sha256);
        Report.Check("every submission has the hash it was stored with", wrong == 0, $"{wrong} of {submissions.Count} differ");
    }

    private async Task CheckResults(AppDb db, List<Application> applications)
    {
        var rounds = await db.BallotRounds().AsNoTracking().ToListAsync();
        var results = await db.CandidateResults().AsNoTracking().ToListAsync();
        var dossiers = await db.Dossiers().AsNoTracking().ToDictionaryAsync(d => d.Id);
        var short2 = results.Count(r => r.Outcome == RankOutcome.Passed && 3L * r.Yes < 2L * r.Base);
        Report.Check("nobody passed with less than two thirds", short2 == 0, $"{short2} did");
        foreach (var round in rounds)
        {
            var passed = results.Count(r => r.RoundId == round.Id && r.Outcome == RankOutcome.Passed);
            if (notice.CapOf(round.Level) is { } cap)
            {
                var put = results.Count(r => r.RoundId == round.Id);
                var seats = Ranking.Seats(cap, put, put).Seats;
                Report.Check($"{round.Level} stays under its cap", passed <= seats, $"{passed} of {put}, at most {seats}");
            }
        }

        var ballots = await db.Set<Ballot>().CountAsync();
        var casts = await db.Set<BallotCast>().CountAsync();
        Report.Check("as many ballots as were cast", ballots == casts, $"{ballots} ballots, {casts} casts");
        var lines = takings.Values.OrderBy(t => t.Applicant.Number).Select(t =>
        {
            var application = applications.Find(a => a.Id == t.ApplicationId);
            var dossier = dossiers.Values.FirstOrDefault(d => d.ApplicationId == t.ApplicationId);
            var result = results.Find(r => r.DossierId == dossier?.Id);
            return $"{t.Applicant.Number} {t.Applicant.Person.Name} {application?.State} {result?.Score} {result?.Rank}";
        });
        fingerprint.AppendJoin('\n', lines);
    }

    private readonly StringBuilder fingerprint = new();

    private async Task CheckHistory(IServiceProvider services, AppDb db, List<Application> applications)
    {
        using var file = new MemoryStream();
        await services.GetRequiredService<HistoryExport>().WriteAsync(file);
        file.Position = 0;
        using var reader = new StreamReader(file);
        var outcome = HistoryVerification.Check(reader);
        Report.Check("the history's chains and its log verify", outcome.Problems.Count == 0, $"{outcome.Entries} entries, {outcome.Problems.Count} problems");
        var last = await db.History().Where(h => h.SubjectKind == "application").GroupBy(h => h.SubjectId).CountAsync();
        Report.Check("every application has a history", last == applications.Count, $"{last} of {applications.Count}");
    }

    private async Task CheckCertificates(AppDb db, List<Application> applications)
    {
        var certificates = await db.Certificates().AsNoTracking().ToListAsync();
        var certified = applications.Count(a => a.State == ApplicationState.Certified);
        Report.Check("a certificate for each title conferred", certificates.Count == certified, $"{certificates.Count} certificates, {certified} certified");
        var numbers = certificates.Select(c => c.Number).Distinct(StringComparer.Ordinal).Count();
        Report.Check("no certificate number twice", numbers == certificates.Count, $"{numbers} numbers");
        var byApplication = takings.Values.ToDictionary(t => t.ApplicationId == Guid.Empty ? t.PersonId : t.ApplicationId, t => t.Applicant.Number);
        fingerprint.AppendJoin('\n', certificates.OrderBy(c => byApplication[c.ApplicationId]).Select(c => $"{byApplication[c.ApplicationId]} {c.Number}"));
        Report.Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fingerprint.ToString())));
    }
}
