using System.Net.Mail;
using System.Text;
using System.Text.Json;

namespace Zhiping.Data;

/// <summary>One e-mail of plain text.</summary>
public sealed record Letter(string To, string Subject, string Text);

/// <summary>The door for e-mail.</summary>
public interface IMailer
{
    /// <summary>Hands a letter over; an exception means that it was not taken.</summary>
    Task SendAsync(Letter letter, CancellationToken stop);
}

/// <summary>Letters wait in the table of work, sealed, written in the transaction of what they tell; the worker sends them.</summary>
public sealed class Outbox(AppDb db, Sealer sealer, TimeProvider clock)
{
    internal const string Kind = "mail";
    internal const string Context = "mail";

    /// <summary>Posts a letter with the next commit.</summary>
    public void Post(Letter letter)
        => db.Queue(new WorkItem(Kind, clock.Now(), secret: sealer.Seal(JsonSerializer.Serialize(letter), Context)));
}

internal sealed class SendMail(IMailer mailer, Sealer sealer) : IWorkHandler
{
    public string Kind => Outbox.Kind;

    public Task Run(WorkItem item, CancellationToken stop)
        => mailer.SendAsync(JsonSerializer.Deserialize<Letter>(sealer.OpenText(item.Secret!, Outbox.Context))!, stop);
}

/// <summary>Writes letters as files into the mail folder: for trying out, and for the demo, where no letter leaves the machine.</summary>
public sealed class FileMailer(ZhipingHome home, RealClock clock) : IMailer
{
    public async Task SendAsync(Letter letter, CancellationToken stop)
    {
        var text = $"To: {letter.To}\nSubject: {letter.Subject}\n\n{letter.Text}\n";
        await File.WriteAllTextAsync(Path.Combine(home.Mail, SpoolName.Next(clock.Now)), text, Encoding.UTF8, stop);
    }
}

/// <summary>Sends by the mail server named in the settings: Mail:Host, Mail:Port, Mail:From, Mail:User, Mail:Password, Mail:Tls.</summary>
public sealed class SmtpMailer(IConfiguration configuration) : IMailer
{
    public async Task SendAsync(Letter letter, CancellationToken stop)
    {
        using var client = new SmtpClient(configuration["Mail:Host"], configuration.GetValue("Mail:Port", 587))
        {
            EnableSsl = configuration.GetValue("Mail:Tls", true),
            Timeout = 30_000,
        };
        if (configuration["Mail:User"] is { Length: > 0 } user)
        {
            client.Credentials = new System.Net.NetworkCredential(user, configuration["Mail:Password"]);
        }

        using var message = new MailMessage(configuration["Mail:From"] ?? "noreply@localhost", letter.To, letter.Subject, letter.Text)
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        await client.SendMailAsync(message, stop);
    }
}
