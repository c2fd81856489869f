using FsCheck;
using FsCheck.Fluent;
using Zhiping.Accounts;

namespace Zhiping.Tests.Accounts;

public sealed class IdentityNumberTests
{
    private static readonly DateOnly Today = new(2024, 7, 15);

    [Theory]
    [Requirement("A2")]
    [InlineData("11010519491231002X")]
    [InlineData("11010519491231002x")]
    [InlineData(" 110105 19491231 002X ")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    public void Parse_ANumberThatHolds_IsTaken(string typed)
    {
        var (number, refusal) = IdentityNumber.Parse(typed, Today);
        Assert.Null(refusal);
        Assert.Equal("11010519491231002X", number!.Reveal());
        Assert.Equal("110*************2X", number.ToString());
    }

    [Theory]
    [Requirement("A2")]
    [InlineData(null, "请填写身份证号码")]
    [InlineData("", "请填写身份证号码")]
    [InlineData("110105491231002", "15位的旧号码")]
    [InlineData("11010519491231002", "您填了17位")]
    [InlineData("1101051949123100211", "您填了19位")]
    [InlineData("1101O519491231002X", "第5位是数字，您填的是“O”")]
    [InlineData("11010519491231002Y", "最后一位是数字或X，您填的是“Y”")]
    [InlineData("110105194913310021", "“19491331”不是可能的出生日期")]
    [InlineData("110105194902300021", "“19490230”不是可能的出生日期")]
    [InlineData("11010520991231002X", "“20991231”不是可能的出生日期")]
    [InlineData("110105194912310021", "最后一位是X，您填的是1")]
    public void Parse_ANumberThatDoesNotHold_SaysWhichCharacterIsWrong(string? typed, string sentence)
    {
        var (number, refusal) = IdentityNumber.Parse(typed, Today);
        Assert.Null(number);
        Assert.Contains(sentence, refusal!.ToString(), StringComparison.Ordinal);
        Assert.Equal("IdentityNumber", refusal.Field);
    }

    [Fact]
    public void Parse_AnySingleWrongDigit_IsNoticed()
    {
        var digits = Gen.Choose(0, 9).ArrayOf(3);
        Prop.ForAll(Arb.From(digits), Arb.From(Gen.Choose(0, 16)), Arb.From(Gen.Choose(1, 9)), (tail, place, shift) =>
        {
            var right = IdentityNumber.FromFirst17("99999919800101" + string.Concat(tail)).Reveal().ToCharArray();
            right[place] = (char)('0' + ((right[place] - '0' + shift) % 10));
            return IdentityNumber.Parse(new string(right), Today).Number is null;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(2024, 3, 14, 38)]
    [InlineData(2024, 3, 15, 39)]
    [InlineData(2024, 12, 31, 39)]
    public void AgeOn_CountsCompletedYears(int year, int month, int day, int age)
        => Assert.Equal(age, IdentityNumber.FromFirst17("99999919850315001").AgeOn(new DateOnly(year, month, day)));

    [Theory]
    [InlineData("13900001234", "13900001234")]
    [InlineData("+86 139-0000-1234", "13900001234")]
    [InlineData("１３９００００１２３４", "13900001234")]
    [InlineData("12900001234", null)]
    [InlineData("1390000123", null)]
    [InlineData("", null)]
    public void ParseMobile_ReadsWhatPeopleWrite(string typed, string? expected) => Assert.Equal(expected, Contacts.ParseMobile(typed).Mobile);

    [Theory]
    [InlineData(" Gulina@Example.com ", "gulina@example.com")]
    [InlineData("a@b", null)]
    [InlineData("a b@example.com", null)]
    [InlineData("a@example.com\nbcc: x@example.com", null)]
    [InlineData("", null)]
    public void ParseEmail_TakesOneAddress(string typed, string? expected) => Assert.Equal(expected, Contacts.ParseEmail(typed).Email);
}
