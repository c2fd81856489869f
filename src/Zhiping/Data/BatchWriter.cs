using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace Zhiping.Data;

/// <summary>
/// Writes small things in batches: what comes while one batch is being written goes with the next, in one statement and one commit for
/// all of them. Each is answered when it is durable, and each stands or falls by itself.
/// </summary>
/// <typeparam name="TOne">What is written.</typeparam>
/// <typeparam name="TKey">Two with the same key never go in one batch.</typeparam>
public abstract class BatchWriter<TOne, TKey> : IAsyncDisposable
    where TKey : notnull
{
    private const int Largest = 64;

    // While one batch waits for the disk the next is on its way.
    private const int AtOnce = 2;

    private readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>();
    private readonly NpgsqlDataSource data;
    private readonly Task[] writers;

    protected BatchWriter(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Zhiping"));
        connection.MaxAutoPrepare = connection.MaxAutoPrepare == 0 ? AtOnce : connection.MaxAutoPrepare;
        connection.MinPoolSize = 0;
        connection.MaxPoolSize = AtOnce;
        data = NpgsqlDataSource.Create(connection);
        writers = [.. Enumerable.Range(0, AtOnce).Select(_ => Task.Run(WriteAsync))];
    }

    /// <summary>The statement: the number of each (<c>n</c>) is its first column, its answer the second.</summary>
    protected abstract string Sql { get; }

    /// <summary>What the statement answered for it; null where it wrote nothing for it.</summary>
    public Task<int?> Write(TOne one)
    {
        var written = new Waiting(one, new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously));
        return waiting.Writer.TryWrite(written) ? written.Done.Task : Task.FromResult<int?>(null);
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await Task.WhenAll(writers);
        await data.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract TKey KeyOf(TOne one);

    /// <summary>Adds the parameters of a batch, each an array, the numbers first.</summary>
    protected abstract void Fill(Columns columns);

    private async Task WriteAsync()
    {
        var batch = new List<Waiting>(Largest);
        var keys = new HashSet<TKey>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            // What has a key that is in the batch already goes with a later one.
            while (batch.Count < Largest && waiting.Reader.TryPeek(out var next) && !keys.Contains(KeyOf(next.One)) && waiting.Reader.TryRead(out var taken))
            {
                if (keys.Add(KeyOf(taken.One)))
                {
                    batch.Add(taken);
                }
                else
                {
                    waiting.Writer.TryWrite(taken);
                }
            }

            if (batch.Count > 0)
            {
                await Answer(batch);
            }

            batch.Clear();
            keys.Clear();
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
        await using var command = data.CreateCommand(Sql);
        Fill(new Columns(command, [.. batch.Select(one => one.One)]));
        var answers = new int?[batch.Count];
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                answers[rows.GetInt32(0)] = rows.GetInt32(1);
            }
        }

        for (var n = 0; n < batch.Count; n++)
        {
            batch[n].Done.TrySetResult(answers[n]);
        }
    }

    /// <summary>The parameters of one batch, a column each.</summary>
    protected sealed class Columns
    {
        private readonly NpgsqlCommand command;
        private readonly IReadOnlyList<TOne> batch;

        internal Columns(NpgsqlCommand command, IReadOnlyList<TOne> batch)
        {
            (this.command, this.batch) = (command, batch);
            Add(NpgsqlDbType.Integer, Enumerable.Range(0, batch.Count).ToArray());
        }

        public void Add<T>(NpgsqlDbType type, Func<TOne, T> of) => Add(type, batch.Select(of).ToArray());

        private void Add<T>(NpgsqlDbType type, T[] values) => command.Parameters.Add(new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    private sealed record Waiting(TOne One, TaskCompletionSource<int?> Done);
}
