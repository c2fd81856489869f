using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Calendars;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications.Detail;

/// <summary>One application as a task list while it is written, as a status afterwards. (D1, D9, D10)</summary>
[ForSignedIn]
public sealed class ApplicationModel(ApplicationDesk desk, AppDb db, IReturnsOf returns, CurrentPerson me, RequestInstant instant)
    : ApplicationPage(desk, db, me, instant)
{
    /// <summary>The answers to remarks as posted, by remark.</summary>
    [BindProperty]
    public Dictionary<Guid, string> Answer { get; set; } = [];

    public CheckResult Check { get; private set; } = CheckResult.Nothing;

    public IReadOnlyList<SectionProgress> Progress { get; private set; } = [];

    public Road? Road { get; private set; }

    public IReadOnlyList<RoadStep> Stations { get; private set; } = [];

    public ReturnShown? Return { get; private set; }

    public IReadOnlyDictionary<Guid, RemarkAnswer> Answers { get; private set; } = new Dictionary<Guid, RemarkAnswer>();

    public IReadOnlyDictionary<Guid, Body> Bodies { get; private set; } = new Dictionary<Guid, Body>();

    public IReadOnlyList<Submission> Submissions { get; private set; } = [];

    public AskBack? Asked { get; private set; }

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    public Fee? Fee => Notice.FeeOf(Application.Placing, Application.Kind);

    public ClauseRef? LimitClause => (Notice.Returns.BasisOf.GetValueOrDefault("maxSubmissions") ?? Notice.Returns.Basis).Clause;

    public Refusal? WhyNotWrite { get; private set; }

    public Refusal? WhyNotAskBack { get; private set; }

    public Refusal? WhyNotWithdraw { get; private set; }

    /// <summary>The latest of all saves.</summary>
    public DateTimeOffset? LastSaved => Open.Sections.Values.Max(s => s.SavedAt);

    public int OpenRemarks => Return is null ? 0 : Return.Remarks.Count(r => !Answers.ContainsKey(r.Id));

    public string UnitName => Bodies.TryGetValue(Application.UnitId, out var unit) ? unit.Name : "";

    public string NameOf(Guid bodyId) => Bodies.TryGetValue(bodyId, out var body) ? body.Name : "";

    public void OnGet()
    {
    }

    /// <summary>Saves the answers to the remarks of a return, each that was written.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken cancel)
    {
        foreach (var (remark, text) in Answer.Where(a => !string.IsNullOrWhiteSpace(a.Value)))
        {
            await Desk.AnswerRemark(Act(), Id, remark, text, cancel);
        }

        TempData["Flash"] = "改正说明已经保存";
        return Redirect($"{Home}#remarks");
    }

    protected override async Task<bool> Load(CancellationToken cancel)
    {
        Check = ApplicationAssembly.Check(Open.Notice, Open.Document, Open.Standing, Now);
        WhyNotWrite = ApplicationRules.CanWrite(Application, Now);
        WhyNotAskBack = ApplicationRules.CanRequestBack(Application, Now);
        WhyNotWithdraw = ApplicationRules.CanWithdraw(Application, Now);
        Progress = SectionProgress.Of(Open, Check);
        Road = RoadOf();
        Stations = Detail.Road.Now(Notice, Open.Standing.Unit, Application.Channel, Application);
        Return = await returns.Last(Id, cancel);
        Answers = await Db.RemarkAnswers().AsNoTracking().Where(a => a.ApplicationId == Id).ToDictionaryAsync(a => a.RemarkId, cancel);
        Submissions = await Db.Submissions().AsNoTracking().Where(s => s.ApplicationId == Id).OrderByDescending(s => s.Number).ToListAsync(cancel);
        Asked = await Db.OpenAskBack(Id, cancel);
        History = await HistoryLines.Of(Db, Application, cancel);
        Guid?[] ids = [Application.UnitId, Application.HolderId, Application.ReturnedById, Return?.ByBodyId, .. History.Select(h => h.BodyId)];
        var known = ids.OfType<Guid>().Distinct().ToList();
        Bodies = await Db.Bodies().AsNoTracking().Where(b => known.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancel);
        return true;
    }

    private Road? RoadOf()
    {
        if (Application.State != ApplicationState.Draft || Application.Arrivals > 0 || Now >= Application.ArriveBy.At
            || Notice.Windows.Application.For(Application.Placing).EndedBy == EndedBy.SubmitByApplicant)
        {
            return null;
        }

        try
        {
            return Detail.Road.Back(Notice, Open.Standing.Unit, Application.Channel, Application.ArriveBy, Now, Application.Series);
        }
        catch (CalendarYearMissingException)
        {
            // The working days of that year are not published yet: no suggestion is better than a wrong one.
            return null;
        }
    }
}
