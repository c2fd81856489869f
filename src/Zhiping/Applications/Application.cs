using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Applications;

/// <summary>The instant by which something must have happened, stored when it began with the rule it came from; only an explicit act moves it.</summary>
public sealed class DueDate
{
    private DueDate()
    {
    }

    public DueDate(DateTimeOffset at, DueConsequence consequence, LocalText rule, ClauseRef? clause)
    {
        At = at.ToUniversalTime();
        Consequence = consequence;
        RuleZh = rule.Zh;
        RuleEn = rule.En;
        ClauseDocument = clause?.Document;
        ClausePath = clause?.Path;
    }

    /// <summary>An act counts when it is before this instant.</summary>
    public DateTimeOffset At { get; private set; }

    public DueConsequence Consequence { get; private set; }

    public string RuleZh { get; private set; } = "";

    public string RuleEn { get; private set; } = "";

    public string? ClauseDocument { get; private set; }

    public string? ClausePath { get; private set; }

    public LocalText Rule => new(RuleZh, RuleEn);

    /// <summary>An own copy, since a row owns its dates.</summary>
    public DueDate Copy() => new(At, Consequence, Rule, Clause);

    public ClauseRef? Clause => ClauseDocument is null ? null : new ClauseRef(ClauseDocument, ClausePath!);
}

/// <summary>What follows when the instant passes.</summary>
public enum DueConsequence
{
    /// <summary>A target only.</summary>
    None,

    /// <summary>视为放弃.</summary>
    Forfeited,

    /// <summary>不予受理.</summary>
    NotAccepted,
}

/// <summary>
/// One person's application in one evaluation year. It pins the revision of the notice that judges it.
/// Its content stands in draft sections and frozen submissions; here is only what is searched, sorted or constrained.
/// </summary>
public sealed class Application : Recorded
{
    private Application()
    {
    }

    /// <summary>Starts a draft under a published revision.</summary>
    /// <param name="unit">What the unit is at that instant; null where it is not known.</param>
    public Application(
        Act act, Guid personId, Guid unitId, Guid revisionId, string noticeId, int year, ApplicationChoice choice, DueDate arriveBy, UnitFacts? unit = null)
    {
        UnitKind = unit?.Kind;
        Tier = unit?.Tier;
        County = unit?.County;
        Id = Ids.Row(act.At);
        PersonId = personId;
        UnitId = unitId;
        RevisionId = revisionId;
        NoticeId = noticeId;
        Year = year;
        Series = choice.Series;
        Specialty = choice.Specialty;
        Level = choice.Level;
        Kind = choice.Kind;
        Channel = choice.Channel;
        State = ApplicationState.Draft;
        CreatedAt = act.At;
        MovedAt = act.At;
        HolderId = unitId;
        ArriveBy = arriveBy;
        Due = arriveBy.Copy();
        Record(act, "Create", ("notice", noticeId), ("revision", revisionId), ("level", choice.Level), ("specialty", choice.Specialty));
    }

    public override string SubjectKind => "application";

    public Guid PersonId { get; private set; }

    /// <summary>The unit that approved the applicant when the application was created.</summary>
    public Guid UnitId { get; private set; }

    public Guid RevisionId { get; private set; }

    public string NoticeId { get; private set; } = "";

    public int Year { get; private set; }

    public string Series { get; private set; } = "";

    public string Specialty { get; private set; } = "";

    public Level Level { get; private set; }

    public ProgrammeKind Kind { get; private set; }

    public Channel Channel { get; private set; }

    /// <summary>What the unit was when the application was created; null in applications from before it was kept.</summary>
    public UnitKind? UnitKind { get; private set; }

    public Tier? Tier { get; private set; }

    public string? County { get; private set; }

    /// <summary>Where it stands, as far as its notice says different things of it.</summary>
    public Placing Placing => new(UnitKind, Tier, County, Channel, Level, Series, Specialty);

    public ApplicationState State { get; private set; }

