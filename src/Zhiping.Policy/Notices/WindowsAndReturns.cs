using Zhiping.Policy.Calendars;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

public enum EdgePrecision
{
    Hour = 1,
    Day = 2,
    Month = 3,
    Tentative = 4,
    ToBeAnnounced = 5,
}

/// <summary>One edge of a window. Its instant is null where only a month or nothing is known.</summary>
public sealed record Edge
{
    public required EdgePrecision Precision { get; init; }

    /// <summary>For a closing edge the instant before which the act must happen; for an opening edge the first instant. Null for ToBeAnnounced.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>2024年8月30日（周五）18:00, 2024年11月, 另行通知.</summary>
    public required LocalText Said { get; init; }

    /// <summary>Binds to the instant; a month, a tentative or an unknown edge does not.</summary>
    public bool Binds => Precision is EdgePrecision.Hour or EdgePrecision.Day;
}

/// <summary>The act that keeps a window's closing edge (B2).</summary>
public enum EndedBy
{
    SubmitByApplicant = 1,
    RecommendationByUnit = 2,
    ArrivalAtCommittee = 3,
    Payment = 4,
    PaperArrival = 5,
    ReviewDecision = 6,
    Issue = 7,
    None = 8,
}

/// <summary>What follows when a closing edge passes: 视为放弃, 不予受理, 不予认可, or the notice does not say.</summary>
public enum Consequence
{
    NotSaid = 0,
    Forfeited = 1,
    NotAccepted = 2,
    NotRecognised = 3,
}

public sealed record Window : NoticeItem
{
    public Edge? Opens { get; init; }

    public Edge? Closes { get; init; }

    public required EndedBy EndedBy { get; init; }

    public required Consequence Consequence { get; init; }

    /// <summary>Other edges for some; the first that fits holds.</summary>
    public IReadOnlyList<WindowVariant> Variants { get; init; } = [];

    /// <summary>The window as it holds for one application.</summary>
    public Window For(Placing placing)
    {
        for (var i = 0; i < Variants.Count; i++)
        {
            if (Variants[i].Fits(placing))
            {
                var variant = Variants[i];
                return this with
                {
                    Opens = variant.Opens ?? Opens, Closes = variant.Closes ?? Closes, EndedBy = variant.EndedBy ?? EndedBy, Consequence = variant.Consequence ?? Consequence,
                    Basis = variant.Basis, Variants = [],
                };
            }
        }

        return this;
    }

    /// <summary>Open to somebody at that instant, whoever it is.</summary>
    public bool IsOpenToAny(DateTimeOffset at) => IsOpen(at) || Variants.Any(v => (this with { Opens = v.Opens ?? Opens, Closes = v.Closes ?? Closes }).IsOpen(at));

    public bool IsOpen(DateTimeOffset at) => (Opens?.At is not { } open || at >= open) && !IsClosed(at);

    /// <summary>Whether a binding closing edge has passed.</summary>
    public bool IsClosed(DateTimeOffset at) => Closes is { Binds: true, At: { } close } && at >= close;
}

/// <summary>Other edges of a window for some, or another act that keeps it: a county granted more time, units of the prefecture a week later.</summary>
public sealed record WindowVariant : Variant
{
    public Edge? Opens { get; init; }

    public Edge? Closes { get; init; }

    public EndedBy? EndedBy { get; init; }

    public Consequence? Consequence { get; init; }
}

/// <summary>The windows of a notice (B1); null where the notice states none.</summary>
public sealed record Windows
{
    public required Window Application { get; init; }

    public Window? Review { get; init; }

    public Window? Paper { get; init; }

    public Window? Payment { get; init; }

    public Window? Defence { get; init; }

    public Window? Meeting { get; init; }

    public Window? ResultPublicity { get; init; }

    public Window? Document { get; init; }

    public Window? Certificates { get; init; }
}

/// <summary>Which act must happen within the period of a return.</summary>
public enum ReturnBinds
{
    Submit = 1,
    Arrival = 2,
}

/// <summary>To whom a corrected application goes.</summary>
public enum ResubmissionGoesTo
{
    OfficeThatReturnedIt = 1,
    Unit = 2,
}

/// <summary>Another period for the returns of some offices, or to some.</summary>
public sealed record ReturnVariant : Variant
{
    /// <summary>The offices whose returns it is about; empty for all of them.</summary>
    public IReadOnlyList<OfficeRole> Offices { get; init; } = [];

    public Period? ReturnWithin { get; init; }

    public Consequence? Overrun { get; init; }

    /// <summary>Whose returns to whom, in words: 用人单位、民营企业.</summary>
    public LocalText By(Notice notice)
    {
        LocalText[] words = [.. Offices.Select(Terms.Name), .. ForAll ? [] : (LocalText[])[For(notice)]];
        return new(string.Join("、", words.Select(w => w.Zh)), string.Join(", ", words.Select(w => w.En)));
    }

    public bool Fits(OfficeRole office, Placing placing) => (Offices.Count == 0 || Offices.Contains(office)) && Fits(placing);
}

/// <summary>Returns, their clock and how many times the committee takes an application (F3, F4).</summary>
public sealed record Returns : NoticeItem
{
    /// <summary>Null: no clock.</summary>
    public Period? ReturnWithin { get; init; }

    public required ReturnBinds Binds { get; init; }

    /// <summary>The offices whose return starts the clock.</summary>
    public required IReadOnlyList<OfficeRole> StartedBy { get; init; }

    /// <summary>Null: no limit.</summary>
    public int? MaxSubmissions { get; init; }

    /// <summary>The offices whose returns count towards the limit.</summary>
    public required IReadOnlyList<OfficeRole> CountedAt { get; init; }

    public required bool CorrectionsAfterClosing { get; init; }

    public required Consequence Overrun { get; init; }

    public required Consequence LimitReached { get; init; }

    public required ResubmissionGoesTo ResubmissionGoesTo { get; init; }

    /// <summary>The basis of single settings where it differs from the basis of the whole, by setting name.</summary>
    public required IReadOnlyDictionary<string, Basis> BasisOf { get; init; }

    /// <summary>Other periods for some offices or some who apply; the first that fits holds. One that names offices and a period starts their clock.</summary>
    public IReadOnlyList<ReturnVariant> Variants { get; init; } = [];

    /// <summary>What holds for a return by an office to one who stands there.</summary>
    public Returns For(OfficeRole office, Placing placing)
    {
        for (var i = 0; i < Variants.Count; i++)
        {
            if (Variants[i].Fits(office, placing))
            {
                var own = Variants[i];
                return own.ReturnWithin is null ? this with { Overrun = own.Overrun ?? Overrun, Variants = [] } : this with
                {
                    ReturnWithin = own.ReturnWithin, Overrun = own.Overrun ?? Overrun, StartedBy = [.. StartedBy, .. own.Offices], Basis = own.Basis,
                    BasisOf = new Dictionary<string, Basis>(BasisOf, StringComparer.Ordinal) { ["within"] = own.Basis }, Variants = [],
                };
            }
        }

        return this;
    }

    public bool StartsClock(OfficeRole role) => ReturnWithin is not null && StartedBy.Contains(role);
}
