using System.Text.RegularExpressions;
using Zhiping.Certificates;

namespace Zhiping.Tests.Certificates;

public sealed class CertificateNumberTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    [Requirement("K11")]
    public void Number_IsTheSameForTheSameDocumentAndKey_AndReadsBack()
    {
        var number = CertificateNumber.Of(Key, 2024, "示例职改〔2024〕00号", 7);
        Assert.Equal(number, CertificateNumber.Of(Key, 2024, "示例职改〔2024〕00号", 7));
        Assert.NotEqual(number, CertificateNumber.Of(Key, 2024, "示例职改〔2024〕00号", 8));
        Assert.NotEqual(number, CertificateNumber.Of([.. Key.Reverse()], 2024, "示例职改〔2024〕00号", 7));
        Assert.Matches(new Regex("^ZP65 2024 [2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}$"), CertificateNumber.Shown(number));
        Assert.Equal(number, CertificateNumber.Parse(CertificateNumber.Shown(number).ToLowerInvariant()).Number);
        Assert.Equal(number, CertificateNumber.Parse(" " + number.Insert(4, "-").Insert(9, "－") + " ").Number);
    }

    [Fact]
    [Requirement("K11")]
    public void Number_WithOneCharacterWrongOrTwoSwapped_IsFoundOut()
    {
        const string alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
        for (var n = 1; n <= 40; n++)
        {
            var number = CertificateNumber.Of(Key, 2024, "甲", n);
            for (var i = 8; i < 16; i++)
            {
                foreach (var other in alphabet.Where(c => c != number[i]))
                {
                    Assert.Null(CertificateNumber.Parse(number[..i] + other + number[(i + 1)..]).Number);
                }

                if (i < 15 && number[i] != number[i + 1])
                {
                    Assert.Null(CertificateNumber.Parse(number[..i] + number[i + 1] + number[i] + number[(i + 2)..]).Number);
                }
            }
        }
    }

    [Theory]
    [Requirement("J6")]
    [InlineData("", "请填写证书编号。")]
    [InlineData("ZP65 2024 7Q4 92KD", "编号少1位，请看第3组。")]
    [InlineData("ZP65 2024 7Q4M5 92KD", "编号多1位，请看第3组。")]
    [InlineData("ZP6520247Q4M92K", "编号共16位，您写了15位，少1位。")]
    [InlineData("AB65 2024 7Q4M 92KD", "编号以ZP65开头，请看第1组。")]
    [InlineData("ZP65 2O24 7Q4M 92KD", "编号的第2组是年份，4位数字。")]
    [InlineData("ZP65 2024 7Q0M 92KD", "编号第3组里的“0”不会出现：不用字母 I、L、O，也不用数字 0、1。")]
    public void Parse_SaysWhichGroupIsWrong(string typed, string says)
    {
        var (number, refusal) = CertificateNumber.Parse(typed);
        Assert.Null(number);
        Assert.Equal(says, refusal!.ToString());
    }
}
