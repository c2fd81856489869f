using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Committees;

/// <summary>What is known of somebody who enters a pool.</summary>
public sealed record NewExpert(
    Guid PersonId, IReadOnlyList<string> Specialties, Level TitleLevel, Guid? UnitId, DateOnly TermFrom, DateOnly TermTo);

/// <summary>Somebody in the pool of a committee (专家库), for a term of at most three years.</summary>
public sealed class Expert : Recorded
{
    private Expert()
    {
    }

    /// <summary>Enters the pool under the next number, by which draws and lists name the expert.</summary>
    public Expert(Act act, Committee committee, int number, NewExpert @new, CommitteeBounds bounds)
    {
        RefusalException.ThrowIf(CommitteeRules.CanEnter(@new, bounds));
        Id = Ids.Row(act.At);
        CommitteeId = committee.Id;
        PersonId = @new.PersonId;
        Number = number;
        Specialties = [.. @new.Specialties];
        TitleLevel = @new.TitleLevel;
        UnitId = @new.UnitId;
        TermFrom = @new.TermFrom;
        TermTo = @new.TermTo;
        Record(act, "EnterPool", ("committee", committee.Id), ("number", number));
    }

    public override string SubjectKind => "expert";

    public Guid CommitteeId { get; private set; }

    public Guid PersonId { get; private set; }

    /// <summary>1 for the first in the pool.</summary>
    public int Number { get; private set; }

    public List<string> Specialties { get; private set; } = [];

    public Level TitleLevel { get; private set; }

    /// <summary>Where the expert works: colleagues' dossiers are never given to the expert.</summary>
    public Guid? UnitId { get; private set; }

    public DateOnly TermFrom { get; private set; }

    /// <summary>The last day.</summary>
    public DateOnly TermTo { get; private set; }

    public DateTimeOffset? LeftAt { get; private set; }

    public uint Version { get; private set; }

    public bool Serves(DateOnly day) => LeftAt is null && day >= TermFrom && day <= TermTo;

    /// <summary>Leaves the pool; draws that have been run keep their result.</summary>
    public void Leave(Act act)
    {
        RefusalException.ThrowIf(LeftAt is not null ? new Refusal("这位专家已经不在专家库里。") { IsConflict = true } : null);
        RefusalException.ThrowIf(CommitteeRules.NeedsReason(act));
        LeftAt = act.At;
        Record(act, "LeavePool", ("committee", CommitteeId));
    }
}
