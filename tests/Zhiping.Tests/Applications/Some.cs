using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Applications;

/// <summary>Applications without a database, in any state.</summary>
internal static class Some
{
    public static readonly Guid Person = Guid.Parse("00000000-0000-7000-8000-000000000001");
    public static readonly Guid Unit = Guid.Parse("00000000-0000-7000-8000-000000000002");
    public static readonly Guid Body = Guid.Parse("00000000-0000-7000-8000-000000000003");
    public static readonly DateTimeOffset Monday = new(2024, 8, 5, 9, 0, 0, TimeSpan.FromHours(8));
    public static readonly DateTimeOffset Edge = new(2024, 8, 30, 18, 0, 0, TimeSpan.FromHours(8));
    public static readonly ClauseRef Clause = new("阿克苏文化系列2024通知", "三(一)");

    public static Act Act(DateTimeOffset? at = null, string? reason = null) => new(Person, null, at ?? Monday, reason);

    public static DueDate ArriveBy(DueConsequence consequence = DueConsequence.Forfeited) =>
        new(Edge, consequence, new("前须到达评审委员会", "must arrive"), Clause);

    public static Application Draft(DueConsequence consequence = DueConsequence.Forfeited) => new(
        Act(), Person, Unit, Guid.Parse("00000000-0000-7000-8000-000000000004"), "aksu/2024-culture", 2024,
        new ApplicationChoice("mass-culture", "mass-culture", Level.DeputySenior, ProgrammeKind.Evaluation, Channel.Targeted), ArriveBy(consequence));

    /// <summary>One that was brought there by verbs.</summary>
    public static Application At(ApplicationState state)
    {
        var application = Draft();
        foreach (var (verb, to) in Way(state))
        {
            if (verb == ApplicationVerb.Submit)
            {
                application.Submit(Act(), "{}"u8.ToArray(), to == ApplicationState.AtUnit ? Unit : Body, to, ArriveBy());
            }
            else
            {
                application.Move(Act(), verb, to, Body, null);
            }
        }

        return application;
    }

    public static SectionEntry Entry(string id, params (string Field, string Value)[] values) =>
        new() { Id = id, Values = values.ToDictionary(v => v.Field, v => v.Value, StringComparer.Ordinal) };

    private static (ApplicationVerb Verb, ApplicationState To)[] Way(ApplicationState state) => state switch
    {
        ApplicationState.Draft => [],
        ApplicationState.AtUnit => [(ApplicationVerb.Submit, state)],
        ApplicationState.AtAuthority => [.. Way(ApplicationState.AtUnit), (ApplicationVerb.Recommend, state)],
        ApplicationState.AtCommittee => [.. Way(ApplicationState.AtAuthority), (ApplicationVerb.Endorse, state)],
        ApplicationState.Returned => [.. Way(ApplicationState.AtCommittee), (ApplicationVerb.Return, state)],
        ApplicationState.Admitted => [.. Way(ApplicationState.AtCommittee), (ApplicationVerb.Admit, state)],
        ApplicationState.Paid => [.. Way(ApplicationState.Admitted), (ApplicationVerb.ConfirmPayment, state)],
        ApplicationState.UnderEvaluation => [.. Way(ApplicationState.Paid), (ApplicationVerb.PutBeforeMeeting, state)],
        ApplicationState.Passed => [.. Way(ApplicationState.UnderEvaluation), (ApplicationVerb.Pass, state)],
        ApplicationState.OverCap => [.. Way(ApplicationState.UnderEvaluation), (ApplicationVerb.ExceedCap, state)],
        ApplicationState.NotPassed => [.. Way(ApplicationState.UnderEvaluation), (ApplicationVerb.Fail, state)],
        ApplicationState.Conferred => [.. Way(ApplicationState.Passed), (ApplicationVerb.Confer, state)],
        ApplicationState.Certified => [.. Way(ApplicationState.Conferred), (ApplicationVerb.Certify, state)],
        ApplicationState.Forfeited => [.. Way(ApplicationState.AtUnit), (ApplicationVerb.Forfeit, state)],
        ApplicationState.NotAccepted => [.. Way(ApplicationState.AtCommittee), (ApplicationVerb.RefuseForGood, state)],
        ApplicationState.Withdrawn => [.. Way(ApplicationState.AtUnit), (ApplicationVerb.Withdraw, state)],
    };
}
