using System.Runtime.CompilerServices;
using System.Text;
using Zhiping.Applications;

namespace Zhiping.Tests.Applications;

/// <summary>The one transition table: every state and verb listed, the diagram in the docs made from it.</summary>
[Requirement("D9", "F3", "F4", "F7")]
public sealed class ApplicationStateTests
{
    /// <summary>For every state the verbs that can happen in it. A new state or verb fails here until someone decides.</summary>
    private static readonly Dictionary<ApplicationState, ApplicationVerb[]> Expected = new()
    {
        [ApplicationState.Draft] = [ApplicationVerb.Submit, ApplicationVerb.Forfeit, ApplicationVerb.RefuseForGood, ApplicationVerb.Withdraw],
        [ApplicationState.AtUnit] =
        [
            ApplicationVerb.SendBackAsAsked, ApplicationVerb.Recommend, ApplicationVerb.Return, ApplicationVerb.Forfeit,
            ApplicationVerb.RefuseForGood, ApplicationVerb.Withdraw,
        ],
        [ApplicationState.AtAuthority] =
            [ApplicationVerb.Endorse, ApplicationVerb.Return, ApplicationVerb.Forfeit, ApplicationVerb.RefuseForGood, ApplicationVerb.Withdraw],
        [ApplicationState.AtCommittee] = [ApplicationVerb.Return, ApplicationVerb.Admit, ApplicationVerb.RefuseForGood, ApplicationVerb.Forfeit],
        [ApplicationState.Returned] = [ApplicationVerb.Submit, ApplicationVerb.Forfeit, ApplicationVerb.RefuseForGood, ApplicationVerb.Withdraw],
        [ApplicationState.Admitted] = [ApplicationVerb.ConfirmPayment, ApplicationVerb.RefuseForGood, ApplicationVerb.Forfeit],
        [ApplicationState.Paid] = [ApplicationVerb.PutBeforeMeeting, ApplicationVerb.RefuseForGood],
        [ApplicationState.UnderEvaluation] =
            [ApplicationVerb.TakeOffMeeting, ApplicationVerb.Pass, ApplicationVerb.ExceedCap, ApplicationVerb.Fail, ApplicationVerb.RefuseForGood],
        [ApplicationState.Passed] = [ApplicationVerb.Confer, ApplicationVerb.Reconsider],
        [ApplicationState.OverCap] = [],
        [ApplicationState.NotPassed] = [],
        [ApplicationState.Conferred] = [ApplicationVerb.Certify],
        [ApplicationState.Certified] = [],
        [ApplicationState.Forfeited] = [ApplicationVerb.Reopen],
        [ApplicationState.NotAccepted] = [ApplicationVerb.Reopen],
        [ApplicationState.Withdrawn] = [],
    };

    public static TheoryData<ApplicationState, ApplicationVerb> All
    {
        get
        {
            var data = new TheoryData<ApplicationState, ApplicationVerb>();
            foreach (var state in Enum.GetValues<ApplicationState>())
            {
                foreach (var verb in Enum.GetValues<ApplicationVerb>())
                {
                    data.Add(state, verb);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Table_AllowsEachVerbExactlyWhereListed(ApplicationState state, ApplicationVerb verb) =>
        Assert.Equal(Expected[state].Contains(verb), ApplicationStates.Allows(state, verb));

    [Theory]
    [MemberData(nameof(All))]
    public void Move_ThrowsWithTheStateInWordsWhereTheTableSaysNo(ApplicationState state, ApplicationVerb verb)
    {
        foreach (var to in Enum.GetValues<ApplicationState>())
        {
            var application = Some.At(state);
            if (ApplicationStates.Allows(state, verb, to))
            {
                application.Move(Some.Act(), verb, to, Some.Body, null);
                Assert.Equal(to, application.State);
                Assert.Equal(verb.ToString(), application.Unrecorded[^1].Verb);
            }
            else
            {
                var refused = Assert.Throws<Zhiping.Data.RefusalException>(() => application.Move(Some.Act(), verb, to, Some.Body, null));
                Assert.Contains(ApplicationStates.ApplicantLabel(state).Zh, refused.Message, StringComparison.Ordinal);
                Assert.Equal(state, application.State);
            }
        }
    }

    [Fact]
    public void EveryState_HasLabelsInBothLanguages()
    {
        foreach (var state in Enum.GetValues<ApplicationState>())
        {
            Assert.All(
                new[] { ApplicationStates.ApplicantLabel(state), ApplicationStates.StaffLabel(state) },
                label => Assert.True(label.Zh.Length > 0 && label.En.Length > 0));
        }
    }

    [Fact]
    public void EveryState_IsReachedFromADraft()
    {
        var reached = new HashSet<ApplicationState> { ApplicationState.Draft };
        while (ApplicationStates.Transitions.Where(t => reached.Contains(t.From)).Select(t => t.To).Any(reached.Add))
        {
        }

        Assert.Equal(Enum.GetValues<ApplicationState>().Order(), reached.Order());
    }

    [Fact]
    public void EndedStates_AreThoseThatNothingLeavesButMoreTime() =>
        Assert.Equal(
            Enum.GetValues<ApplicationState>().Except(ApplicationStates.Transitions.Where(t => t.Verb != ApplicationVerb.Reopen).Select(t => t.From)).Order(),
            ApplicationStates.Ended.Order());

    /// <summary>Set ZHIPING_WRITE_DOCS to write the page anew.</summary>
    [Fact]
    public void StatesPage_IsTheOneThatTheTableGives()
    {
        var path = Path.Combine(Root(), "docs", "states.md");
        var page = StatesPage();
        if (Environment.GetEnvironmentVariable("ZHIPING_WRITE_DOCS") is not null)
        {
            File.WriteAllText(path, page);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == page, "docs/states.md is stale: run this test once with ZHIPING_WRITE_DOCS=1.");
    }

    private static string StatesPage()
    {
        var page = new StringBuilder();
        page.Append("# States of an application\n\nGenerated from the transition table in `Applications/ApplicationState.cs` by a test; do not edit.\n\n");
        page.Append("```mermaid\nstateDiagram-v2\n  [*] --> Draft\n");
        foreach (var (from, verb, to) in ApplicationStates.Transitions)
        {
            page.Append($"  {from} --> {to}: {verb}\n");
        }

        foreach (var state in ApplicationStates.Ended)
        {
            page.Append($"  {state} --> [*]\n");
        }

        page.Append("```\n\n| State | Applicant reads | Staff read | Verbs |\n|---|---|---|---|\n");
        foreach (var state in Enum.GetValues<ApplicationState>())
        {
            var verbs = ApplicationStates.Transitions.Where(t => t.From == state).GroupBy(t => t.Verb)
                .Select(g => $"{g.Key} → {string.Join(", ", g.Select(t => t.To))}");
            var (applicant, staff) = (ApplicationStates.ApplicantLabel(state), ApplicationStates.StaffLabel(state));
            page.Append($"| {state} | {applicant.Zh} / {applicant.En} | {staff.Zh} / {staff.En} | {string.Join("; ", verbs)} |\n");
        }

        return page.ToString();
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
