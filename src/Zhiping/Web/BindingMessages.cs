using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Zhiping.Web;

/// <summary>What a form says when a value cannot be read. Each is a key of the texts, translated where it is shown.</summary>
public static class BindingMessages
{
    public static void Use(DefaultModelBindingMessageProvider messages)
    {
        const string fill = "请填写这一项";
        const string check = "这一项的写法认不出，请检查后再填";
        messages.SetMissingBindRequiredValueAccessor(_ => fill);
        messages.SetMissingKeyOrValueAccessor(() => fill);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => fill);
        messages.SetValueMustNotBeNullAccessor(_ => fill);
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => check);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => check);
        messages.SetUnknownValueIsInvalidAccessor(_ => check);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => check);
        messages.SetValueIsInvalidAccessor(_ => check);
        messages.SetValueMustBeANumberAccessor(_ => "请填数字");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "请填数字");
    }
}
