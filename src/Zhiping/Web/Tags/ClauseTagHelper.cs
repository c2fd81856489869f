using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Web.Tags;

/// <summary>The clause that something rests on, linked to its text: <c>&lt;clause of="@x.Clause" /&gt;</c>. Nothing when there is none.</summary>
[HtmlTargetElement("clause")]
public sealed class ClauseTagHelper(Texts texts) : TagHelper
{
    public ClauseRef? Of { get; set; }

    /// <summary>True where the platform chose because the notice is silent: it then says so and never 依据.</summary>
    public bool Assumed { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of is null && !Assumed)
        {
            output.SuppressOutput();
            return;
        }

        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("clause");
        if (Of is null)
        {
            output.TagName = "span";
            output.Content.SetContent(texts.Plain("平台提示，通知没有写明"));
            return;
        }

        output.TagName = "a";
        output.Attributes.SetAttribute("href", Address(Of));
        output.Content.SetContent(Say(texts, Of));
    }

    /// <summary>依据：阿克苏文化系列2024通知 四(一)4.</summary>
    public static string Say(Texts texts, ClauseRef clause) => texts.Plain("依据：{0} {1}", clause.Document, clause.Path);

    /// <summary>The address that finds the clause's text, whatever document it is in.</summary>
    public static string Address(ClauseRef clause) =>
        "/clauses?d=" + UrlEncoder.Default.Encode(clause.Document) + "&p=" + UrlEncoder.Default.Encode(clause.Path);
}
