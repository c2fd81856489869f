using System.Reflection;
using Zhiping.Meetings;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Tests.Policy;

namespace Zhiping.Tests.Meetings;

public sealed class BlindDossierTests
{
    [Theory]
    [Requirement("E4", "D6")]
    [InlineData("阿依谢姆·托合提", "我是阿依谢姆·托合提。", "我是本人。")]
    [InlineData("阿依谢姆·托合提", "我是阿依谢姆•托合提。", "我是本人。")]
    [InlineData("阿依谢姆·托合提", "我是阿依谢姆托合提。", "我是本人。")]
    [InlineData("阿依谢姆·托合提", "大家叫我阿依谢姆。", "大家叫我本人。")]
    [InlineData("苏木清", "苏 木 清主持", "本人主持")]
    [InlineData("林一", "林一和一村", "本人和一村")]
    public void OwnName_IsReplacedHoweverItIsTyped(string name, string text, string shown) =>
        Assert.Equal(shown, BlindDossierMaker.Replace(text, new Hidden(name, ["云杉县文化馆"], [])));

    [Fact]
    [Requirement("E4")]
    public void Unit_IsReplaced_AndOthersNamesStay() =>
        Assert.Equal("本单位的顾长河和本人", BlindDossierMaker.Replace("云杉县文化馆的顾长河和苏木清", new Hidden("苏木清", ["云杉县文化馆"], [])));

    [Fact]
    [Requirement("E4", "D6")]
    public void Text_OfWhichTheApplicantSaysThatItIsNoName_StaysAsItIs_AndOnlyThere()
    {
        const string text = "登上高山，在云杉县文化馆，和胡杨县剧团一起";
        var form = Files.Culture.Form;
        var hidden = new Hidden("高山", ["云杉县文化馆", "胡杨县剧团"], []);
        string Shown(string? mark)
        {
            var entry = new SectionEntry { Id = "s", Values = new Dictionary<string, string> { ["text"] = text } };
            var section = new SectionContent { Entries = [mark is null ? entry : entry with { NotNames = new Dictionary<string, string> { ["text"] = mark } }] };
            var document = Files.Good with { Sections = new Dictionary<string, SectionContent> { ["summary"] = section }, Pages = [] };
            return BlindDossierMaker.Make(document, form, hidden, new Dictionary<PageFact, Guid>()).Sections.Single(s => s.Id == "summary").Entries[0].Fields.Single().Text.Zh;
        }

        Assert.Equal("登上高山，在云杉县文化馆，和本单位一起", Shown(SectionEntry.MarkOf(text)));
        Assert.Equal("登上本人，在本单位，和本单位一起", Shown(null));
        Assert.Equal("登上本人，在本单位，和本单位一起", Shown(SectionEntry.MarkOf("登上高山")));
    }

    /// <summary>Blind means absent: no member of what an expert's page receives can hold a name, unit, number, file or foreign id.</summary>
    [Fact]
    [Requirement("E7")]
    public void BlindDossier_HasOnlyTheMembersThatWereReviewed()
    {
        Type[] types = [typeof(BlindDossier), typeof(BlindSection), typeof(BlindEntry), typeof(BlindField), typeof(BlindPage)];
        var members = types.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => t.Name + "." + p.Name)).Order(StringComparer.Ordinal);
        Assert.Equal(
        [
            "BlindDossier.Level", "BlindDossier.Sections", "BlindDossier.Series", "BlindDossier.Specialty", "BlindDossier.Tier",
            "BlindEntry.Fields", "BlindEntry.Number", "BlindEntry.Pages", "BlindField.IsLong", "BlindField.Name", "BlindField.Text",
            "BlindPage.Id", "BlindPage.Number", "BlindPage.Of", "BlindPage.Slot",
            "BlindSection.Entries", "BlindSection.Id", "BlindSection.Name", "BlindSection.None", "BlindSection.Pages",
        ], members);
    }

    [Fact]
    public void MeetingState_HasALabelForEach()
    {
        Assert.All(Enum.GetValues<MeetingState>(), s => Assert.NotEmpty(MeetingRules.Label(s).En));
        Assert.All(Enum.GetValues<Seat>(), s => Assert.NotEmpty(MeetingRules.Label(s).Zh));
        Assert.Equal(Level.FullSenior, Enum.GetValues<Level>().Max());
    }
}
