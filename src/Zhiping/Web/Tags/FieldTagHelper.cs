using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Web.Tags;

/// <summary>
/// A field: label, hint, error between hint and control, clause below.
/// <c>&lt;field for="Input.Name" label="姓名" hint="与身份证一致" autocomplete="name" /&gt;</c> makes its own input;
/// with content (a select, a textarea, radio buttons and group="true") it wraps it. label and hint are Chinese texts and keys.
/// Attributes it does not know go to the input.
/// </summary>
[HtmlTargetElement("field")]
public sealed class FieldTagHelper(Texts texts, IHtmlGenerator generator) : TagHelper
{
    public const string Item = "zp.field";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public ClauseRef? Clause { get; set; }

    /// <summary>A set of radio buttons or check boxes: the label becomes a legend.</summary>
    public bool Group { get; set; }

    /// <summary>What the browser fills in, checks and shows a keyboard for.</summary>
    public string Type { get; set; } = "text";

    internal string Id => TagBuilder.CreateSanitizedId(FullName, generator.IdAttributeDotReplacement);

    internal string? Error { get; private set; }

    internal string? DescribedBy
    {
        get
        {
            var ids = string.Join(' ', new[] { Hint is null ? null : Id + "-hint", Error is null ? null : Id + "-error" }.Where(x => x is not null));
            return ids.Length == 0 ? null : ids;
        }
    }

    private string FullName => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    public override void Init(TagHelperContext context)
    {
        context.Items[Item] = this;
        var errors = ViewContext.ViewData.ModelState.TryGetValue(FullName, out var entry) ? entry.Errors : null;
        Error = errors is { Count: > 0 } ? texts.Plain(errors[0].ErrorMessage) : null;
    }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = Group ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        var passed = output.Attributes.Where(x => x.Name != "class").ToList();
        passed.ForEach(x => output.Attributes.Remove(x));
        output.AddClass("field");
        if (Error is not null)
        {
            output.AddClass("is-invalid");
        }

        var head = new TagBuilder(Group ? "legend" : "label");
        head.AddCssClass("form-label");
        if (!Group)
        {
            head.Attributes["for"] = Id;
        }

        head.InnerHtml.Append(texts.Plain(Label));
        output.Content.SetHtmlContent(head);
        if (Hint is not null)
        {
            output.Content.AppendHtml(Line("p", "form-text", Id + "-hint", texts.Plain(Hint)));
        }

        if (Error is not null)
        {
            var line = Line("div", "invalid-feedback", Id + "-error", Error);
            line.InnerHtml.Clear();
            line.InnerHtml.AppendHtml("<span class=\"ico i-fix\" aria-hidden=\"true\"></span>");
            line.InnerHtml.AppendHtml("<span>" + HtmlEncoder.Default.Encode(Error) + "</span>");
            output.Content.AppendHtml(line);
        }

        output.Content.AppendHtml(content.IsEmptyOrWhiteSpace ? Input(passed) : content);
        if (Clause is not null)
        {
            var clause = Line("a", "clause", Id + "-clause", ClauseTagHelper.Say(texts, Clause));
            clause.Attributes["href"] = ClauseTagHelper.Address(Clause);
            output.Content.AppendHtml(clause);
        }
    }

    private static TagBuilder Line(string tag, string name, string id, string words)
    {
        var line = new TagBuilder(tag);
        line.AddCssClass(name);
        line.Attributes["id"] = id;
        line.InnerHtml.Append(words);
        return line;
    }

    private TagBuilder Input(List<TagHelperAttribute> passed)
    {
        var attributes = passed.ToDictionary(x => x.Name, x => x.Value is HtmlString html ? (object)html.Value! : x.Value ?? "");
        attributes["class"] = "form-control";
        attributes["type"] = Type;
        if (DescribedBy is { } ids)
        {
            attributes["aria-describedby"] = ids;
        }

        if (Error is not null)
        {
            attributes["aria-invalid"] = "true";
        }

        // A password never comes back in the page.
        var value = Type == "password" ? "" : Shown(For.Model);
        var input = Type == "password"
            ? generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, null, attributes)
            : generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, value, null, attributes);
        return input;
    }

    private static object? Shown(object? model) => model switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd"),
        _ => model,
    };
}

/// <summary>Gives the controls of a page their look, and ties those inside a field to its hint and error.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
public sealed class ControlTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var type = output.Attributes["type"]?.Value?.ToString();
        if (type is not ("checkbox" or "radio" or "hidden"))
        {
            output.AddClass(output.TagName == "select" ? "form-select" : "form-control");
        }

        if (type is "radio" or "hidden" || !context.Items.TryGetValue(FieldTagHelper.Item, out var item) || item is not FieldTagHelper field)
        {
            return;
        }

        if (field.DescribedBy is { } ids)
        {
            output.Attributes.SetAttribute("aria-describedby", ids);
        }

        if (field.Error is not null)
        {
            output.Attributes.SetAttribute("aria-invalid", "true");
        }
    }
}
