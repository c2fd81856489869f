using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;

namespace Zhiping.Meetings;

/// <summary>Who is exempt from defence: by the posting declared in the application, from the notice's own list. (I2)</summary>
public static class DefenceDuty
{
    /// <summary>The id of the exemption that the application declares, or null.</summary>
    public static string? ExemptionOf(ApplicationDocument document, Notice notice) => document.Sections.Values
        .SelectMany(s => s.Entries)
        .Select(e => e["defenceExemption"] ?? e["defence-exemption"])
        .FirstOrDefault(value => value is not null && notice.Defence.Exemptions.Any(x => x.Id == value));
}
