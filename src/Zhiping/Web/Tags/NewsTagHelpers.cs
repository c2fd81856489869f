using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using System.Text.Encodings.Web;
using Zhiping.Data;

namespace Zhiping.Web.Tags;

/// <summary>News of a page: <c>&lt;alert kind="warn" title="有2页没有回答要不要遮盖"&gt;…&lt;/alert&gt;</c>; kinds info, ok, warn, danger. At most two a page.</summary>
[HtmlTargetElement("alert")]
public sealed class AlertTagHelper(Texts texts, HtmlEncoder encoder) : TagHelper
{
    public string Kind { get; set; } = "info";

    /// <summary>Chinese text and key.</summary>
    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("alert");
        output.AddClass("alert-" + Kind);
        output.Content.SetHtmlContent($"<span class=\"ico {Icon(Kind)}\" aria-hidden=\"true\"></span><div>");
        if (Title is not null)
        {
            output.Content.AppendHtml($"<h2>{encoder.Encode(texts.Plain(Title))}</h2>");
        }

        output.Content.AppendHtml(content);
        output.Content.AppendHtml("</div>");
    }

    private static string Icon(string kind) => kind switch
    {
        "ok" => "i-done",
        "warn" => "i-fix",
        "danger" => "i-stop",
        _ => "i-info",
    };
}

/// <summary>
/// What the last act did, shown once on the next page: <c>TempData["Flash"] = "已保存"</c> (Chinese text and key, or words already).
/// </summary>
[HtmlTargetElement("flash")]
public sealed class FlashTagHelper(Texts texts, HtmlEncoder encoder) : TagHelper
{
    public const string Key = "Flash";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.TempData[Key] is not string words)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("alert");
        output.AddClass("alert-ok");
        output.AddClass("mt-4");
        output.Attributes.SetAttribute("role", "status");
        output.Content.SetHtmlContent($"<span class=\"ico i-done\" aria-hidden=\"true\"></span><div><p>{encoder.Encode(texts.Plain(words))}</p></div>");
    }
}

/// <summary>Nothing here yet: what will appear, and one way on. <c>&lt;empty title="现在没有等您办理的"&gt;…&lt;/empty&gt;</c>.</summary>
[HtmlTargetElement("empty")]
public sealed class EmptyTagHelper(Texts texts, HtmlEncoder encoder) : TagHelper
{
    /// <summary>Chinese text and key.</summary>
    public string Title { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("empty");
        output.PreContent.SetHtmlContent($"<strong>{encoder.Encode(texts.Plain(Title))}</strong>");
    }
}
