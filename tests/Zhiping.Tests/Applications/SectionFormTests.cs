using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Zhiping.Applications.Fill;
using Zhiping.Policy.Forms;

namespace Zhiping.Tests.Applications;

/// <summary>What the form of a section posts, read back.</summary>
[Requirement("D1", "D4")]
public sealed class SectionFormTests
{
    private static readonly SectionDefinition Career = Section(SectionShape.Entries,
        Field("from", FieldType.Month), Field("post", FieldType.Text), Field("hours", FieldType.Number), Field("day", FieldType.Date), Field("year", FieldType.Year));

    [Fact]
    public void Read_KeepsEntriesInTheOrderOfTheForm()
    {
        var form = Read(Career, ("entry", "b2"), ("entry", "a1"), ("v.a1.post", "乙"), ("v.b2.post", "甲"), ("number", "7"));
        Assert.Equal(["b2", "a1"], form.Content.Entries.Select(e => e.Id));
        Assert.Equal("甲", form.Content.Entries[0]["post"]);
        Assert.Equal(7, form.Number);
    }

    [Fact]
    public void Read_IgnoresWhatTheSectionDoesNotKnow()
    {
        var form = Read(Career, ("entry", "a1"), ("entry", "../etc"), ("v.a1.post", "甲"), ("v.a1.salary", "1"), ("none", "yes"));
        Assert.Equal(["a1"], form.Content.Entries.Select(e => e.Id));
        Assert.Equal(["post"], form.Content.Entries[0].Values.Keys);
        Assert.False(form.Content.None);
    }

    [Theory]
    [InlineData("from", "2018年11月", "2018-11")]
    [InlineData("from", "2018.1", "2018-01")]
    [InlineData("from", "２０１８/3", "2018-03")]
    [InlineData("from", "大概2018年", "大概2018年")]
    [InlineData("day", "2018年11月5日", "2018-11-05")]
    [InlineData("day", "2018-11", "2018-11")]
    [InlineData("year", "2021年", "2021")]
    [InlineData("hours", "６０ ", "60")]
    [InlineData("post", "第一行\r\n第二\u0000行", "第一行\n第二行")]
    public void Read_UnderstandsWhatPeopleTypeAndLosesNothing(string field, string typed, string kept) =>
        Assert.Equal(kept, Read(Career, ("entry", "a1"), ("v.a1." + field, typed)).Content.Entries[0].Values[field]);

    [Theory]
    [InlineData("add", "a,b,c,new")]
    [InlineData("remove:b", "a,c")]
    [InlineData("ask-remove:b", "a,b,c")]
    [InlineData("up:b", "b,a,c")]
    [InlineData("up:a", "a,b,c")]
    [InlineData("down:b", "a,c,b")]
    [InlineData("down:c", "a,b,c")]
    [InlineData("down:zzz", "a,b,c")]
    [InlineData("", "a,b,c")]
    public void Done_MovesEntriesAsTheButtonSays(string button, string ids)
    {
        var form = Read(Career, ("entry", "a"), ("entry", "b"), ("entry", "c"), ("do", button));
        Assert.Equal(ids, string.Join(',', form.Done(() => "new").Entries.Select(e => e.Id)));
    }

    [Fact]
    public void SayingNone_KeepsWhatWasWrittenUntilItIsTakenBack()
    {
        var section = Career with { NoneAllowed = true };
        var said = Read(section, ("entry", "a"), ("v.a.post", "甲"), ("do", "none")).Done(() => "new");
        Assert.True(said.None);
        Assert.Equal("甲", said.Entries[0]["post"]);
        var back = Read(section, ("entry", "a"), ("v.a.post", "甲"), ("none", "yes"), ("do", "some")).Done(() => "new");
        Assert.False(back.None);
        Assert.Equal("甲", back.Entries[0]["post"]);
    }

    [Fact]
    public void Differences_NameThePlaceAndBothTexts()
    {
        var mine = new SectionContent { Entries = [Some.Entry("a", ("post", "甲")), Some.Entry("b", ("post", "乙"))] };
        var other = new SectionContent { Entries = [Some.Entry("a", ("post", "丙"))] };
        var found = SectionForm.Differences(Career, mine, other);
        Assert.Equal([(1, "甲", "丙"), (2, "乙", null)], found.Select(d => (d.Number!.Value, d.Mine, d.Other)));
    }

    private static SectionForm Read(SectionDefinition section, params (string Name, string Value)[] fields) => SectionForm.Read(
        section, new FormCollection(fields.GroupBy(f => f.Name).ToDictionary(g => g.Key, g => new StringValues([.. g.Select(f => f.Value)]))));

    private static SectionDefinition Section(SectionShape shape, params FieldDefinition[] fields) => new()
    {
        Id = "career", Name = new("工作经历", "Career"), Group = "record", Kind = SectionKind.Career, Shape = shape, Fields = fields, Slots = [],
        NoneAllowed = false, ExpertsSee = true, Order = 1, EntriesNeedProof = false,
    };

    private static FieldDefinition Field(string id, FieldType type) => new()
    {
        Id = id, Name = new(id, id), Type = type, Required = true, MaxLength = 100, ExpertsSee = true, PrintedOnly = false,
    };
}
