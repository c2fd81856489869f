using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Zhiping.Data;

namespace Zhiping.Web.Tags;

/// <summary>Where a page is: <c>&lt;crumbs&gt;&lt;crumb href="/home"&gt;@T["我的申报"]&lt;/crumb&gt;&lt;crumb&gt;…&lt;/crumb&gt;&lt;/crumbs&gt;</c>.</summary>
[HtmlTargetElement("crumbs")]
public sealed class CrumbsTagHelper(Texts texts) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("aria-label", texts.Plain("位置"));
        output.PreContent.SetHtmlContent("<ol class=\"breadcrumb\">");
        output.PostContent.SetHtmlContent("</ol>");
    }
}

/// <summary>One place above the present page; without href the page itself.</summary>
[HtmlTargetElement("crumb", ParentTag = "crumbs")]
public sealed class CrumbTagHelper(HtmlEncoder encoder) : TagHelper
{
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "li";
        if (Href is not null)
        {
            output.PreContent.SetHtmlContent($"<a href=\"{encoder.Encode(Href)}\">");
            output.PostContent.SetHtmlContent("</a>");
        }
        else
        {
            output.Attributes.SetAttribute("aria-current", "page");
        }
    }
}

/// <summary>A list of things to do: <c>&lt;tasks&gt;&lt;task href="…" title="…" is="Fix" word="要改正" hint="…" miss="true"&gt;clause and more&lt;/task&gt;&lt;/tasks&gt;</c>.</summary>
[HtmlTargetElement("tasks")]
public sealed class TasksTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ul";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("tasks");
    }
}

/// <summary>One line of a task list. title, word and hint are Chinese texts and keys, or words already.</summary>
[HtmlTargetElement("task")]
public sealed class TaskTagHelper(Texts texts, HtmlEncoder encoder) : TagHelper
{
    public string? Href { get; set; }

    public string Title { get; set; } = "";

    public Shape Is { get; set; } = Shape.Todo;

    public string? Word { get; set; }

    public string? Hint { get; set; }

    /// <summary>Whether the hint says what is missing.</summary>
    public bool Miss { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var more = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        var title = encoder.Encode(texts.Plain(Title));
        output.Content.SetHtmlContent("<div>" + (Href is null ? $"<span class=\"t\">{title}</span>" : $"<a class=\"t\" href=\"{encoder.Encode(Href)}\">{title}</a>"));
        if (!string.IsNullOrEmpty(Hint) || !more.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml($"<div class=\"hint{(Miss ? " miss" : "")}\">");
            output.Content.AppendHtml(encoder.Encode(Hint is null ? "" : texts.Plain(Hint)));
            output.Content.AppendHtml(more);
            output.Content.AppendHtml("</div>");
        }

        output.Content.AppendHtml("</div>");
        if (Word is not null)
        {
            output.Content.AppendHtml($"<span class=\"state state-{Is.ToString().ToLowerInvariant()}\">{encoder.Encode(texts.Plain(Word))}</span>");
        }
    }
}

/// <summary>Who acts in which order, up to seven: <c>&lt;steps&gt;&lt;step is="now" title="单位公示"&gt;8月22日 – 28日&lt;/step&gt;&lt;/steps&gt;</c>.</summary>
[HtmlTargetElement("steps")]
public sealed class StepsTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("steps");
    }
}

/// <summary>One step: done, now, todo, or end for the edge that the notice sets. title is Chinese text and key.</summary>
[HtmlTargetElement("step", ParentTag = "steps")]
public sealed class StepTagHelper(Texts texts, HtmlEncoder encoder) : TagHelper
{
    public string Is { get; set; } = "todo";

    public string Title { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Is != "todo")
        {
            output.AddClass(Is);
        }

        if (Is == "now")
        {
            output.Attributes.SetAttribute("aria-current", "step");
        }

        output.PreContent.SetHtmlContent($"<b>{encoder.Encode(texts.Plain(Title))}</b>");
    }
}

/// <summary>What happened, newest first: <c>&lt;history&gt;&lt;event at="@x.At"&gt;@sentence&lt;/event&gt;&lt;/history&gt;</c>.</summary>
[HtmlTargetElement("history")]
public sealed class HistoryTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("history");
    }
}

/// <summary>One line of a history.</summary>
[HtmlTargetElement("event", ParentTag = "history")]
public sealed class EventTagHelper : TagHelper
{
    public DateTimeOffset At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.PreContent.SetHtmlContent(When.Brief(At));
    }
}
