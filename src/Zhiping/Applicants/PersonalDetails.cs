using Zhiping.Data;

namespace Zhiping.Applicants;

/// <summary>What the official form prints of a person. Never read by a rule, search, sort, score, statistic or expert page.</summary>
public sealed record DetailsFilled(
    string Sex, string EthnicGroup, string PoliticalAffiliation, DateOnly Born, DateOnly WorkStarted, string? Telephone, string? Address);

/// <summary>
/// Sex, ethnic group, political affiliation and the like: kept only because the official form prints them (K8). Each change leaves who and
/// when in the history, never the values. (A5)
/// </summary>
public sealed class PersonalDetails : Recorded
{
    private PersonalDetails()
    {
    }

    public PersonalDetails(Act act, Guid personId, DetailsFilled filled)
    {
        Id = personId;
        Fill(act, filled);
    }

    public override string SubjectKind => "details";

    public string Sex { get; private set; } = "";

    public string EthnicGroup { get; private set; } = "";

    public string PoliticalAffiliation { get; private set; } = "";

    public DateOnly Born { get; private set; }

    /// <summary>The month in which the person first started to work.</summary>
    public DateOnly WorkStarted { get; private set; }

    public string? Telephone { get; private set; }

    public string? Address { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Takes what the person filled in.</summary>
    public void Fill(Act act, DetailsFilled filled)
    {
        RefusalException.ThrowIf(CanFill(filled, Beijing.Day(act.At)));
        (Sex, EthnicGroup, PoliticalAffiliation) = (filled.Sex.Trim(), filled.EthnicGroup.Trim(), filled.PoliticalAffiliation.Trim());
        (Born, WorkStarted) = (filled.Born, filled.WorkStarted);
        Telephone = filled.Telephone?.Trim();
        Address = filled.Address?.Trim();
        Record(act, "FillDetails");
    }

    /// <summary>Dates that cannot be right are told at once.</summary>
    public static Refusal? CanFill(DetailsFilled filled, DateOnly today) =>
        filled.Born > today || filled.Born < today.AddYears(-100)
            ? new Refusal("出生日期不对：{0}", filled.Born) { Field = "Input.Born", Remedy = "请对照身份证再填" }
        : filled.WorkStarted < filled.Born.AddYears(14) || filled.WorkStarted > today
            ? new Refusal("参加工作时间不对：{0}", filled.WorkStarted) { Field = "Input.WorkStarted", Remedy = "请填第一次参加工作的年月" }
        : null;
}
