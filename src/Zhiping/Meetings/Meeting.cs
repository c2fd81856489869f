using Zhiping.Committees;
using Zhiping.Data;

namespace Zhiping.Meetings;

/// <summary>Where a meeting stands.</summary>
public enum MeetingState
{
    /// <summary>Applications are taken in, experts drawn, the meeting filed.</summary>
    Preparing,

    /// <summary>Experts read blind dossiers and score them.</summary>
    Reading,

    /// <summary>Those who must defend are heard. (I1)</summary>
    Defence,

    /// <summary>Roll call, secret ballot, ranking. (J3, J4)</summary>
    Voting,

    /// <summary>Results confirmed, minutes kept.</summary>
    Closed,
}

/// <summary>When and where a meeting is to be.</summary>
/// <param name="ReadBy">By when experts are asked to have scored; a target, nothing lapses.</param>
/// <param name="ReadersPerDossier">How many experts score each dossier, at least one.</param>
public sealed record NewMeeting(DateTimeOffset StartsAt, string Place, DateTimeOffset? ReadBy = null, int ReadersPerDossier = 3);

/// <summary>One meeting of a committee (评审会议), from preparation to its minutes.</summary>
public sealed class Meeting : Recorded
{
    private Meeting()
    {
    }

    public Meeting(Act act, Committee committee, Guid revisionId, NewMeeting @new)
    {
        RefusalException.ThrowIf(CommitteeRules.IsOf(committee, act) ?? MeetingRules.CanPrepare(@new, act.At));
        Id = Ids.Blind(); // experts see it in addresses
        CommitteeId = committee.Id;
        BodyId = committee.BodyId;
        NoticeId = committee.NoticeId;
        RevisionId = revisionId;
        CommitteeSize = committee.PlannedSize;
        StartsAt = @new.StartsAt;
        Place = @new.Place.Trim();
        ReadBy = @new.ReadBy;
        ReadersPerDossier = @new.ReadersPerDossier;
        State = MeetingState.Preparing;
        CreatedAt = act.At;
        Record(act, "Prepare", ("committee", committee.Id), ("revision", revisionId));
    }

    public override string SubjectKind => "meeting";

    public Guid CommitteeId { get; private set; }

    public Guid BodyId { get; private set; }

    public string NoticeId { get; private set; } = "";

    /// <summary>The revision whose quorum, majority, caps and standards hold for the meeting.</summary>
    public Guid RevisionId { get; private set; }

    /// <summary>The size of the committee, of which the quorum is a share.</summary>
    public int CommitteeSize { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    public string Place { get; private set; } = "";

    public DateTimeOffset? ReadBy { get; private set; }

    public int ReadersPerDossier { get; private set; }

    public MeetingState State { get; private set; }

    /// <summary>会前备案 (J1).</summary>
    public string? FilingNumber { get; private set; }

    public DateTimeOffset? FiledAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public uint Version { get; private set; }

    /// <summary>The day of the meeting in Beijing.</summary>
    public DateOnly Day => Beijing.Day(StartsAt);

    /// <summary>Files the meeting beforehand (会前备案). A date that is late is shown as late, not refused. (J1)</summary>
    public void File(Act act, string number)
    {
        RefusalException.ThrowIf(MeetingRules.InState(this, MeetingState.Preparing) ?? CommitteeRules.CanFile(number));
        FilingNumber = number.Trim();
        FiledAt = act.At;
        Record(act, "FileMeeting", ("filing", FilingNumber));
    }

    /// <summary>Gives the dossiers out.</summary>
    public void StartReading(Act act, Committee committee, int seats, bool hasChair, int dossiers)
    {
        RefusalException.ThrowIf(MeetingRules.CanStartReading(this, committee, Beijing.Day(act.At), seats, hasChair, dossiers));
        MoveTo(act, MeetingState.Reading, ("dossiers", dossiers), ("members", seats));
    }

    /// <summary>Begins to hear those who must defend.</summary>
    public void StartDefence(Act act, int sheetsMissing)
    {
        RefusalException.ThrowIf(MeetingRules.InState(this, MeetingState.Reading) ?? MeetingRules.AllScored(sheetsMissing));
        MoveTo(act, MeetingState.Defence);
    }

    /// <summary>Begins the meeting proper; from here it is the chair's.</summary>
    public void StartVoting(Act act, Committee committee, int sheetsMissing, int defencesOpen, int recusalsOpen)
    {
        RefusalException.ThrowIf(MeetingRules.CanStartVoting(this, committee, Beijing.Day(act.At), sheetsMissing, defencesOpen, recusalsOpen));
        MoveTo(act, MeetingState.Voting);
    }

    /// <summary>Ends the meeting once every level's result is confirmed.</summary>
    public void Close(Act act, int levelsWithoutResult)
    {
        RefusalException.ThrowIf(MeetingRules.InState(this, MeetingState.Voting) ?? MeetingRules.AllConfirmed(levelsWithoutResult));
        ClosedAt = act.At;
        MoveTo(act, MeetingState.Closed);
    }

    private void MoveTo(Act act, MeetingState to, params (string Key, object? Value)[] data)
    {
        Record(act, "Start" + to, [("from", State), .. data]);
        State = to;
    }
}

/// <summary>What somebody is in a meeting.</summary>
public enum Seat
{
    Member,

