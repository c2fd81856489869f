using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Bodies;

/// <summary>What a body is. (A9)</summary>
public enum BodyKind
{
    /// <summary>A region, the root of its bodies.</summary>
    Region,

    /// <summary>A basic unit (基层单位), where applicants work.</summary>
    Unit,

    /// <summary>A unit that recommends for others (推荐单位).</summary>
    RecommendingUnit,

    /// <summary>行业主管部门.</summary>
    CompetentAuthority,

    /// <summary>人社局 of a county or the prefecture.</summary>
    HrssBureau,

    /// <summary>教科局 of a county.</summary>
    EducationBureau,

    /// <summary>评委会组建部门.</summary>
    SettingUpBody,

    /// <summary>评委会办公室.</summary>
    CommitteeOffice,

    /// <summary>系列职称办公室, and the prefecture's.</summary>
    TitleOffice,

    Supervision,

    /// <summary>The platform's operator.</summary>
    Platform,
}

/// <summary>Whether a body takes part.</summary>
public enum BodyState
{
    /// <summary>Registered itself and waits for the body above. (A7)</summary>
    Pending,

    Active,

    /// <summary>The body above declined the registration.</summary>
    Declined,

    /// <summary>Dissolved or merged; what it did stays.</summary>
    Closed,
}

/// <summary>What is known of a body when it is entered.</summary>
public sealed record BodyFacts
{
    public required string Name { get; init; }

    /// <summary>统一社会信用代码, 18 characters; null for bodies that are no legal person of their own.</summary>
    public string? CreditCode { get; init; }

    public UnitKind? UnitKind { get; init; }

    public Tier? Tier { get; init; }

    /// <summary>The county's id, null for what belongs to the prefecture itself.</summary>
    public string? County { get; init; }

    public string? ContactName { get; init; }

    public string? ContactPhone { get; init; }
}

/// <summary>
/// A region, unit, authority, bureau or office. All bodies of a region stand in one tree under it; who sees what is asked of that tree. (A8, A9)
/// </summary>
public sealed class Body : Recorded
{
    private Body()
    {
    }

    /// <summary>Enters a body as the operator or the body above does: it takes part at once.</summary>
    public Body(Act act, BodyKind kind, Body? parent, BodyFacts facts)
    {
        Id = Ids.Row(act.At);
        Kind = kind;
        ParentId = parent?.Id;
        RegionId = parent?.RegionId ?? Id;
        Path = (parent?.Path ?? "/") + Id.ToString("N") + "/";
        State = BodyState.Active;
        CreatedAt = act.At;
        Take(facts);
        Record(act, "Enter", ("kind", kind), ("parent", ParentId));
    }

    public override string SubjectKind => "body";

    public BodyKind Kind { get; private set; }

    /// <summary>The body above; null for a region.</summary>
    public Guid? ParentId { get; private set; }

    public Guid RegionId { get; private set; }

    /// <summary>The ids from the region down to this body: /…/…/. A body sees what starts with its path.</summary>
    public string Path { get; private set; } = "";

    /// <summary>A region's id in addresses and notices, such as aksu.</summary>
    public string? Code { get; private set; }

    public string Name { get; private set; } = "";

    public string PinyinInitials { get; private set; } = "";

    public string? CreditCode { get; private set; }

    public UnitKind? UnitKind { get; private set; }

    public Tier? Tier { get; private set; }

    public string? County { get; private set; }

    /// <summary>The competent authority of a unit.</summary>
    public Guid? AuthorityId { get; private set; }

    /// <summary>The unit that recommends for this one, where it does not recommend itself.</summary>
    public Guid? RecommendingUnitId { get; private set; }

    /// <summary>Series that a committee's office takes; empty for all of its region.</summary>
    public IReadOnlyList<string> Series { get; private set; } = [];

    public string? ContactName { get; private set; }

    public string? ContactPhone { get; private set; }

    /// <summary>Technical help line, of a region.</summary>
    public string? HelpPhone { get; private set; }

    /// <summary>Supervision line, of a region.</summary>
    public string? SupervisionPhone { get; private set; }

