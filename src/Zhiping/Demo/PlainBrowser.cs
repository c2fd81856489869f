using System.Net;
using System.Net.Http.Headers;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Zhiping.Demo;

/// <summary>
/// Reads pages and sends forms as a person without script would: cookies kept, redirects followed, hidden fields sent along.
/// The played season uses it for its first applicants, and the tests use it.
/// </summary>
/// <param name="client">Keeps the cookies and follows redirects.</param>
public class PlainBrowser(HttpClient client) : IDisposable
{
    private static readonly HtmlParser Parser = new(default, BrowsingContext.New(Configuration.Default));

    /// <summary>For requests that are no page: files, JSON, downloads.</summary>
    public HttpClient Client { get; } = client;

    /// <summary>Who sits before it, for messages about what went wrong.</summary>
    public string? Who { get; init; }

    /// <summary>Opens a page.</summary>
    public async Task<PlainPage> GetAsync(string path) => await ReadAsync(await Client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute)));

    /// <summary>Sends a form that stands on no page, as somebody with bad intentions might: no antiforgery token is added.</summary>
    public async Task<PlainPage> PostBareAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await ReadAsync(await Client.PostAsync(new Uri(path, UriKind.RelativeOrAbsolute), content));
    }

    public void Dispose()
    {
        Client.Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task<PlainPage> SendAsync(HttpRequestMessage request) => await ReadAsync(await Client.SendAsync(request));

    private async Task<PlainPage> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var document = await Parser.ParseDocumentAsync(text);
        return new PlainPage(this, response, text, document);
    }
}

/// <summary>A page that was answered.</summary>
public sealed class PlainPage(PlainBrowser browser, HttpResponseMessage response, string text, IHtmlDocument document)
{
    public HttpStatusCode Status => response.StatusCode;

    /// <summary>Who asked for it, where that is known.</summary>
    public string? Who => browser.Who;

    public HttpResponseMessage Response => response;

    /// <summary>Path and query after all redirects.</summary>
    public string Path => response.RequestMessage!.RequestUri!.PathAndQuery;

    public string Html => text;

    public IHtmlDocument Document => document;

    /// <summary>What a reader sees in the main part, white space folded.</summary>
    public string Text => Fold((document.QuerySelector("main") ?? document.Body)?.TextContent);

    public string Title => document.Title ?? "";

    public string Heading => Fold(document.QuerySelector("h1")?.TextContent);

    /// <summary>The sentences of the error summary at the top of the page; empty when there is none.</summary>
    public IReadOnlyList<string> Errors => [.. document.QuerySelectorAll(".error-summary li, .error-summary p").Select(e => Fold(e.TextContent)).Where(s => s.Length > 0)];

    /// <summary>The text of the first element that matches, or null.</summary>
    public string? TextOf(string selector) => document.QuerySelector(selector) is { } element ? Fold(element.TextContent) : null;

    /// <summary>The current value of a field by its name.</summary>
    public string? ValueOf(string name) => document.QuerySelectorAll($"[name='{name}']").Select(Value).FirstOrDefault(value => value is not null);

