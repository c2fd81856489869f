using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Applications;

/// <summary>To whom more time is granted.</summary>
public enum ExtensionScope
{
    Person,
    Unit,
    County,
}

/// <summary>Whom an extension is for, and until when.</summary>
/// <param name="Target">The person's or the unit's id; empty for a county.</param>
public sealed record ExtensionInput(ExtensionScope Scope, Guid? Target, string? County, DateTimeOffset Until);

/// <summary>
/// More time than the application window gives, for one person, unit or county, with its reason. It moves the edge of the applications there are
/// and is the edge of those that begin later; nothing else moves a deadline. (B2, B10)
/// </summary>
public sealed class Extension : Recorded
{
    private Extension()
    {
    }

    public Extension(Act act, string noticeId, ExtensionInput input)
    {
        Id = Ids.Row(act.At);
        NoticeId = noticeId;
        Scope = input.Scope;
        TargetId = input.Target;
        County = input.County;
        Until = input.Until.ToUniversalTime();
        Reason = act.Reason!.Trim();
        BodyId = act.ForBody!.Value;
        GrantedById = act.By!.Value;
        GrantedAt = act.At;
        Record(act, "Grant", ("notice", noticeId), ("scope", Scope), ("target", TargetId), ("county", County), ("until", Until.ToString("O")));
    }

    public override string SubjectKind => "extension";

    public string NoticeId { get; private set; } = "";

    public ExtensionScope Scope { get; private set; }

    /// <summary>The person or the unit; null for a county.</summary>
    public Guid? TargetId { get; private set; }

    public string? County { get; private set; }

    public DateTimeOffset Until { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>The office that granted it.</summary>
    public Guid BodyId { get; private set; }

    public Guid GrantedById { get; private set; }

    public DateTimeOffset GrantedAt { get; private set; }

    /// <summary>How many applications it moved when it was granted.</summary>
    public int Moved { get; private set; }

    internal void Count(int moved) => Moved = moved;
}

/// <summary>Who may grant more time, to whom and until when. Pure.</summary>
public static class ExtensionRules
{
    /// <summary>Whether an office may grant more time until an instant.</summary>
    /// <param name="edge">The edge of the window for those meant; null where the notice states none that binds.</param>
    public static Refusal? CanGrant(ExtensionTerms? terms, OfficeRole office, Act act, DateTimeOffset until, DateTimeOffset? edge) =>
        terms is null || terms.GrantedBy.Count == 0
            ? new Refusal("通知没有规定可以延长申报时间。") { Clause = terms?.Clause, Remedy = "确有需要的，请发布补充通知，修订申报时间。" }
        : !terms.GrantedBy.Contains(office)
            ? new Refusal("按通知，延长申报时间不由{0}办理。", Terms.Name(office)) { Clause = terms.Clause }
        : edge is not { } closes
            ? new Refusal("通知没有写明申报截止时间，不用延长。") { Clause = terms.Clause }
        : string.IsNullOrWhiteSpace(act.Reason) ? new Refusal("延长时间要写明理由。") { Field = "Reason" }
        : until <= closes ? new Refusal("新的时间要晚于{0}。", Beijing.Full(closes)) { Field = "Until" }
        : until <= act.At ? new Refusal("新的时间已经过了。") { Field = "Until" }
        : act.At >= closes && !terms.AfterClosing
            ? new Refusal("申报已于{0}（北京时间）截止，按通知截止以后不能再延长。", Beijing.Full(closes)) { Clause = terms.Clause }
        : terms.AtMostDays is { } days && until > closes.AddDays(days)
            ? new Refusal("按通知最多延长{0}天。", days) { Field = "Until", Clause = terms.Clause }
        : null;

    /// <summary>What the granting body is in the words of a notice; null for one that never grants.</summary>
    public static OfficeRole? OfficeOf(Body body) => body.Kind switch
    {
        BodyKind.CommitteeOffice => OfficeRole.CommitteeOffice,
        BodyKind.CompetentAuthority => OfficeRole.Authority,
        BodyKind.HrssBureau => body.County is null ? OfficeRole.PrefectureBureau : OfficeRole.CountyBureau,
        BodyKind.EducationBureau => OfficeRole.CountyEducationBureau,
        BodyKind.TitleOffice => OfficeRole.TitleOffice,
        _ => null,
    };

    /// <summary>A county's bureau and authority grant within their county, the others within their region; an authority of the prefecture for its own units.</summary>
    public static bool Reaches(Body office, Body unit) =>
        office.RegionId == unit.RegionId
        && (office.County is null || string.Equals(office.County, unit.County, StringComparison.Ordinal))
        && (office.Kind != BodyKind.CompetentAuthority || office.County is not null || unit.AuthorityId == office.Id || unit.Path.StartsWith(office.Path, StringComparison.Ordinal));

    public static bool Reaches(Body office, string county) => office.County is null || string.Equals(office.County, county, StringComparison.Ordinal);
}