    public BodyState State { get; private set; }

    /// <summary>Who registered a unit that was missing; becomes its first HR administrator. (A7)</summary>
    public Guid? RegisteredById { get; private set; }

    /// <summary>Why a registration was declined.</summary>
    public string? DeclinedBecause { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public uint Version { get; private set; }

    /// <summary>What rules may know of a unit.</summary>
    public UnitFacts Facts => new()
    {
        Kind = UnitKind ?? throw new InvalidOperationException($"{Id} is no unit."),
        Tier = Tier ?? Policy.Quantities.Tier.County,
        County = County,
        RecommendsThroughAnother = RecommendingUnitId is not null,
    };

    /// <summary>A region with its code and telephone lines. (A1, B1c)</summary>
    public static Body Region(Act act, string code, BodyFacts facts, string? helpPhone, string? supervisionPhone) =>
        new(act, BodyKind.Region, null, facts) { Code = code, HelpPhone = helpPhone, SupervisionPhone = supervisionPhone };

    /// <summary>A unit that is missing registers itself; the body above decides. (A7)</summary>
    public static Body Register(Act act, Body above, BodyFacts facts)
    {
        RefusalException.ThrowIf(BodyRules.CanRegister(facts, above));
        var unit = new Body
        {
            Id = Ids.Row(act.At),
            Kind = BodyKind.Unit,
            ParentId = above.Id,
            RegionId = above.RegionId,
            AuthorityId = above.Kind == BodyKind.CompetentAuthority ? above.Id : null,
            State = BodyState.Pending,
            RegisteredById = act.By,
            CreatedAt = act.At,
        };
        unit.Path = above.Path + unit.Id.ToString("N") + "/";
        unit.Take(facts);
        unit.Record(act, "Register", ("above", above.Id));
        return unit;
    }

    /// <summary>Puts a unit under its competent authority, and under the unit that recommends for it if one does.</summary>
    public Body Under(Act act, Body authority, Body? recommendingUnit = null)
    {
        AuthorityId = authority.Id;
        RecommendingUnitId = recommendingUnit?.Id;
        Record(act, "PlaceUnder", ("authority", authority.Id), ("recommending", recommendingUnit?.Id));
        return this;
    }

    /// <summary>Says which series an office takes.</summary>
    public Body Taking(Act act, params IReadOnlyList<string> series)
    {
        Series = series;
        Record(act, "TakeSeries", ("series", string.Join(' ', series)));
        return this;
    }

    /// <summary>The body above finds the registration right. (A7)</summary>
    public void Approve(Act act)
    {
        RefusalException.ThrowIf(BodyRules.CanDecide(this));
        State = BodyState.Active;
        Record(act, "Approve");
    }

    /// <summary>The body above declines the registration, with the reason that the unit reads. (A7)</summary>
    public void Decline(Act act)
    {
        RefusalException.ThrowIf(BodyRules.CanDecide(this) ?? BodyRules.NeedsReason(act));
        State = BodyState.Declined;
        DeclinedBecause = act.Reason;
        Record(act, "Decline");
    }

    /// <summary>Corrects what is known of the body.</summary>
    public void Amend(Act act, BodyFacts facts)
    {
        RefusalException.ThrowIf(BodyRules.CanAmend(facts));
        Take(facts);
        Record(act, "Amend");
    }

    /// <summary>The body takes part no longer.</summary>
    public void Close(Act act)
    {
        RefusalException.ThrowIf(BodyRules.CanClose(this) ?? BodyRules.NeedsReason(act));
        State = BodyState.Closed;
        Record(act, "Close");
    }

    private void Take(BodyFacts facts)
    {
        Name = facts.Name.Trim();
        PinyinInitials = Pinyin.Initials(Name);
        CreditCode = string.IsNullOrWhiteSpace(facts.CreditCode) ? null : Typed.Narrow(facts.CreditCode).Trim().ToUpperInvariant();
        UnitKind = facts.UnitKind;
        Tier = facts.Tier;
        County = facts.County;
        ContactName = facts.ContactName?.Trim();
        ContactPhone = facts.ContactPhone?.Trim();
    }
}
