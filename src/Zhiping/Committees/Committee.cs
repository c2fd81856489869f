using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Committees;

/// <summary>What a setting-up body sets up: for which notice, how large, for which specialties and up to which level.</summary>
/// <param name="Specialties">Ids of specialties; empty for all of the notice.</param>
/// <param name="SizeConsent">The province's consent to another size than the law's, kept where there is one.</param>
public sealed record NewCommittee(
    Guid BodyId, string NoticeId, string Name, int PlannedSize, Level TopLevel, IReadOnlyList<string> Specialties, string? SizeConsent = null);

/// <summary>An evaluation committee (评审委员会): it judges only while its filing is approved and has not run out. (J9, Order 40)</summary>
public sealed class Committee : Recorded
{
    private Committee()
    {
    }

    /// <summary>Sets it up for the work of one notice; it still has to be filed.</summary>
    public Committee(Act act, NewCommittee @new, CommitteeBounds bounds)
    {
        RefusalException.ThrowIf(CommitteeRules.CanSetUp(@new, bounds));
        Id = Ids.Row(act.At);
        BodyId = @new.BodyId;
        NoticeId = @new.NoticeId;
        Name = @new.Name.Trim();
        PlannedSize = @new.PlannedSize;
        TopLevel = @new.TopLevel;
        Specialties = [.. @new.Specialties];
        SizeConsent = string.IsNullOrWhiteSpace(@new.SizeConsent) ? null : @new.SizeConsent.Trim();
        CreatedAt = act.At;
        Record(act, "SetUp", ("notice", NoticeId), ("size", PlannedSize));
    }

    public override string SubjectKind => "committee";

    /// <summary>The committee office that runs it.</summary>
    public Guid BodyId { get; private set; }

    public string NoticeId { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>How many sit in it; the quorum is a share of this.</summary>
    public int PlannedSize { get; private set; }

    public string? SizeConsent { get; private set; }

    /// <summary>The highest level that its filing covers.</summary>
    public Level TopLevel { get; private set; }

    /// <summary>The specialties that its filing covers; empty for all of the notice.</summary>
    public List<string> Specialties { get; private set; } = [];

    public string? FilingNumber { get; private set; }

    public DateTimeOffset? FiledAt { get; private set; }

    public Guid? ApprovedBy { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public DateOnly? ValidFrom { get; private set; }

    /// <summary>The last day; at most as many years after the first as the notice says.</summary>
    public DateOnly? ValidUntil { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public uint Version { get; private set; }

    public bool IsFiled => ApprovedAt is not null;

    /// <summary>Whether the filing covers a specialty and level. (J9: exceeded)</summary>
    public bool Covers(string specialty, Level level) =>
        level <= TopLevel && (Specialties.Count == 0 || Specialties.Contains(specialty, StringComparer.Ordinal));

    /// <summary>Files it with the bureau before the work starts (事前备案, J1).</summary>
    public void File(Act act, string number)
    {
        RefusalException.ThrowIf(CommitteeRules.CanFile(number));
        FilingNumber = number.Trim();
        FiledAt = act.At;
        ApprovedAt = null;
        ApprovedBy = null;
        ValidFrom = null;
        ValidUntil = null;
        Record(act, "File", ("filing", FilingNumber));
    }

    /// <summary>Records the approval of the filing with its term.</summary>
    public void ApproveFiling(Act act, DateOnly from, DateOnly until, CommitteeBounds bounds)
    {
        RefusalException.ThrowIf(CommitteeRules.CanApproveFiling(this, from, until, bounds));
        ApprovedBy = act.By;
        ApprovedAt = act.At;
        ValidFrom = from;
        ValidUntil = until;
        Record(act, "ApproveFiling", ("from", from.ToString("O")), ("until", until.ToString("O")));
    }
}
