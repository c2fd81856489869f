using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Review;

/// <summary>How the check's findings order a queue. Pure.</summary>
public static class RiskRules
{
    /// <summary>High where something must be fixed or this is the last submission the notice allows; medium where something is to be minded.</summary>
    public static (Risk Risk, LocalText Reason) Of(IReadOnlyList<Finding> findings, bool last)
    {
        // What the platform could not judge is the same for nearly everybody: it is said, but it raises nobody above others.
        var found = findings.Where(f => f.Severity != Severity.Unknown).OrderBy(f => f.Severity).ToList();
        var first = found.FirstOrDefault();
        var (more, unknown) = (found.Count - 1, findings.Count - found.Count);
        var said = first is null
            ? new LocalText("自动检查没有发现问题", "The check found nothing")
            : new LocalText(
                Cut(first.Message.Zh) + (more > 0 ? $"；另有{more}项" : ""),
                Cut(first.Message.En) + (more > 0 ? $"; {more} more" : ""));
        if (unknown > 0)
        {
            said = new LocalText($"{said.Zh}；{unknown}项要人工核对", $"{said.En}; {unknown} to be checked by hand");
        }

        if (last)
        {
            return (Risk.High, new LocalText($"最后一次提交；{said.Zh}", $"Last submission; {said.En}"));
        }

        return (first is null ? Risk.Low : first.Severity == Severity.MustFix ? Risk.High : Risk.Medium, said);
    }

    private static string Cut(string text) => text.Length <= 80 ? text.TrimEnd('。', '.') : text[..79] + "…";
}

/// <summary>Keeps the risk of each new submission with it, in the same save.</summary>
public sealed class RiskStep(NoticeStore notices) : ICommitStep
{
    public async Task BeforeSave(AppDb db, CancellationToken cancel)
    {
        foreach (var entry in db.ChangeTracker.Entries<Submission>().Where(e => e.State == EntityState.Added).ToList())
        {
            var submission = entry.Entity;
            var published = await notices.Get(submission.RevisionId, cancel);
            var application = db.ChangeTracker.Entries<Application>().FirstOrDefault(a => a.Entity.Id == submission.ApplicationId)?.Entity;
            var check = published.Compiled.Check(ApplicationDocument.Parse(submission.Content), new CheckInstant(submission.At));
            var (risk, reason) = RiskRules.Of(check.Findings, application is not null && IsLast(application, published.Notice.Returns));
            db.Add(new SubmissionRisk(submission, risk, reason));
        }
    }

    /// <summary>Whether the arrival that this submission makes, or will make, is the last that the notice allows.</summary>
    private static bool IsLast(Application application, Returns returns)
    {
        var arrival = application.State == ApplicationState.AtCommittee ? application.Arrivals : application.Arrivals + 1;
        return returns.MaxSubmissions is { } max && arrival >= max;
    }
}
