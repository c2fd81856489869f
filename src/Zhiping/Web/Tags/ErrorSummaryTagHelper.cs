using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Web.Tags;

/// <summary>
/// What is wrong with a refused post: one line each, linked to its field, with the remedy and the clause. Nothing when nothing is wrong.
/// The layout shows it on top unless the page has put it elsewhere.
/// </summary>
[HtmlTargetElement("error-summary")]
public sealed class ErrorSummaryTagHelper(Texts texts, IHtmlGenerator generator, HtmlEncoder encoder) : TagHelper
{
    private const string Shown = "zp.summary";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Only if no other summary was written on this page.</summary>
    public bool Once { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var items = ViewContext.HttpContext.Items;
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(x => x.Value!.Errors.Select(e => (x.Key, Text: texts.Plain(e.ErrorMessage))))
            .DistinctBy(x => x.Text).ToList();
        if (errors.Count == 0 || (Once && items.ContainsKey(Shown)))
        {
            output.SuppressOutput();
            return;
        }

        items[Shown] = true;
        var refusal = items[RefusalFilter.Key] as Refusal;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("error-summary");
        output.AddClass("mt-4");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("aria-labelledby", "error-title");
        var title = refusal is null ? texts.Plain("有{0}处要改正", errors.Count) : refusal.IsConflict ? texts.Plain("没有保存") : texts.Plain("没有办成");
        output.Content.AppendHtml($"<h2 id=\"error-title\">{encoder.Encode(title)}</h2><ol class=\"{(errors.Count == 1 ? "list-unstyled" : "")}\">");
        foreach (var (key, text) in errors)
        {
            var words = encoder.Encode(text);
            var id = TagBuilder.CreateSanitizedId(key, generator.IdAttributeDotReplacement);
            output.Content.AppendHtml(string.IsNullOrEmpty(key) ? $"<li>{words}</li>" : $"<li><a href=\"#{id}\">{words}</a></li>");
        }

        output.Content.AppendHtml("</ol>");
        if (refusal is not null)
        {
            output.Content.AppendHtml(More(refusal));
        }
    }

    private string More(Refusal refusal)
    {
        var remedy = encoder.Encode(texts.Remedy(refusal));
        var clause = refusal.Clause is ClauseRef c
            ? $"<a class=\"clause\" href=\"{encoder.Encode(ClauseTagHelper.Address(c))}\">{encoder.Encode(ClauseTagHelper.Say(texts, c))}</a>"
            : "";
        return (remedy.Length == 0 ? "" : $"<p class=\"mt-4 mb-0\">{remedy}</p>") + clause;
    }
}
