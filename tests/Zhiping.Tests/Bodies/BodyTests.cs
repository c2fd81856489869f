using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.Bodies;

public sealed class BodyTests(Site site) : IClassFixture<Site>
{
    private Act Act => new(Guid.Parse("00000000-0000-0000-0000-000000000001"), null, site.Clock.Now);

    [Theory]
    [InlineData("云杉县文化馆", "ysxwhg")]
    [InlineData("第2中学A部", "d2zxab")]
    [InlineData("阿克苏地区", "aksdq")]
    public void Initials_AreThoseOfThePinyin(string name, string initials) => Assert.Equal(initials, Pinyin.Initials(name));

    [Fact]
    public void CreditCode_NeedsItsCheckCharacter()
    {
        var body = "12000000MB0000001";
        var code = body + BodyRules.CheckCharacter(body + "0");
        var wrong = body + (code[17] == '0' ? '1' : '0');

        Assert.True(BodyRules.IsCreditCode(code));
        Assert.False(BodyRules.IsCreditCode(wrong));
        Assert.False(BodyRules.IsCreditCode(code[..17]));
    }

    [Fact]
    [Requirement("A6")]
    public async Task Search_ListsTenAndSaysThatThereAreMore()
    {
        await site.WithDb(async db =>
        {
            var region = Region(db, "searched");
            for (var i = 0; i < 12; i++)
            {
                db.Add(Unit(region, $"云杉县第{i}文化馆"));
            }

            await db.Commit();
        });

        var byName = await site.WithDb(db => db.FindUnits("文化馆"));
        Assert.Equal(10, byName.Found.Count);
        Assert.True(byName.More);

        var byLetters = await site.WithDb(db => db.FindUnits("ysxd3whg"));
        Assert.Equal("云杉县第3文化馆", Assert.Single(byLetters.Found).Name);
        Assert.False(byLetters.More);

        Assert.Empty((await site.WithDb(db => db.FindUnits("%"))).Found);
        Assert.Empty((await site.WithDb(db => db.FindUnits(" "))).Found);
    }

    [Fact]
    [Requirement("A7")]
    public async Task RegisteredUnit_IsFoundOnlyAfterApproval()
    {
        var id = await site.WithDb(async db =>
        {
            var region = Region(db, "registering");
            var authority = new Body(Act, BodyKind.CompetentAuthority, region, new BodyFacts { Name = "红柳县文旅局" });
            db.Add(authority);
            var unit = Body.Register(Act, authority, Facts("红柳县图书馆"));
            db.Add(unit);
            await db.Commit();
            return unit.Id;
        });
        Assert.Empty((await site.WithDb(db => db.FindUnits("红柳县图书馆"))).Found);

        await site.WithDb(async db =>
        {
            (await db.Body(id)).Approve(Act);
            await db.Commit();
        });
        Assert.Single((await site.WithDb(db => db.FindUnits("红柳县图书馆"))).Found);

        var again = await Assert.ThrowsAsync<RefusalException>(() => site.WithDb(async db => (await db.Body(id)).Decline(Act with { Reason = "重复" })));
        Assert.True(again.Refusal.IsConflict);
    }

    [Fact]
    [Requirement("A7")]
    public void Registration_WithoutHrContact_IsRefusedAtItsField()
    {
        var above = new Body(Act, BodyKind.CompetentAuthority, null, new BodyFacts { Name = "上级" });
        var refused = Assert.Throws<RefusalException>(() => Body.Register(Act, above, Facts("甲单位") with { ContactPhone = " " }));
        Assert.Equal("Input.ContactPhone", refused.Refusal.Field);
    }

    [Fact]
    public async Task Ancestors_RunFromTheRegionDown()
    {
        var names = await site.WithDb(async db =>
        {
            var region = Region(db, "tree");
            var bureau = new Body(Act, BodyKind.HrssBureau, region, new BodyFacts { Name = "局" });
            var unit = new Body(Act, BodyKind.Unit, bureau, Facts("馆"));
            db.AddRange(bureau, unit);
            await db.Commit();
            Assert.Equal(2, await db.Bodies().Within(bureau).CountAsync());
            return (await db.Ancestors(unit)).Select(b => b.Name).ToArray();
        });
        Assert.Equal(["tree", "局", "馆"], names);
    }

    [Theory]
    [InlineData("update bodies set tier = null where kind = 'Unit'", "ck_bodies_unit")]
    [InlineData("update bodies set name = ' '", "ck_bodies_name")]
    [InlineData("update bodies set state = 'Declined'", "ck_bodies_declined")]
    [InlineData("update bodies set parent_id = null where kind = 'Unit'", "ck_bodies_region")]
    public async Task Database_RefusesNonsense(string sql, string constraint)
    {
        await site.WithDb(async db =>
        {
            db.Add(Unit(Region(db, "nonsense" + Ids.Code(6)), "某单位"));
            await db.Commit();
        });
        var error = await Assert.ThrowsAsync<PostgresException>(() => site.WithDb(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(constraint, error.ConstraintName);
    }

    private Body Region(AppDb db, string code)
    {
        var region = Body.Region(Act, code, new BodyFacts { Name = code }, null, null);
        db.Add(region);
        return region;
    }

    private Body Unit(Body region, string name) => new(Act, BodyKind.Unit, region, Facts(name));

    private static BodyFacts Facts(string name) => new()
    {
        Name = name, UnitKind = UnitKind.PublicInstitution, Tier = Tier.County, County = "yunshan", ContactName = "陆知远", ContactPhone = "0000-000 0011",
    };
}
