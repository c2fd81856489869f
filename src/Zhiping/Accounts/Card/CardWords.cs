namespace Zhiping.Accounts;

/// <summary>What is said of a card's pictures.</summary>
public static class CardWords
{
    /// <summary>What is wrong with one side and what to do; Chinese text and key, null when nothing is.</summary>
    public static string? Of(CardProblem problem, bool isFront) => problem switch
    {
        CardProblem.None => null,
        CardProblem.Missing => isFront ? null : "没有选国徽面，有效期没有核对。",
        CardProblem.CannotOpen => "照片打不开，可能没有传完整。请重新拍摄。",
        CardProblem.TooSmall => "照片太小，看不清字。请靠近一些重新拍摄。",
        CardProblem.Dark => "照片太暗。请在亮处重新拍摄。",
        CardProblem.Blurred => "照片模糊。请把手机拿稳、对好焦，重新拍摄。",
        CardProblem.Glare => "照片有反光。请避开灯光，重新拍摄。",
        CardProblem.NotThisSide => isFront ? "照片上没有读出姓名和号码。请拍有人像的一面，四个角都拍进来。" : "照片上没有读出有效期限。请拍有国徽的一面，四个角都拍进来。",
    };

    /// <summary>How a person's card stood at registration, for the unit that approves; Chinese text and key.</summary>
    public static string Of(CardCheck check) => check switch
    {
        CardCheck.NotShown => "注册时没有出示身份证，请当面核对",
        CardCheck.Agrees => "姓名和号码与身份证照片一致",
        CardCheck.Differs => "姓名或号码与身份证照片上读到的不一样",
        CardCheck.Unreadable => "身份证照片没有读出来，请当面核对",
    };
}
