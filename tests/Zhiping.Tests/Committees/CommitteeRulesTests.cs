using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Committees;

public sealed class CommitteeRulesTests
{
    private static readonly CommitteeBounds Senior = new(25, true, 3, new ClauseRef("职称评审管理暂行规定", "第八条"), null);
    private static readonly Guid Body = Guid.Parse("00000000-0000-7000-8000-000000000003");
    private static readonly Act Act = new(Body, Body, new DateTimeOffset(2024, 7, 1, 9, 0, 0, TimeSpan.FromHours(8)));

    [Theory]
    [Requirement("J9")]
    [InlineData(25, null, true)]
    [InlineData(27, null, true)]
    [InlineData(24, null, false)]
    [InlineData(26, null, false)]
    [InlineData(23, null, false)]
    [InlineData(0, null, false)]
    [InlineData(18, "同意〔2024〕1号", true)]
    [InlineData(0, "同意〔2024〕1号", false)]
    public void CanSetUp_KnowsTheSizesOfTheLaw(int size, string? consent, bool allowed)
    {
        var refusal = CommitteeRules.CanSetUp(new NewCommittee(Body, "aksu/2024-culture", "甲", size, Level.FullSenior, [], consent), Senior);
        Assert.Equal(allowed, refusal is null);
        if (size is 24 or 26)
        {
            Assert.Equal("第八条", refusal!.Clause!.Path);
        }
    }

    [Theory]
    [Requirement("J9")]
    [InlineData(false, false, 15, false)]
    [InlineData(true, false, 15, false)]
    [InlineData(true, true, 15, true)]
    [InlineData(true, true, 1, true)]
    [InlineData(true, true, 31, true)]
    [InlineData(true, true, 32, false)]
    [InlineData(true, true, 0, false)]
    public void CanMeet_OnlyWithAnApprovedFilingInForce(bool filed, bool approved, int day, bool allowed)
    {
        var committee = new Committee(Act, new NewCommittee(Body, "aksu/2024-culture", "甲", 25, Level.FullSenior, []), Senior);
        if (filed)
        {
            committee.File(Act, "备案1号");
        }

        if (approved)
        {
            committee.ApproveFiling(Act, new DateOnly(2024, 10, 1), new DateOnly(2024, 10, 31), Senior);
        }

        Assert.Equal(allowed, CommitteeRules.CanMeet(committee, new DateOnly(2024, 9, 30).AddDays(day)) is null);
    }

    [Theory]
    [InlineData("2024-01-01", "2026-12-31", true)]
    [InlineData("2024-01-01", "2027-01-01", false)]
    [InlineData("2024-01-02", "2024-01-01", false)]
    [InlineData("2024-01-01", "2024-01-01", true)]
    public void Terms_AreAtMostThreeYears(string from, string to, bool allowed)
    {
        var expert = new NewExpert(Body, ["art"], Level.FullSenior, null, DateOnly.Parse(from), DateOnly.Parse(to));
        Assert.Equal(allowed, CommitteeRules.CanEnter(expert, Senior) is null);
        Assert.NotNull(CommitteeRules.CanEnter(expert with { Specialties = [] }, Senior));
    }
}
