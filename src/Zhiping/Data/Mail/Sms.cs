using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Zhiping.Data;

/// <summary>One text message to a mobile of the mainland, eleven digits.</summary>
public sealed record TextMessage(string To, string Text);

/// <summary>The door for text messages.</summary>
public interface ISmsSender
{
    /// <summary>Hands a message over; an exception means that it was not taken.</summary>
    Task SendAsync(TextMessage message, CancellationToken stop);
}

/// <summary>What the operator said of text messages: Sms:Url and Sms:Token of a gateway, or Sms:Off where the region has none.</summary>
public sealed class SmsOptions
{
    /// <summary>Takes a JSON object with <c>to</c> and <c>text</c> by POST; empty writes files instead.</summary>
    public string Url { get; set; } = "";

    /// <summary>Sent as a bearer token.</summary>
    public string Token { get; set; } = "";

    /// <summary>No text message leaves and no mobile is confirmed by code.</summary>
    public bool Off { get; set; }
}

/// <summary>Text messages wait in the table of work as letters do, sealed, written in the transaction of what they tell.</summary>
public sealed class SmsOutbox(AppDb db, Sealer sealer, SmsOptions options)
{
    internal const string Kind = "sms";
    internal const string Context = "sms";

    /// <summary>Whether mobiles can be reached at all.</summary>
    public bool IsOn => !options.Off;

    /// <summary>Posts a message with the next commit, to leave at that instant of site time; its id in the table of work, where it stands until it was sent. Null where there are none.</summary>
    public Guid? Post(TextMessage message, DateTimeOffset at)
    {
        if (options.Off)
        {
            return null;
        }

        var item = new WorkItem(Kind, at, secret: sealer.Seal(JsonSerializer.Serialize(message), Context));
        db.Queue(item);
        return item.Id;
    }
}

internal sealed class SendSms(ISmsSender sender, Sealer sealer) : IWorkHandler
{
    public string Kind => SmsOutbox.Kind;

    public Task Run(WorkItem item, CancellationToken stop)
        => sender.SendAsync(JsonSerializer.Deserialize<TextMessage>(sealer.OpenText(item.Secret!, SmsOutbox.Context))!, stop);
}

/// <summary>Writes messages as files into the folder of text messages: for trying out, and for the demo.</summary>
public sealed class FileSms(ZhipingHome home, RealClock clock) : ISmsSender
{
    public Task SendAsync(TextMessage message, CancellationToken stop)
    {
        return File.WriteAllTextAsync(Path.Combine(home.Sms, SpoolName.Next(clock.Now)), $"To: {message.To}\n\n{message.Text}\n", Encoding.UTF8, stop);
    }
}

/// <summary>Sends by the region's gateway over HTTP.</summary>
public sealed class HttpSms(SmsOptions options) : ISmsSender, IDisposable
{
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(30) };

    public async Task SendAsync(TextMessage message, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = JsonContent.Create(new { to = message.To, text = message.Text }) };
        if (options.Token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        }

        using var answer = await client.SendAsync(request, stop);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => client.Dispose();
}
