using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Zhiping.Tests.Harness;

public sealed class SiteTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Database_IsACopyOfTheTemplate()
    {
        var tables = await site.WithDb(db => db.Database.SqlQueryRaw<int>(
            "select count(*)::int as \"Value\" from information_schema.tables where table_schema = 'public'").SingleAsync());
        Assert.True(tables > 2);
    }

    [Fact]
    public async Task Get_WhatIsNotThere_Answers404()
    {
        using var browser = site.NewBrowser();
        var page = await browser.GetAsync("/no/such/page");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }
}