    /// <summary>The body whose turn it is; the unit while the applicant writes.</summary>
    public Guid HolderId { get; private set; }

    /// <summary>The office that returned it last; a correction goes back there.</summary>
    public Guid? ReturnedById { get; private set; }

    public ApplicationState? ReturnedFrom { get; private set; }

    /// <summary>Submissions by the applicant, all offices counted.</summary>
    public int Submissions { get; private set; }

    /// <summary>Arrivals at the committee; at most as many as the notice says. (F4)</summary>
    public int Arrivals { get; private set; }

    /// <summary>The first arrival at the committee, which the application window is about. (B2)</summary>
    public DateTimeOffset? ArrivedAt { get; private set; }

    /// <summary>The edge of the application window as it stood when the application was created, or an extension since.</summary>
    public DueDate ArriveBy { get; private set; } = null!;

    /// <summary>What must happen next by when, if anything must.</summary>
    public DueDate? Due { get; private set; }

    /// <summary>The clock of the last return, kept while the correction is with an office, so that asking back does not stop it.</summary>
    public DueDate? CorrectBy { get; private set; }

    /// <summary>When the applicant put a draft that was never submitted aside; it can be taken out again.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>True from the first submission on, except when withdrawn before the first arrival: one application a person and year. (B4a)</summary>
    public bool HoldsYear { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Since when it stands where it stands.</summary>
    public DateTimeOffset MovedAt { get; private set; }

    /// <summary>PostgreSQL's own row version.</summary>
    public uint Version { get; private set; }

    public bool IsEditable => DeletedAt is null && ApplicationStates.Editable.Contains(State);

    /// <summary>The applicant hands it in: to the unit, or after a return to the office that returned it. (D9, F3)</summary>
    /// <param name="key">Names this click: a second one with the same key is the same submission.</param>
    public Submission Submit(Act act, byte[] content, Guid to, ApplicationState toState, DueDate? due, Guid? key = null)
    {
        RefusalException.ThrowIf(ApplicationRules.CanSubmit(this, act.At));
        Submissions++;
        HoldsYear = true;
        var submission = new Submission(act, this, Submissions, content, key);
        Move(act, ApplicationVerb.Submit, toState, to, due, ("submission", submission.Id), ("sha256", submission.Sha256), ("number", Submissions));
        return submission;
    }

    /// <summary>The next submission goes out with the applicant's word that something in a text is not the own name or unit. (E4, D6)</summary>
    public void SayNotName(Act act, NameQuestion said) =>
        Record(act, "SayNotName", ("number", Submissions + 1), ("section", said.Section.Id), ("entry", said.Entry.Id), ("field", said.Field.Id));

    /// <summary>The applicant asks the unit to give it back; the unit grants it or says why not. (D9)</summary>
    public AskBack RequestBack(Act act)
    {
        RefusalException.ThrowIf(ApplicationRules.CanRequestBack(this, act.At));
        var asked = new AskBack(act, this);
        Record(act, "AskBack", ("submission", Submissions));
        return asked;
    }

    /// <summary>
    /// The unit gives it back because the applicant asked: no return, no clock, no count (D9). A correction goes back to where it came from,
    /// and the clock of the return it answers runs on.
    /// </summary>
    public void SendBackAsAsked(Act act)
    {
        RefusalException.ThrowIf(ApplicationRules.CanSendBackAsAsked(this, act.At));
        var to = ReturnedById is null ? ApplicationState.Draft : ApplicationState.Returned;
        Move(act, ApplicationVerb.SendBackAsAsked, to, UnitId, EarlierOf(CorrectBy, Arrivals == 0 ? ArriveBy : null));
    }

    /// <summary>Puts a draft that was never submitted aside.</summary>
    public void Delete(Act act)
    {
        RefusalException.ThrowIf(ApplicationRules.CanDelete(this));
        DeletedAt = act.At;
        Record(act, "Delete");
    }

    /// <summary>Takes a draft out again that was put aside.</summary>
    public void Restore(Act act)
    {
        RefusalException.ThrowIf(ApplicationRules.CanRestore(this));
        DeletedAt = null;
        Record(act, "Restore");
    }

    /// <summary>The applicant takes it back for good. It frees the year only before the first arrival at the committee. (B4a)</summary>
    public void Withdraw(Act act)
    {
        RefusalException.ThrowIf(ApplicationRules.CanWithdraw(this, act.At));
        HoldsYear = HoldsYear && ArrivedAt is not null;
        Move(act, ApplicationVerb.Withdraw, ApplicationState.Withdrawn, UnitId, null);
    }

    /// <summary>Records that a deadline has passed, dated at its instant. It binds every verb already before it is recorded.</summary>
    public void Lapse()
    {
        var due = Due ?? throw new InvalidOperationException("Nothing is due.");
        var act = Act.OfPlatform(due.At, due.RuleZh);
        if (due.Consequence == DueConsequence.Forfeited)
        {
            Move(act, ApplicationVerb.Forfeit, ApplicationState.Forfeited, HolderId, null, ("due", due.At.ToString("O")));
        }
        else
        {
            Move(act, ApplicationVerb.RefuseForGood, ApplicationState.NotAccepted, HolderId, null, ("due", due.At.ToString("O")));
        }
    }

    /// <summary>More time for this one application, with a reason. (B10)</summary>
    public void Extend(Act act, DueDate arriveBy)
    {
        RefusalException.ThrowIf(ApplicationRules.CanExtend(this, act, arriveBy));
        var edge = ArriveBy.At;
        ArriveBy = arriveBy;
        Due = Due?.At == edge ? arriveBy.Copy() : Due;
        CorrectBy = CorrectBy?.At == edge ? arriveBy.Copy() : CorrectBy;
        Record(act, "Extend", ("until", arriveBy.At.ToString("O")));
    }

    /// <summary>The edge of the application window ended it, and not an office.</summary>
    public bool EndedByWindow => State is ApplicationState.Forfeited or ApplicationState.NotAccepted && MovedAt == ArriveBy.At;

    /// <summary>More time for one that the window's edge has ended: it stands again where it stood. (B2, B10)</summary>
    public void Reopen(Act act, ApplicationState to, DueDate arriveBy)
    {
        RefusalException.ThrowIf(ApplicationRules.CanReopen(this, act, arriveBy));
        ArriveBy = arriveBy;
        Move(act, ApplicationVerb.Reopen, to, HolderId, arriveBy.Copy(), ("until", arriveBy.At.ToString("O")));
    }

    /// <summary>
    /// Moves the application through the one transition table and leaves the history entry. Only verbs call it:
    /// those here, and those of the folders that own a later step (Publicity, Review, Payments, Meetings, Certificates).
    /// </summary>
    public void Move(Act act, ApplicationVerb verb, ApplicationState to, Guid holder, DueDate? due, params (string Key, object? Value)[] data)
    {
        if (!ApplicationStates.Allows(State, verb, to))
        {
            throw new RefusalException(ApplicationRules.WrongState(this));
        }

        if (verb == ApplicationVerb.Return)
        {
            ReturnedById = HolderId;
            ReturnedFrom = State;
            CorrectBy = due?.Copy();
        }

        if (to == ApplicationState.AtCommittee && verb != ApplicationVerb.Reopen)
        {
            Arrivals++;
            ArrivedAt ??= act.At;
        }

        Record(act, verb.ToString(), [("from", State), ("to", to), ("holder", holder), .. data]);
        State = to;
        HolderId = holder;
        Due = due;
        MovedAt = act.At;
    }

    private static DueDate? EarlierOf(DueDate? one, DueDate? other) =>
        one is null || (other is not null && other.At < one.At) ? other?.Copy() : one.Copy();
}

/// <summary>What a person applies for.</summary>
public sealed record ApplicationChoice(string Series, string Specialty, Level Level, ProgrammeKind Kind, Channel Channel);
