namespace Zhiping.Demo;

/// <summary>The first applicants live through every page, loaded and posted over HTTP.</summary>
public sealed partial class SeasonPlayer
{
    private const int HttpApplicants = 0;

    private PlainBrowser NewBrowser()
    {
        var handler = new SocketsHttpHandler { CookieContainer = new System.Net.CookieContainer(), UseProxy = false };
        var client = new HttpClient(handler, disposeHandler: true) { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        return new PlainBrowser(client);
    }

    private static Task RegisterOverHttp(Taking taking) => throw new SeasonWentWrongException($"{taking.Applicant.Number}");

    private static Task FillOverHttp(Taking taking) => throw new SeasonWentWrongException($"{taking.Applicant.Number}");

    private static Task SubmitOverHttp(Taking taking) => throw new SeasonWentWrongException($"{taking.Applicant.Number}");
}
