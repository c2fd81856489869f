using System.Globalization;
using System.Text;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;

namespace Zhiping.Portals;

/// <summary>The public pages of each region.</summary>
public sealed class PortalsFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration) => services.AddScoped<CurrentRegion>();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/notices/{region}/{name}/deadlines.ics", Deadlines).WithMetadata(new ForAnyoneAttribute());
        routes.MapGet("/downloads/{id}.docx", Download).WithMetadata(new ForAnyoneAttribute());
    }

    private static IResult Download(string id) => Templates.Docx(id) is { } bytes
        ? Results.File(bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", id + ".docx")
        : Results.NotFound();

    /// <summary>The stated deadlines of a notice for a telephone's calendar (RFC 5545).</summary>
    private static async Task<IResult> Deadlines(string region, string name, NoticeStore notices, Texts texts, TimeProvider clock, CancellationToken cancel)
    {
        if (await notices.Current(region + "/" + name, cancel) is not { } published)
        {
            return Results.NotFound();
        }

        var notice = published.Notice;
        var calendar = new StringBuilder();
        Line(calendar, "BEGIN:VCALENDAR");
        Line(calendar, "VERSION:2.0");
        Line(calendar, "PRODID:-//Zhiping//Deadlines//ZH");
        foreach (var (id, label, window) in Windows(notice))
        {
            if (window?.Closes is { Binds: true, At: { } at })
            {
                Line(calendar, "BEGIN:VEVENT");
                Line(calendar, $"UID:{notice.Id.Replace('/', '-')}-{id}-{published.Number}@zhiping");
                Line(calendar, "DTSTAMP:" + Utc(clock.GetUtcNow()));
                Line(calendar, "DTSTART:" + Utc(at));
                Line(calendar, "DTEND:" + Utc(at));
                Line(calendar, "SUMMARY:" + Escape(texts.Plain("{0}截止：{1}", texts.Plain(label), notice.ShortTitle)));
                Line(calendar, "DESCRIPTION:" + Escape(texts.Plain("{0} 前{1}", Beijing.Full(at), texts.Plain(NoticeWords.Must(window.EndedBy)))));
                Line(calendar, "BEGIN:VALARM");
                Line(calendar, "ACTION:DISPLAY");
                Line(calendar, "DESCRIPTION:" + Escape(texts.Plain(label)));
                Line(calendar, "TRIGGER:-P2D");
                Line(calendar, "END:VALARM");
                Line(calendar, "END:VEVENT");
            }
        }

        Line(calendar, "END:VCALENDAR");
        return Results.Text(calendar.ToString(), "text/calendar", Encoding.UTF8);
    }

    private static IEnumerable<(string Id, string Label, Window? Window)> Windows(Notice notice) =>
    [
        ("apply", "申报", notice.Windows.Application), ("review", "审核", notice.Windows.Review), ("payment", "缴费", notice.Windows.Payment),
        ("paper", "交纸质材料", notice.Windows.Paper),
    ];

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\n", "\\n");

    /// <summary>Lines end with CR LF and are folded before 75 octets.</summary>
    private static void Line(StringBuilder calendar, string text)
    {
        var octets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            octets += rune.Utf8SequenceLength;
            if (octets > 74)
            {
                calendar.Append("\r\n ");
                octets = 1 + rune.Utf8SequenceLength;
            }

            calendar.Append(rune);
        }

        calendar.Append("\r\n");
    }
}