    /// <summary>Follows the link with that text.</summary>
    public Task<PlainPage> FollowAsync(string linkText)
    {
        var link = document.QuerySelectorAll("a[href]").FirstOrDefault(a => Fold(a.TextContent).Contains(linkText, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No link '{linkText}' on {Path}: {Text}");
        return browser.GetAsync(link.GetAttribute("href")!);
    }

    /// <summary>Fills the only form of the main part that has all these fields, and sends it with its hidden fields by its submit button.</summary>
    /// <param name="fields">Names as in the markup, with values; a field that the form lacks is an error.</param>
    public Task<PlainPage> SubmitAsync(params (string Name, string Value)[] fields) => SubmitFormAsync(FormWith(fields.Select(f => f.Name)), fields, null, []);

    /// <summary>The same by the button whose text contains <paramref name="button"/>.</summary>
    public Task<PlainPage> PressAsync(string button, params (string Name, string Value)[] fields)
    {
        var pressed = document.QuerySelectorAll("button, input[type=submit]")
            .FirstOrDefault(b => Fold(b.TextContent + b.GetAttribute("value")).Contains(button, StringComparison.Ordinal) && !b.HasAttribute("disabled"))
            ?? throw new InvalidOperationException($"No button '{button}' on {Path}: {Text}");
        var form = pressed.HasAttribute("form") ? document.GetElementById(pressed.GetAttribute("form")!) : pressed.Closest("form");
        return SubmitFormAsync(form!, fields, pressed, []);
    }

    /// <summary>The same with files.</summary>
    public Task<PlainPage> UploadAsync(IEnumerable<(string Name, string FileName, string ContentType, byte[] Bytes)> files, params (string Name, string Value)[] fields)
    {
        var sent = files.ToList();
        return SubmitFormAsync(FormWith([.. fields.Select(f => f.Name), .. sent.Select(f => f.Name)]), fields, null, sent);
    }

    /// <summary>Presses the first button that the selector names, with its form's fields, these values and files.</summary>
    /// <param name="evenDisabled">As somebody would who makes the button work again in the browser.</param>
    public Task<PlainPage> ClickAsync(
        string selector, IEnumerable<(string Name, string Value)> fields, IEnumerable<(string Name, string FileName, string ContentType, byte[] Bytes)>? files = null,
        bool evenDisabled = false)
    {
        var pressed = document.QuerySelector(selector) ?? throw new InvalidOperationException($"No button {selector} on {Path} ({(int)Status}): {Text}");
        if (pressed.HasAttribute("disabled") && !evenDisabled)
        {
            throw new InvalidOperationException($"The button {selector} on {Path} cannot be pressed: {Text}");
        }

        var form = pressed.HasAttribute("form") ? document.GetElementById(pressed.GetAttribute("form")!) : pressed.Closest("form");
        return SubmitFormAsync(form!, [.. fields], pressed, [.. files ?? []]);
    }

    private static string Fold(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string? Value(IElement element) => element switch
    {
        IHtmlSelectElement select => select.QuerySelector("option[selected]") is IHtmlOptionElement chosen ? chosen.Value
            : select.IsMultiple ? null : (select.QuerySelector("option") as IHtmlOptionElement)?.Value,
        IHtmlTextAreaElement area => area.TextContent,
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.HasAttribute("checked") ? box.GetAttribute("value") ?? "on" : null,
        _ => element.GetAttribute("value") ?? "",
    };

    private IElement FormWith(IEnumerable<string> names)
    {
        var wanted = names.ToList();
        var forms = (document.QuerySelector("main") ?? document.DocumentElement).QuerySelectorAll("form[method=post], form").ToList();
        return forms.FirstOrDefault(form => wanted.TrueForAll(name => form.QuerySelector($"[name='{name}']") is not null))
            ?? throw new InvalidOperationException($"No form with {string.Join(", ", wanted)} on {Path} ({(int)Status}): {Text}");
    }

    private Task<PlainPage> SubmitFormAsync(
        IElement form, (string Name, string Value)[] fields, IElement? pressed, List<(string Name, string FileName, string ContentType, byte[] Bytes)> files)
    {
        var given = fields.ToLookup(f => f.Name, f => f.Value, StringComparer.Ordinal);
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var element in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = element.GetAttribute("name")!;
            var type = element.GetAttribute("type");
            if (given.Contains(name) || element.HasAttribute("disabled") || type is "file" or "submit" or "button" or "image")
            {
                continue;
            }

            if (Value(element) is { } value)
            {
                pairs.Add(KeyValuePair.Create(name, value));
            }
        }

        pairs.AddRange(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        pressed ??= form.QuerySelector("button:not([type=button]):not([disabled]), input[type=submit]:not([disabled])");
        if (pressed?.GetAttribute("name") is { Length: > 0 } buttonName)
        {
            pairs.Add(KeyValuePair.Create(buttonName, pressed.GetAttribute("value") ?? ""));
        }

        var method = pressed?.GetAttribute("formmethod") ?? form.GetAttribute("method") ?? "get";
        var action = pressed?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = new Uri(response.RequestMessage!.RequestUri!, string.IsNullOrEmpty(action) ? "" : action);
        if (string.Equals(method, "get", StringComparison.OrdinalIgnoreCase))
        {
            var query = string.Join('&', pairs.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
            return browser.GetAsync(new UriBuilder(target) { Query = query }.Uri.PathAndQuery);
        }

        return browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = form.GetAttribute("enctype") == "multipart/form-data" ? Multipart(pairs, files) : new FormUrlEncodedContent(pairs),
        });
    }

    private static MultipartFormDataContent Multipart(
        List<KeyValuePair<string, string>> pairs, List<(string Name, string FileName, string ContentType, byte[] Bytes)> files)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in pairs)
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var file in files)
        {
            var part = new ByteArrayContent(file.Bytes);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse(file.ContentType);
            content.Add(part, file.Name, file.FileName);
        }

        return content;
    }
}
