using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Rules;

namespace Zhiping.Meetings;

/// <summary>Who is exempt from defence: by a posting in the notice's year, declared in the application and on the notice's own list. (I2)</summary>
public static class DefenceDuty
{
    /// <summary>The defence entry of one application; null where it does not defend.</summary>
    public static DefenceEntry? EntryOf(Act act, Dossier dossier, ApplicationDocument document, CompiledNotice compiled)
    {
        var at = new CheckInstant(act.At);
        return compiled.MustDefend(document, at) ? new DefenceEntry(act, dossier, ExemptionOf(document, compiled.Notice) ?? compiled.ExemptionOf(document, at)) : null;
    }

    /// <summary>The id of the exemption that the application declares, or null.</summary>
    public static string? ExemptionOf(ApplicationDocument document, Notice notice)
    {
        var year = notice.Year.Value.ToString();
        return notice.Form.Sections.Where(s => s.Kind == SectionKind.Grassroots)
            .SelectMany(s => document.Sections.GetValueOrDefault(s.Id)?.Entries ?? [])
            .Where(e => e["year"] == year)
            .Select(e => e["form"])
            .FirstOrDefault(form => form is not null && notice.Defence.Exemptions.Any(x => x.Id == form));
    }
}
