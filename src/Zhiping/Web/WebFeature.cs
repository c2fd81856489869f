using System.IO.Compression;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Web;

/// <summary>What every page shares: language, texts, shell, refusals as pages, headers, static files.</summary>
public sealed class WebFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddMemoryCache();
        services.AddSingleton(TextCatalog.BuiltIn);
        services.AddScoped(x => new Texts(
            x.GetRequiredService<TextCatalog>(),
            x.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http ? Language.Of(http) : Languages.Chinese));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AssetAddresses>();
        services.TryAddScoped<CurrentPerson>();
        services.AddScoped<Shell>();
        services.AddTransient<IStartupFilter, Pipeline>();

        // Chinese stays readable in the source of a page.
        services.Configure<WebEncoderOptions>(x => x.TextEncoderSettings = new(UnicodeRanges.All));
        services.Configure<RazorViewEngineOptions>(x => x.PageViewLocationFormats.Add("/Web/Shared/{0}.cshtml"));
        services.Configure<MvcOptions>(x =>
        {
            x.Filters.Add<RefusalFilter>();
            BindingMessages.Use(x.ModelBindingMessageProvider);
        });
        services.AddAntiforgery(x =>
        {
            x.Cookie.Name = "zp-form";
            x.Cookie.SameSite = SameSiteMode.Strict;
            x.SuppressXFrameOptionsHeader = true;
        });
        services.AddResponseCompression(x =>
        {
            x.EnableForHttps = true;
            x.Providers.Add<BrotliCompressionProvider>();
            x.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(x => x.Level = CompressionLevel.Fastest);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }

    /// <summary>Stands before everything else in the pipeline, whoever composes the rest.</summary>
    private sealed class Pipeline : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(SecurityHeaders.Add);
            app.UseResponseCompression();
            AssetAddresses.Use(app);
            app.Use(Language.Use);
            app.UseExceptionHandler("/error/500");
            app.UseStatusCodePagesWithReExecute("/error/{0}");
            next(app);
        };
    }
}
