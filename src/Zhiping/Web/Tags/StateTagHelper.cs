using Microsoft.AspNetCore.Razor.TagHelpers;
using Zhiping.Data;

namespace Zhiping.Web.Tags;

/// <summary>A state: a shape and a word. <c>&lt;state is="Done"&gt;@T["已完成"]&lt;/state&gt;</c>.</summary>
[HtmlTargetElement("state")]
public sealed class StateTagHelper : TagHelper
{
    public Shape Is { get; set; } = Shape.None;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("state");
        output.AddClass("state-" + Is.ToString().ToLowerInvariant());
    }
}

/// <summary>Adds a class without losing those that the page wrote.</summary>
internal static class Classes
{
    public static void AddClass(this TagHelperOutput output, string name)
    {
        var present = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(present) ? name : present + " " + name);
    }
}
