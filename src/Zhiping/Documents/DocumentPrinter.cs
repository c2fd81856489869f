using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Zhiping.Documents.Browser;

namespace Zhiping.Documents;

/// <summary>Makes PDF documents from print models. Slow (a tenth of a second and more): pages queue it as work or show that it takes a moment.</summary>
public sealed class DocumentPrinter(Chromium chromium, IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>The document as PDF.</summary>
    public async Task<byte[]> PrintAsync(IPrintModel model, CancellationToken cancel = default)
        => await chromium.PrintAsync(await RenderAsync(model), cancel);

    /// <summary>The document as HTML that stands alone; for previews inside a sandboxed frame.</summary>
    public async Task<string> RenderAsync(IPrintModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        await using var renderer = new HtmlRenderer(services, logs);
        var body = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model });
            return (await renderer.RenderComponentAsync(model.View, parameters)).ToHtmlString();
        });
        return PrintShell.Around(model, body);
    }
}
