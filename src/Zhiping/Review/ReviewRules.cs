using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Review;

/// <summary>Why something cannot be done at an office. Pure: the page shows the refusal, the verb throws the same one.</summary>
public static class ReviewRules
{
    /// <summary>The states in which an office has an application in hand.</summary>
    public static readonly ApplicationState[] InReview = [ApplicationState.AtUnit, ApplicationState.AtAuthority, ApplicationState.AtCommittee];

    public static Refusal? CanRemark(RemarkInput input, bool newOnUnchanged) =>
        string.IsNullOrWhiteSpace(input.Text) ? new Refusal("请写明问题。") { Field = "Text" }
        : string.IsNullOrWhiteSpace(input.Remedy) ? new Refusal("请写明怎么改。") { Field = "Remedy", Remedy = "申报人要看了就知道该做什么。" }
        : input.Text.Length > 1000 || input.Remedy.Length > 1000 ? new Refusal("问题和改法各写1000字以内。") { Field = "Text" }
        : input.Clause is null
            ? new Refusal("每条意见都要有依据的条款。")
            {
                Field = "Clause",
                Remedy = "请从通知中选一条。通知没有要求的，不能作为退回的理由。",
            }
        : newOnUnchanged && string.IsNullOrWhiteSpace(input.NewReason)
            ? new Refusal("上次退回没有提到这里，这里也没有改过。现在再提，须写明原因。")
            {
                Field = "NewReason",
                Remedy = "请写明为什么上次没有提。需要改正的，应当一次全部告诉申报人。",
            }
        : null;

    public static Refusal? CanChangeRemark(Remark remark) =>
        remark.IsOpen ? null : new Refusal("这条意见已经告诉申报人，不能再改。") { IsConflict = true };

    public static Refusal? CanReview(Application application, DateTimeOffset at) =>
        !InReview.Contains(application.State) ? ApplicationRules.WrongState(application) : ApplicationRules.Lapsed(application, at);

    /// <summary>The committee takes an application as many times as the notice says; after that a failure is not returned. (F4)</summary>
    public static bool IsLastArrival(Application application, Returns returns) =>
        application.State == ApplicationState.AtCommittee && returns.MaxSubmissions is { } max && application.Arrivals >= max;

    public static Refusal? CanReturn(Application application, DateTimeOffset at, IReadOnlyCollection<Remark> remarks, Returns returns) =>
        !ApplicationStates.Allows(application.State, ApplicationVerb.Return) ? ApplicationRules.WrongState(application)
        : ApplicationRules.Lapsed(application, at) is { } lapsed ? lapsed
        : IsLastArrival(application, returns)
            ? new Refusal("这是第{0}次提交，通知规定最多{1}次，不能再退回改正。", application.Arrivals, returns.MaxSubmissions!.Value)
            {
                Remedy = "仍不符合要求的，请作“不予受理”处理；符合的，请通过形式审核。",
                Clause = returns.Clause,
            }
        : remarks.Count == 0
            ? new Refusal("还没有写意见，不能退回。") { Remedy = "请逐条写明问题、改法和依据的条款，一次全部告诉申报人。", Clause = returns.Clause }
        : null;

    public static Refusal? CanRefuseForGood(Application application, Act act, IReadOnlyCollection<Remark> remarks, Returns returns) =>
        application.State != ApplicationState.AtCommittee ? ApplicationRules.WrongState(application)
        : ApplicationRules.Lapsed(application, act.At) is { } lapsed ? lapsed
        : !IsLastArrival(application, returns)
            ? new Refusal("这是第{0}次提交，还可以退回改正，不能作不予受理处理。", application.Arrivals)
            {
                Remedy = "请把需要改的地方一次写全，退回申报人改正。",
                Clause = returns.Clause,
            }
        : remarks.Count == 0 ? new Refusal("请先写明不符合要求的地方和依据的条款。") { Clause = returns.Clause }
        : string.IsNullOrWhiteSpace(act.Reason) ? new Refusal("请写明不予受理的理由。") { Field = "Reason" }
        : null;

    /// <summary>Before an application goes on, each item of the checklist is ticked and no remark is open. (F5)</summary>
    public static Refusal? Unchecked(IReadOnlyCollection<Remark> remarks, IReadOnlyCollection<string> ticked, IReadOnlyList<ChecklistItem> checklist)
    {
        if (remarks.Count > 0)
        {
            return new Refusal("还有{0}条意见没有处理，不能通过。", remarks.Count) { Remedy = "请删去不成立的意见，或者退回改正。" };
        }

        var left = checklist.Where(i => !ticked.Contains(i.Id)).ToList();
        return left.Count == 0
            ? null
            : new Refusal("还有{0}项没有核对：{1}。", left.Count, new LocalText(
                string.Join("、", left.Select(i => i.Name.Zh)), string.Join(", ", left.Select(i => i.Name.En))))
            {
                Remedy = "请逐项核对后勾选。谁审核，谁负责。",
                Clause = left[0].Clause,
            };
    }

    public static Refusal? CanEndorse(
        Application application, DateTimeOffset at, IReadOnlyCollection<Remark> remarks, IReadOnlyCollection<string> ticked, IReadOnlyList<ChecklistItem> checklist) =>
        !ApplicationStates.Allows(application.State, ApplicationVerb.Endorse) ? ApplicationRules.WrongState(application)
        : ApplicationRules.Lapsed(application, at) ?? Unchecked(remarks, ticked, checklist);

    public static Refusal? CanAdmit(
        Application application, DateTimeOffset at, IReadOnlyCollection<Remark> remarks, IReadOnlyCollection<string> ticked, IReadOnlyList<ChecklistItem> checklist) =>
        !ApplicationStates.Allows(application.State, ApplicationVerb.Admit) ? ApplicationRules.WrongState(application)
        : ApplicationRules.Lapsed(application, at) ?? Unchecked(remarks, ticked, checklist);

    /// <summary>Paper comes after 'materials received' and as the notice lists it. (F8)</summary>
    public static Refusal? CanReceivePaper(Application application, PaperItem? item, int copies) =>
        application.State is not (ApplicationState.Admitted or ApplicationState.Paid) ? ApplicationRules.WrongState(application)
        : item is null ? new Refusal("通知没有要求这份纸质材料。") { Field = "Item", Remedy = "请从清单中选择。" }
        : copies is < 1 or > 99 ? new Refusal("请填写收到的份数。") { Field = "Copies" }
        : null;
}
