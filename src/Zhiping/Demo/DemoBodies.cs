using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Demo;

/// <summary>The made-up region of the demo and of played seasons: bodies in one tree, none of them real but for the notice's own region.</summary>
public sealed class DemoBodies
{
    private static readonly (string Id, string Name)[] Counties = [("yunshan", "云杉县"), ("hongliu", "红柳县"), ("shazao", "沙枣县")];

    private DemoBodies()
    {
    }

    public required Body Region { get; init; }

    public required Body Platform { get; init; }

    public required Body SettingUpBody { get; init; }

    public required Body CommitteeOffice { get; init; }

    public required Body TitleOffice { get; init; }

    public required Body Supervision { get; init; }

    /// <summary>Competent authorities: the prefecture's first, then one a county.</summary>
    public List<Body> Authorities { get; } = [];

    public List<Body> Bureaus { get; } = [];

    /// <summary>Units with the specialties their people work in.</summary>
    public List<(Body Unit, IReadOnlyList<(string Series, string Specialty)> Specialties)> Units { get; } = [];

    public IEnumerable<Body> All => [Region, Platform, SettingUpBody, CommitteeOffice, TitleOffice, Supervision, .. Authorities, .. Bureaus, .. Units.Select(u => u.Unit)];

    /// <summary>Makes the bodies; the caller adds them to its database.</summary>
    public static DemoBodies Make(Act act)
    {
        var region = Body.Region(act, "aksu", new BodyFacts { Name = "阿克苏地区", ContactName = "示例咨询台", ContactPhone = "0997-000 0001" }, "0991-000 0002", "0997-000 0003");
        var settingUp = new Body(act, BodyKind.SettingUpBody, region, new BodyFacts { Name = "地区示例文化和旅游局", ContactName = "宋示例", ContactPhone = "0997-000 0004" });
        var bodies = new DemoBodies
        {
            Region = region,
            Platform = new Body(act, BodyKind.Platform, region, new BodyFacts { Name = "平台运维" }),
            SettingUpBody = settingUp,
            CommitteeOffice = new Body(act, BodyKind.CommitteeOffice, settingUp, new BodyFacts { Name = "文化系列评委会办公室", ContactName = "贺兰舟", ContactPhone = "0997-000 0005" }),
            TitleOffice = new Body(act, BodyKind.TitleOffice, region, new BodyFacts { Name = "地区示例职称办公室" }),
            Supervision = new Body(act, BodyKind.Supervision, region, new BodyFacts { Name = "示例监督组" }),
        };
        var prefecture = bodies.Authority(act, region, "地区示例文化和旅游局人事科", null);
        bodies.Bureaus.Add(new Body(act, BodyKind.HrssBureau, region, new BodyFacts { Name = "地区示例人社局", Tier = Tier.Prefecture }));
        bodies.Unit(act, prefecture, "地区示例艺术剧院", UnitKind.PublicInstitution, Tier.Prefecture, null, [("art", "acting"), ("art", "instrumental"), ("art", "directing"), ("art", "stage-design")]);
        bodies.Unit(act, prefecture, "地区示例图书馆", UnitKind.PublicInstitution, Tier.Prefecture, null, [("culture", "library")]);
        bodies.Unit(act, prefecture, "地区示例博物馆", UnitKind.PublicInstitution, Tier.Prefecture, null, [("relics", "relics")]);
        bodies.Unit(act, prefecture, "地区示例融媒体中心", UnitKind.PublicInstitution, Tier.Prefecture, null, [("broadcasting", "broadcasting")]);
        foreach (var (id, name) in Counties)
        {
            var authority = bodies.Authority(act, region, name + "文化和旅游局", id);
            bodies.Bureaus.Add(new Body(act, BodyKind.HrssBureau, region, new BodyFacts { Name = name + "人社局", Tier = Tier.County, County = id }));
            bodies.Unit(act, authority, name + "文化馆", UnitKind.PublicInstitution, Tier.County, id, [("culture", "mass-culture")]);
            bodies.Unit(act, authority, name + "图书馆", UnitKind.PublicInstitution, Tier.County, id, [("culture", "library")]);
            bodies.Unit(act, authority, name + "文物保护所", UnitKind.PublicInstitution, Tier.County, id, [("relics", "relics")]);
            bodies.Unit(act, authority, name + "融媒体中心", UnitKind.PublicInstitution, Tier.County, id, [("broadcasting", "broadcasting")]);
            bodies.Unit(act, authority, name + "业余体校", UnitKind.PublicInstitution, Tier.County, id, [("coach", "amateur-coach")]);
            bodies.Unit(act, authority, name + "天河镇文化站", UnitKind.PublicInstitution, Tier.Township, id, [("culture", "mass-culture")]);
            bodies.Unit(act, authority, name + "歌舞有限公司", UnitKind.PrivateEnterprise, Tier.County, id, [("art", "acting"), ("art", "instrumental"), ("art", "directing"), ("art", "stage-design")]);
        }

        return bodies;
    }

    private Body Authority(Act act, Body region, string name, string? county)
    {
        var authority = new Body(act, BodyKind.CompetentAuthority, region, new BodyFacts { Name = name, Tier = county is null ? Tier.Prefecture : Tier.County, County = county });
        Authorities.Add(authority);
        return authority;
    }

    private void Unit(Act act, Body authority, string name, UnitKind kind, Tier tier, string? county, IReadOnlyList<(string Series, string Specialty)> specialties)
    {
        var number = Units.Count + 11;
        var unit = new Body(act, BodyKind.Unit, authority, new BodyFacts
        {
            Name = name,
            UnitKind = kind,
            Tier = tier,
            County = county,
            ContactName = MadeUpPeople.Of(0, "hr", number).Name,
            ContactPhone = $"0997-000 {number:D4}",
        });
        Units.Add((unit.Under(act, authority), specialties));
    }
}