    /// <summary>主任委员.</summary>
    Chair,

    /// <summary>副主任委员.</summary>
    Deputy,

    /// <summary>Drawn in reserve; takes the seat of a member who cannot come.</summary>
    Standby,

    /// <summary>Gave up the seat before the meeting.</summary>
    Left,
}

/// <summary>Somebody drawn for a meeting.</summary>
public sealed class MeetingMember : Recorded
{
    private MeetingMember()
    {
    }

    public MeetingMember(Act act, Meeting meeting, Expert expert, Guid drawId, int place, Seat seat)
    {
        Id = Ids.Blind(); // stands in forms that experts post
        MeetingId = meeting.Id;
        ExpertId = expert.Id;
        PersonId = expert.PersonId;
        UnitId = expert.UnitId;
        DrawId = drawId;
        Number = expert.Number;
        Place = place;
        Seat = seat;
        Specialties = [.. expert.Specialties];
        Record(act, "Seat", ("meeting", meeting.Id), ("seat", seat));
    }

    public override string SubjectKind => "meeting-member";

    public Guid MeetingId { get; private set; }

    public Guid ExpertId { get; private set; }

    public Guid PersonId { get; private set; }

    public Guid? UnitId { get; private set; }

    public Guid DrawId { get; private set; }

    /// <summary>The number in the pool: 专家 17.</summary>
    public int Number { get; private set; }

    /// <summary>The place in the draw.</summary>
    public int Place { get; private set; }

    public Seat Seat { get; private set; }

    public List<string> Specialties { get; private set; } = [];

    /// <summary>When the roll call found the member in the room.</summary>
    public DateTimeOffset? PresentAt { get; private set; }

    public uint Version { get; private set; }

    public bool Sits => Seat is Seat.Member or Seat.Chair or Seat.Deputy;

    public bool Presides => Seat is Seat.Chair or Seat.Deputy;

    /// <summary>Appoints the chair or a deputy among those who sit.</summary>
    public void Appoint(Act act, Seat seat)
    {
        RefusalException.ThrowIf(MeetingRules.CanAppoint(this, seat));
        Seat = seat;
        Record(act, "Appoint", ("meeting", MeetingId), ("seat", seat));
    }

    /// <summary>Gives up the seat; the next in reserve takes it.</summary>
    public void GiveUp(Act act, MeetingMember? standby)
    {
        RefusalException.ThrowIf(MeetingRules.CanGiveUp(this, standby, act));
        Seat = Seat.Left;
        Record(act, "GiveUpSeat", ("meeting", MeetingId), ("to", standby!.Id));
        standby.Seat = Seat.Member;
        standby.Record(act, "TakeSeat", ("meeting", MeetingId), ("from", Id));
    }

    /// <summary>The roll call: in the room or not.</summary>
    public void Mark(Act act, bool present)
    {
        PresentAt = present ? PresentAt ?? act.At : null;
        Record(act, present ? "Present" : "Absent", ("meeting", MeetingId));
    }
}
