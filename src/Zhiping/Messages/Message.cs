using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Messages;

/// <summary>Something a person is told on the platform, by a letter to the registered e-mail, and by text message where the mobile has answered. (D10)</summary>
public sealed class Message
{
    private Message()
    {
    }

    public Message(Guid personId, DateTimeOffset at, News news, Guid letterId, Guid? textId = null)
    {
        Id = Ids.Row(at);
        PersonId = personId;
        At = at;
        Text = news.Text;
        Args = JsonSerializer.Serialize(news.Args);
        Link = news.Link;
        LetterId = letterId;
        TextId = textId;
    }

    public Guid Id { get; private set; }

    public Guid PersonId { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Chinese text and key; the reader's language is chosen when it is read.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The values of its placeholders, a JSON list of texts.</summary>
    public string Args { get; private set; } = "[]";

    /// <summary>The page it is about.</summary>
    public string? Link { get; private set; }

    /// <summary>The letter in the table of work; gone from there when it was sent.</summary>
    public Guid LetterId { get; private set; }

    /// <summary>The text message there; null where none was sent.</summary>
    public Guid? TextId { get; private set; }

    public DateTimeOffset? ReadAt { get; private set; }

    public object[] Values => [.. JsonSerializer.Deserialize<string[]>(Args)!];

    /// <summary>The person has seen it.</summary>
    public void Read(DateTimeOffset at) => ReadAt ??= at;
}

/// <summary>What to tell: Chinese text and key, values already in words, and the page it is about.</summary>
public sealed record News(string Text, string? Link = null, params string[] Args);

/// <summary>Knows whom to tell what when a verb of its folder was done; found by type, asked inside the commit.</summary>
public interface ITeller
{
    /// <summary>Nobody, one or more people, with what each is told.</summary>
    IEnumerable<(Guid PersonId, News News)> Tell(Recorded subject, Fact fact);
}

internal sealed class MessageTable : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages", table => table.HasCheckConstraint("ck_messages_text", "length(text) > 0"));
        builder.HasKey(message => message.Id);
        builder.Ignore(message => message.Values);
        builder.Property(message => message.Args).HasColumnType("jsonb");
        builder.HasOne<Person>().WithMany().HasForeignKey(message => message.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(message => new { message.PersonId, message.At });
    }
}

/// <summary>Messages as the pages ask for them.</summary>
public static class MessageQueries
{
    public static DbSet<Message> Messages(this AppDb db) => db.Set<Message>();

    /// <summary>A person's, newest first.</summary>
    public static IQueryable<Message> To(this IQueryable<Message> messages, Guid personId)
        => messages.Where(message => message.PersonId == personId).OrderByDescending(message => message.At).ThenByDescending(message => message.Id);
}

/// <summary>Tells people things: a message on the platform and a letter, both with the next commit.</summary>
public sealed class MessageDesk(AppDb db, Sealer sealer, PersonVault vault, SmsOptions sms)
{
    /// <summary>Tells one person; needs the person's e-mail, so it reads the person.</summary>
    public async Task TellAsync(Guid personId, DateTimeOffset at, News news, CancellationToken stop = default)
    {
        var person = await db.People().FindAsync([personId], stop);
        if (person is null)
        {
            return;
        }

        var said = Texts.Chinese.Plain(news.Text, [.. news.Args]);
        var letter = new Letter(
            vault.EmailOf(person), said.Length > 60 ? said[..60] + "…" : said,
            Texts.Chinese.Plain("{0}，您好：\n\n{1}\n\n请登录职评平台查看。时间：{2}（北京时间）。", person.Name, said, Beijing.Full(at)));
        var item = new WorkItem(Outbox.Kind, at, secret: sealer.Seal(JsonSerializer.Serialize(letter), Outbox.Context));
        db.Queue(item);
        var text = person.MobileConfirmedAt is null ? null : new SmsOutbox(db, sealer, sms).Post(
            new TextMessage(vault.MobileOf(person), Texts.Chinese.Plain("【职评】{0} 请登录职评平台查看。", said.Length > 60 ? said[..60] + "…" : said)), at);
        db.Add(new Message(personId, at, news, item.Id, text));
    }
}

/// <summary>Asks the tellers of all folders about what the verbs did, in the transaction of the change itself.</summary>
internal sealed class TellingStep(IEnumerable<ITeller> tellers, Sealer sealer, PersonVault vault, SmsOptions sms) : ICommitStep
{
    private readonly ITeller[] _tellers = [.. tellers];

    public async Task BeforeSave(AppDb db, CancellationToken cancel)
    {
        var told = db.ChangeTracker.Entries<Recorded>().Select(entry => entry.Entity)
            .SelectMany(subject => subject.Unrecorded.Select(fact => (subject, fact)))
            .SelectMany(pair => _tellers.SelectMany(teller => teller.Tell(pair.subject, pair.fact)).Select(telling => (telling, pair.fact.Act.At)))
            .ToList();
        var desk = new MessageDesk(db, sealer, vault, sms);
        foreach (var ((person, news), at) in told)
        {
            await desk.TellAsync(person, at, news, cancel);
        }
    }
}
