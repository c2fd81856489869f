using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Web.Tags;

/// <summary>
/// The edge that a page can miss: when, what must have happened by then, what follows, the clause, the time left.
/// <c>&lt;deadline at="@due.At" what="须到达评审委员会" then="视为放弃" clause="@due.Clause"&gt;one more sentence&lt;/deadline&gt;</c>.
/// what and then are Chinese texts and keys. Blue until 48 hours before, then amber, red when over.
/// </summary>
[HtmlTargetElement("deadline")]
public sealed class DeadlineTagHelper(Texts texts, TimeProvider clock, HtmlEncoder encoder) : TagHelper
{
    private static readonly TimeSpan Near = TimeSpan.FromHours(48);

    public DateTimeOffset At { get; set; }

    public string What { get; set; } = "";

    public string? Then { get; set; }

    public ClauseRef? Clause { get; set; }

    /// <summary>One line below the masthead, in the section Under.</summary>
    public bool Slim { get; set; }

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var more = await output.GetChildContentAsync();
        var now = clock.GetUtcNow();
        var past = now >= At;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("deadline");
        if (past || At - now <= Near)
        {
            output.AddClass(past ? "deadline-past" : "deadline-near");
        }

        output.Attributes.SetAttribute("role", Slim ? "region" : "group"); // the slim one stands outside the main part
        output.Attributes.SetAttribute("aria-label", texts.Plain("截止时间"));
        var icon = past ? "i-stop" : "i-wait";
        var edge = Edge(past);
        var left = past
            ? texts.Plain("已过") + " <b>" + When.Span(now - At) + "</b>"
            : texts.Plain("还剩") + $" <b data-left=\"{Beijing.At(At):yyyy-MM-ddTHH:mm:sszzz}\">{When.Span(At - now)}</b>";
        var clause = Clause is null ? "" : $"　<a class=\"clause\" href=\"{encoder.Encode(ClauseTagHelper.Address(Clause))}\">{encoder.Encode(ClauseTagHelper.Say(texts, Clause))}</a>";
        if (Slim)
        {
            output.AddClass("deadline-slim");
            var container = View.ViewData["Work"] is true ? "container-fluid" : "container";
            output.Content.SetHtmlContent(
                $"<div class=\"{container}\"><span class=\"ico {icon}\" aria-hidden=\"true\"></span> <span class=\"edge\">{edge}</span>　{encoder.Encode(texts.Plain("北京时间，"))}{left}{clause}</div>");
            return;
        }

        var then = past || string.IsNullOrEmpty(Then) ? "" : encoder.Encode(texts.Plain("逾期{0}。", texts.Plain(Then)));
        output.Content.SetHtmlContent($"<span class=\"ico {icon}\" aria-hidden=\"true\"></span><div><p class=\"edge mb-0\">{edge}</p><p class=\"what\">");
        output.Content.AppendHtml(encoder.Encode(texts.Plain("北京时间。")));
        output.Content.AppendHtml(more);
        output.Content.AppendHtml($"{then}{clause}</p></div><p class=\"left mb-0\">{left}</p>");
    }

    private string Edge(bool past)
    {
        var words = past
            ? string.IsNullOrEmpty(Then) ? texts["已过 {0}", When.Full(At)] : texts["已过 {0}，{1}", When.Full(At), texts.Plain(Then)]
            : texts["{0} 前{1}", When.Full(At), texts.Plain(What)];
        using var writer = new StringWriter();
        words.WriteTo(writer, encoder);
        return writer.ToString();
    }
}
