using Zhiping.Applicants;
using Zhiping.Data;

namespace Zhiping.Messages;

/// <summary>Tells a person what the unit decided about the registration. (A6)</summary>
internal sealed class EmploymentTeller : ITeller
{
    public IEnumerable<(Guid PersonId, News News)> Tell(Recorded subject, Fact fact)
    {
        if (subject is Employment employment && fact.Act.By != employment.PersonId && Sentence(fact.Verb) is { } text)
        {
            yield return (employment.PersonId, new News(text, "/unit", text.Contains("{0}", StringComparison.Ordinal) ? [fact.Act.Reason ?? ""] : []));
        }
    }

    /// <summary>Chinese text and key.</summary>
    private static string? Sentence(string verb) => verb switch
    {
        "Approve" => "单位已确认您是本单位职工，可以提交申报书了。",
        "Decline" => "单位没有确认您是本单位职工，理由：{0}",
        "End" => "您在单位的登记已经结束，理由：{0}",
        _ => null,
    };
}
