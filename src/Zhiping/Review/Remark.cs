using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Review;

/// <summary>Where in an application a remark points: a section, an entry, a field, or a page of a slot.</summary>
public sealed record Place(string Section, string? Entry = null, string? Field = null, string? Slot = null, int? Page = null)
{
    /// <summary>True when the other place is this one or lies inside it.</summary>
    public bool Holds(Place other) =>
        Section == other.Section
        && (Entry is null || Entry == other.Entry)
        && (Field is null || Field == other.Field)
        && (Slot is null || Slot == other.Slot)
        && (Page is null || Page == other.Page);

    /// <summary>section/entry/field/slot/page with empty parts left empty: how a form carries it.</summary>
    public string Key => string.Join('/', Section, Entry ?? "", Field ?? "", Slot ?? "", Page?.ToString() ?? "");

    /// <summary>Reads a key; null when it is none.</summary>
    public static Place? Read(string? key)
    {
        var parts = (key ?? "").Split('/');
        return parts.Length != 5 || parts[0].Length == 0
            ? null
            : new Place(parts[0], Part(parts[1]), Part(parts[2]), Part(parts[3]), int.TryParse(parts[4], out var page) ? page : null);

        static string? Part(string text) => text.Length == 0 ? null : text;
    }
}

/// <summary>What a reviewer says about one place.</summary>
/// <param name="Place">Where.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Clause">What it rests on; a remark without a clause is refused. (F6)</param>
/// <param name="NewReason">Why it is raised only now, where the place has not changed since an earlier return. (F3a)</param>
public sealed record RemarkInput(Place Place, string Text, string Remedy, ClauseRef? Clause, string? NewReason = null);

/// <summary>One thing to put right, noted by an office while it reviews a submission; the applicant receives all of them at once with the return. (F3, F3a)</summary>
public sealed class Remark
{
    private Remark()
    {
    }

    internal Remark(Act act, Submission submission, RemarkInput input, string where, bool newOnUnchanged)
    {
        Id = Ids.Row(act.At);
        ApplicationId = submission.ApplicationId;
        SubmissionId = submission.Id;
        BodyId = act.ForBody!.Value;
        By = act.By!.Value;
        At = act.At;
        Write(input, where, newOnUnchanged);
    }

    public Guid Id { get; private set; }

    public Guid ApplicationId { get; private set; }

    public Guid SubmissionId { get; private set; }

    public Guid BodyId { get; private set; }

    public Guid By { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Section { get; private set; } = "";

    public string? Entry { get; private set; }

    public string? Field { get; private set; }

    public string? Slot { get; private set; }

    public int? Page { get; private set; }

    /// <summary>The place in words, as it was called then.</summary>
    public string Where { get; private set; } = "";

    public string Text { get; private set; } = "";

    public string Remedy { get; private set; } = "";

    public string ClauseDocument { get; private set; } = "";

    public string ClausePath { get; private set; } = "";

    /// <summary>An earlier return of the same office did not mention it, and the place has not changed since. (F3a)</summary>
    public bool NewOnUnchanged { get; private set; }

    public string? NewReason { get; private set; }

    /// <summary>The return with which the applicant received it; null while it is being noted.</summary>
    public Guid? ReturnId { get; private set; }

    /// <summary>The refusal for good with which the applicant received it.</summary>
    public Guid? NonAcceptanceId { get; private set; }

    public uint Version { get; private set; }

    public Place Place => new(Section, Entry, Field, Slot, Page);

    public ClauseRef Clause => new(ClauseDocument, ClausePath);

    public bool IsOpen => ReturnId is null && NonAcceptanceId is null;

    /// <summary>Changes what is noted, until it is sent.</summary>
    public void Rewrite(RemarkInput input, string where, bool newOnUnchanged)
    {
        RefusalException.ThrowIf(ReviewRules.CanChangeRemark(this));
        Write(input, where, newOnUnchanged);
    }

    internal void SendWith(Return sent) => ReturnId = sent.Id;

    internal void SendWith(NonAcceptance sent) => NonAcceptanceId = sent.Id;

    private void Write(RemarkInput input, string where, bool newOnUnchanged)
    {
        RefusalException.ThrowIf(ReviewRules.CanRemark(input, newOnUnchanged));
        (Section, Entry, Field, Slot, Page) = input.Place;
        Where = where;
        Text = input.Text.Trim();
        Remedy = input.Remedy.Trim();
        ClauseDocument = input.Clause!.Document;
        ClausePath = input.Clause.Path;
        NewOnUnchanged = newOnUnchanged;
        NewReason = newOnUnchanged ? input.NewReason!.Trim() : null;
    }
}
