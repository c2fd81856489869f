using System.Globalization;
using Zhiping.Data;

namespace Zhiping.Web;

/// <summary>The language of a request: <c>?lang=</c> first, which is remembered, then the cookie, then Chinese.</summary>
public static class Language
{
    private const string Cookie = "lang";

    /// <summary>The language that this request asks for.</summary>
    public static string Of(HttpContext http) =>
        Languages.Known(http.Request.Query[Cookie]) ?? Languages.Known(http.Request.Cookies[Cookie]) ?? Languages.Chinese;

    /// <summary>Sets the language of the request and keeps one asked for in the address for a year.</summary>
    public static Task Use(HttpContext http, RequestDelegate next)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Of(http));
        if (Languages.Known(http.Request.Query[Cookie]) is { } asked && asked != http.Request.Cookies[Cookie])
        {
            http.Response.Cookies.Append(Cookie, asked, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true,
            });
        }

        return next(http);
    }

    /// <summary>The address of the same page in another language.</summary>
    public static string Switch(HttpRequest request, string language)
    {
        var query = request.Method == "GET" ? request.Query.Where(x => x.Key != Cookie) : [];
        return request.PathBase + request.Path + QueryString.Create([.. query, new(Cookie, language)]);
    }
}
