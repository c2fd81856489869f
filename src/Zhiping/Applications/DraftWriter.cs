using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;
using Zhiping.Accounts;

namespace Zhiping.Applications;

/// <summary>One section as somebody typed it, with the session that it came by.</summary>
internal sealed record DraftSave(Guid ApplicationId, string SectionId, Guid PersonId, string Stamp, string Content, int From, DateTimeOffset At);

/// <summary>
/// Saves drafts in batches: what comes while one batch is being written goes with the next, in one statement and one commit for all of
/// them. Each save is answered when it is durable, and each stands or falls by itself.
/// </summary>
internal sealed class DraftWriter : IAsyncDisposable
{
    private const int Largest = 64;

    // While one batch waits for the disk the next is on its way.
    private const int AtOnce = 2;

    // Whoever is submitting has locked the application: that save waits by itself and nobody else for it.
    private const string Sql = $"""
        with posted as (
          select * from unnest($1, $2, $3, $4, $5, $6, $7, $8) as p(n, application_id, section_id, person_id, stamp, content, from_number, at)),
        writable as (
          select p.* from posted p join applications a on a.id = p.application_id
          where a.person_id = p.person_id and {DraftStore.WritableSql} and (a.due_at is null or a.due_consequence = 'None' or a.due_at > p.at)
            and {Sessions.HoldsSql}
          for share of a skip locked),
        inserted as (
          insert into draft_sections (application_id, section_id, content, number, saved_at)
          select application_id, section_id, content::jsonb, 1, at from writable where from_number = 0
          on conflict (application_id, section_id) do nothing
          returning application_id, section_id, number),
        updated as (
          update draft_sections d set content = w.content::jsonb, number = d.number + 1, saved_at = w.at
          from writable w where d.application_id = w.application_id and d.section_id = w.section_id and d.number = w.from_number
          returning d.application_id, d.section_id, d.number)
        select p.n, s.number from posted p
        join (select * from inserted union all select * from updated) s on s.application_id = p.application_id and s.section_id = p.section_id
        """;

    private readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>();
    private readonly NpgsqlDataSource data;
    private readonly Task[] writers;

    public DraftWriter(IConfiguration configuration)
    {
        var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Zhiping"));
        connection.MaxAutoPrepare = connection.MaxAutoPrepare == 0 ? AtOnce : connection.MaxAutoPrepare;
        connection.MinPoolSize = 0;
        connection.MaxPoolSize = AtOnce;
        data = NpgsqlDataSource.Create(connection);
        writers = [.. Enumerable.Range(0, AtOnce).Select(_ => Task.Run(WriteAsync))];
    }

    /// <summary>The number that the section has now; null where it was not saved, and <see cref="DraftStore.Save"/> says why.</summary>
    public Task<int?> Save(DraftSave save)
    {
        var one = new Waiting(save, new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously));
        return waiting.Writer.TryWrite(one) ? one.Done.Task : Task.FromResult<int?>(null);
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await Task.WhenAll(writers);
        await data.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        var batch = new List<Waiting>(Largest);
        var sections = new HashSet<(Guid, string)>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            // Two windows may save one section at once; the later one goes with a later batch.
            while (batch.Count < Largest && waiting.Reader.TryPeek(out var next) && !sections.Contains(next.Section) && waiting.Reader.TryRead(out var taken))
            {
                if (sections.Add(taken.Section))
                {
                    batch.Add(taken);
                }
                else
                {
                    waiting.Writer.TryWrite(taken);
                }
            }

            await Answer(batch);
            batch.Clear();
            sections.Clear();
        }
    }

    private async Task Answer(List<Waiting> batch)
    {
        try
        {
            await Write(batch);
        }
        catch (PostgresException) when (batch.Count > 1)
        {
            // Something in one of them cannot be stored: the others do not pay for it.
            foreach (var one in batch)
            {
                await Answer([one]);
            }
        }
        catch (Exception problem)
        {
            batch.ForEach(one => one.Done.TrySetException(problem));
        }
    }

    private async Task Write(List<Waiting> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        await using var command = data.CreateCommand(Sql);
        void Add<T>(NpgsqlDbType type, Func<DraftSave, int, T> of) => command.Parameters.Add(new NpgsqlParameter
        {
            Value = batch.Select((one, n) => of(one.Save, n)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type,
        });
        Add(NpgsqlDbType.Integer, static (_, n) => n);
        Add(NpgsqlDbType.Uuid, static (save, _) => save.ApplicationId);
        Add(NpgsqlDbType.Text, static (save, _) => save.SectionId);
        Add(NpgsqlDbType.Uuid, static (save, _) => save.PersonId);
        Add(NpgsqlDbType.Text, static (save, _) => save.Stamp);
        Add(NpgsqlDbType.Text, static (save, _) => save.Content);
        Add(NpgsqlDbType.Integer, static (save, _) => save.From);
        Add(NpgsqlDbType.TimestampTz, static (save, _) => save.At.UtcDateTime);
        var numbers = new int?[batch.Count];
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                numbers[rows.GetInt32(0)] = rows.GetInt32(1);
            }
        }

        for (var n = 0; n < batch.Count; n++)
        {
            batch[n].Done.TrySetResult(numbers[n]);
        }
    }

    private sealed record Waiting(DraftSave Save, TaskCompletionSource<int?> Done)
    {
        public (Guid, string) Section => (Save.ApplicationId, Save.SectionId);
    }
}
