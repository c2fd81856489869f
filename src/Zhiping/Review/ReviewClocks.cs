using Zhiping.Applications;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Review;

/// <summary>What is due by when after an office has decided. Stored with the rule it came from; nothing moves it but an explicit act.</summary>
public static class ReviewClocks
{
    /// <summary>
    /// The clock of a return where that office's return starts one; before the first arrival at the committee the application window binds too,
    /// and whichever ends first is due. (F3, B2)
    /// </summary>
    public static DueDate? AfterReturn(Application application, OfficeRole office, DateTimeOffset at, Notice notice)
    {
        var window = DueDates.WindowBinds(application, notice, ApplicationState.Returned) ? application.ArriveBy : null;
        if (NoticeDeadlines.ReturnDeadline(notice, at, office, application.Placing) is not { } clock)
        {
            return window?.Copy();
        }

        return window is not null && window.At <= clock.At
            ? window.Copy()
            : new DueDate(clock.At, DueDates.ConsequenceOf(notice.Returns.For(office, application.Placing).Overrun), new LocalText(clock.RuleZh, clock.RuleEn), clock.Clause);
    }

    /// <summary>
    /// The payment deadline; what follows when it passes is as the notice says, and where it is silent nothing follows by itself.
    /// Where the fee is what keeps the application window, its edge binds too. (H2, B2)
    /// </summary>
    public static DueDate? AfterAdmission(Application application, Notice notice)
    {
        var fee = notice.Windows.Payment?.For(application.Placing) is { Closes: { Binds: true, At: { } close } edge } payment
            ? new DueDate(close, DueDates.ConsequenceOf(notice.Payment.LateConsequence), new LocalText($"缴费截止{edge.Said.Zh}", $"Payment closes {edge.Said.En}"), payment.Clause)
            : null;
        return DueDates.WindowBinds(application, notice, ApplicationState.Admitted) && (fee is null || application.ArriveBy.At <= fee.At) ? application.ArriveBy.Copy() : fee;
    }
}
