using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Portals;

/// <summary>The committees' offices and the authorities of the region with their telephones. (B8)</summary>
[ForAnyone]
public sealed class DirectoryModel(CurrentRegion current, NoticeStore notices, AppDb db) : PageModel
{
    private static readonly BodyKind[] Shown =
        [BodyKind.CommitteeOffice, BodyKind.TitleOffice, BodyKind.SettingUpBody, BodyKind.CompetentAuthority, BodyKind.HrssBureau, BodyKind.EducationBureau];

    private Dictionary<string, LocalText> names = [];

    public IReadOnlyList<Body> Bodies { get; private set; } = [];

    /// <summary>What a body does; Chinese text and key.</summary>
    public static string Does(Body body) => body.Kind switch
    {
        BodyKind.CommitteeOffice => "受理和形式审核，组织评审",
        BodyKind.TitleOffice => "职称工作管理",
        BodyKind.SettingUpBody => "组建评委会",
        BodyKind.CompetentAuthority => "审核所属单位的申报",
        BodyKind.HrssBureau => "人社部门审核",
        BodyKind.EducationBureau => "教科部门审核",
        BodyKind.Region or BodyKind.Unit or BodyKind.RecommendingUnit or BodyKind.Supervision or BodyKind.Platform => "其他",
        _ => throw new ArgumentOutOfRangeException(nameof(body), body.Kind, "Not a kind."),
    };

    /// <summary>A series by its id, as the notices name it.</summary>
    public LocalText SeriesName(string id) => names.GetValueOrDefault(id) ?? new LocalText(id, id);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var region = await current.Get(cancel);
        names = (await notices.OfRegion(region?.Code, cancel)).SelectMany(n => n.Notice.SeriesList).DistinctBy(s => s.Id).ToDictionary(s => s.Id, s => s.Name);
        var bodies = await db.Bodies().AsNoTracking()
            .Where(b => b.State == BodyState.Active && Shown.Contains(b.Kind) && (region == null || b.RegionId == region.Id)).ToListAsync(cancel);
        Bodies = [.. bodies.OrderBy(b => Array.IndexOf(Shown, b.Kind)).ThenBy(b => b.Name, StringComparer.Ordinal)];
    }
}
