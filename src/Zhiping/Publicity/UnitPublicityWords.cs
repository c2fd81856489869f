namespace Zhiping.Publicity;

/// <summary>What people call an outcome.</summary>
public static class UnitPublicityWords
{
    public static string Of(PublicityOutcome outcome) => outcome switch
    {
        PublicityOutcome.NoObjection => "无异议",
        PublicityOutcome.ObjectionsUnfounded => "有异议，经核查不成立",
        PublicityOutcome.ObjectionsUpheld => "有异议，经核查成立",
    };
}
