global using Page = Zhiping.Demo.PlainPage;

using System.Net;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Zhiping.Demo;

namespace Zhiping.Tests.Harness;

/// <summary>The plain browser on a test server, with its cookies in view.</summary>
public sealed class Browser : PlainBrowser
{
    private readonly CookieContainer _cookies;

    public Browser(TestServer server)
        : this(server, new CookieContainer())
    {
    }

    private Browser(TestServer server, CookieContainer cookies)
        : base(new HttpClient(new RedirectHandler(10) { InnerHandler = new CookieContainerHandler(cookies) { InnerHandler = server.CreateHandler() } })
        {
            BaseAddress = server.BaseAddress,
        })
    {
        _cookies = cookies;
        Streaming = new HttpClient(new CookieContainerHandler(cookies) { InnerHandler = server.CreateHandler() }) { BaseAddress = server.BaseAddress };
        Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        Client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    /// <summary>The same cookies, without redirects: to follow those, a body must be read before it is sent.</summary>
    public HttpClient Streaming { get; }

    /// <summary>The cookies it holds.</summary>
    public CookieCollection Cookies => _cookies.GetAllCookies();
}
