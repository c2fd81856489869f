using Zhiping.Data;
using Zhiping.Policy.Quantities;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Committees;

/// <summary>What a notice says about the size and term of a committee that judges a level.</summary>
public sealed record CommitteeBounds(int AtLeast, bool Odd, int TermYears, ClauseRef? SizeClause, ClauseRef? TermClause);

/// <summary>Why something cannot be done about a committee or its pool.</summary>
public static class CommitteeRules
{
    public static Refusal? CanSetUp(NewCommittee committee, CommitteeBounds bounds)
    {
        if (string.IsNullOrWhiteSpace(committee.Name))
        {
            return new Refusal("请填写评审委员会的名称。") { Field = "Name" };
        }

        if (committee.PlannedSize < 1)
        {
            return new Refusal("请填写评审委员会的人数。") { Field = "PlannedSize" };
        }

        if (!string.IsNullOrWhiteSpace(committee.SizeConsent))
        {
            return null;
        }

        if (committee.PlannedSize < bounds.AtLeast)
        {
            return new Refusal("评审{0}的委员会不少于{1}人，您写了{2}人。", Terms.Name(committee.TopLevel), bounds.AtLeast, committee.PlannedSize)
            {
                Field = "PlannedSize",
                Clause = bounds.SizeClause,
                Remedy = "请增加人数；经自治区同意调整的，请填写同意的文号。",
            };
        }

        return bounds.Odd && committee.PlannedSize % 2 == 0
            ? new Refusal("评审{0}的委员会人数要是单数，您写了{1}人。", Terms.Name(committee.TopLevel), committee.PlannedSize)
            {
                Field = "PlannedSize",
                Clause = bounds.SizeClause,
                Remedy = "请改成单数；经自治区同意调整的，请填写同意的文号。",
            }
            : null;
    }

    /// <summary>Every specialty of the list stands in the notice.</summary>
    public static Refusal? AreOffered(IReadOnlyList<string> specialties, Notice notice) =>
        specialties.FirstOrDefault(id => !notice.SeriesList.Any(series => series.Specialties.Any(specialty => specialty.Id == id))) is { } unknown
            ? new Refusal("通知里没有专业“{0}”。", unknown) { Field = "Specialties", Remedy = "请选这个通知里的专业。" }
            : null;

    public static Refusal? CanFile(string? number) =>
        string.IsNullOrWhiteSpace(number) ? new Refusal("请填写备案的文号。") { Field = "FilingNumber" } : null;

    public static Refusal? CanApproveFiling(Committee committee, DateOnly from, DateOnly until, CommitteeBounds bounds) =>
        committee.FiledAt is null ? new Refusal("评审委员会还没有报备案，不能登记批准。") { Remedy = "请先填写备案的文号。" }
        : until < from ? new Refusal("有效期的最后一天早于第一天。") { Field = "ValidUntil" }
        : until >= from.AddYears(bounds.TermYears)
            ? new Refusal("评审委员会每届不超过{0}年，最晚到{1}。", bounds.TermYears, from.AddYears(bounds.TermYears).AddDays(-1))
            {
                Field = "ValidUntil",
                Clause = bounds.TermClause,
            }
        : null;

    public static Refusal? CanEnter(NewExpert expert, CommitteeBounds bounds) =>
        expert.Specialties.Count == 0 ? new Refusal("请至少选一个专业。") { Field = "Specialties" }
        : expert.TermTo < expert.TermFrom ? new Refusal("任期的最后一天早于第一天。") { Field = "TermTo" }
        : expert.TermTo >= expert.TermFrom.AddYears(bounds.TermYears)
            ? new Refusal("专家任期不超过{0}年，最晚到{1}。", bounds.TermYears, expert.TermFrom.AddYears(bounds.TermYears).AddDays(-1))
            {
                Field = "TermTo",
                Clause = bounds.TermClause,
            }
        : null;

    /// <summary>A committee whose approved filing is missing or has run out cannot meet. (J9)</summary>
    public static Refusal? CanMeet(Committee committee, DateOnly day) =>
        committee.FiledAt is null ? new Refusal("“{0}”没有备案，不能开会。", committee.Name) { Remedy = "请先报备案，批准后再开会。" }
        : committee.ApprovedAt is null
            ? new Refusal("“{0}”的备案{1}还没有批准，不能开会。", committee.Name, committee.FilingNumber!) { Remedy = "请等待批准，批准后在评审委员会页面登记。" }
        : committee is { ValidFrom: { } from, ValidUntil: { } until } && (day < from || day > until)
            ? new Refusal("“{0}”的备案有效期是{1}至{2}，{3}不在有效期内，不能开会。", committee.Name, from, until, day) { Remedy = "请重新报备案，批准后再开会。" }
        : null;

    /// <summary>Only the office that runs a committee acts for it.</summary>
    public static Refusal? IsOf(Committee committee, Act act) =>
        act.ForBody == committee.BodyId ? null : new Refusal("“{0}”由另一个办公室办理，您的单位不能办。", committee.Name);

    public static Refusal? NeedsReason(Act act) =>
        string.IsNullOrWhiteSpace(act.Reason) ? new Refusal("请写明理由。") { Field = "Reason" } : null;
}
