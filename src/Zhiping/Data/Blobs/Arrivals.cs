using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Zhiping.Data;

/// <summary>How much of a file has come; whole once all of it has, hashed and safe on the disk.</summary>
public sealed record Arrival(long Length, BlobRef? Whole);

/// <summary>A piece does not begin where the file ends.</summary>
public sealed class ArrivalOffsetException(long length) : Exception($"The file has {length} bytes.")
{
    public long Length { get; } = length;
}

/// <summary>
/// Files that come in pieces, because the line was cut. Each byte is written once, to the place from which the whole file is renamed
/// into the store, and hashed on the way; a process that did not see the beginning reads it again for the hash.
/// </summary>
public interface IArrivals
{
    /// <summary>How much of it is here; null when nothing was begun. Who still writes at it is cut off.</summary>
    Task<long?> LengthOfAsync(Guid id, CancellationToken stop = default);

    /// <summary>Begins a file with nothing in it.</summary>
    void Begin(Guid id);

    /// <summary>Writes what comes behind what is here, until it ends or breaks off; what came before a break is kept.</summary>
    /// <exception cref="ArrivalOffsetException">Nothing was written.</exception>
    /// <exception cref="FileNotFoundException">It was never begun, or is over.</exception>
    /// <exception cref="BlobTooLongException">More came than the whole; what belongs to it is kept.</exception>
    /// <param name="id">Which file.</param>
    /// <param name="offset">Where the piece begins.</param>
    /// <param name="whole">How long the whole file is.</param>
    /// <param name="content">The piece.</param>
    /// <param name="finished">What becomes of the whole file; who asks for its length meanwhile waits.</param>
    /// <param name="stop">Ends the reading.</param>
    Task<Arrival> AppendAsync(Guid id, long offset, long whole, Stream content, Func<BlobRef, Task> finished, CancellationToken stop = default);

    /// <summary>Forgets a file that will not be finished.</summary>
    Task DropAsync(Guid id);

    /// <summary>Forgets all that nobody has written at since then; returns how many.</summary>
    Task<int> SweepAsync(DateTimeOffset since);
}

/// <summary>Pieces beside the whole files, on the same disk.</summary>
public sealed partial class FileBlobStore : IArrivals
{
    private readonly ConcurrentDictionary<Guid, Hashed> _pieces = new();

    public void Begin(Guid id)
    {
        using var file = new FileStream(PieceOf(id), FileMode.CreateNew);
        _pieces[id] = new Hashed();
    }

    public async Task<long?> LengthOfAsync(Guid id, CancellationToken stop = default)
    {
        var path = PieceOf(id);
        if (!_pieces.ContainsKey(id) && !File.Exists(path))
        {
            return null;
        }

        var piece = _pieces.GetOrAdd(id, _ => new Hashed());
        using var turn = await piece.TakeOver(stop);
        return File.Exists(path) ? new FileInfo(path).Length : null;
    }

    public async Task<Arrival> AppendAsync(Guid id, long offset, long whole, Stream content, Func<BlobRef, Task> finished, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(finished);
        var path = PieceOf(id);
        var piece = File.Exists(path) ? _pieces.GetOrAdd(id, _ => new Hashed()) : throw new FileNotFoundException("Nothing was begun.");
        using var turn = await piece.TakeOver(stop);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(stop, turn.CutOff);
        if (await Append(piece, path, offset, whole, content, cut.Token) is var length && length < whole)
        {
            return new Arrival(length, null);
        }

        try
        {
            var file = new BlobRef(piece.Name(), whole);
            Keep(path, file.Sha256);
            File.Delete(path);
            await finished(file);
            return new Arrival(whole, file);
        }
        finally
        {
            _pieces.TryRemove(id, out _);
        }
    }

    public async Task DropAsync(Guid id)
    {
        if (_pieces.TryRemove(id, out var piece))
        {
            using var turn = await piece.TakeOver(default);
            File.Delete(PieceOf(id));
        }
        else
        {
            File.Delete(PieceOf(id));
        }
    }

    public async Task<int> SweepAsync(DateTimeOffset since)
    {
        var swept = 0;
        foreach (var path in Directory.EnumerateFiles(_arriving).Where(path => File.GetLastWriteTimeUtc(path) < since.UtcDateTime))
        {
            if (Guid.TryParseExact(Path.GetFileName(path), "N", out var id))
            {
                await DropAsync(id);
                swept++;
            }
        }

        return swept;
    }

    /// <summary>Writes the piece and says how long the file is now; when whole, it is safe on the disk.</summary>
    private static async Task<long> Append(Hashed piece, string path, long offset, long whole, Stream content, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        if (file.Length != offset)
        {
            throw new ArrivalOffsetException(file.Length);
        }

        await piece.CatchUp(file, stop);
        await Write(piece, file, content, whole, stop);
        if (file.Length == whole)
        {
            file.Flush(flushToDisk: true);
        }

        return file.Length;
    }

    private string PieceOf(Guid id) => Path.Combine(_arriving, id.ToString("N"));

    private static async Task Write(Hashed piece, FileStream file, Stream content, long whole, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await Next(content, buffer, stop) is > 0 and var read)
            {
                var mine = (int)Math.Min(read, whole - file.Position);
                piece.Add(buffer.AsSpan(0, mine));
                // A piece that was hashed is written, whoever hangs up meanwhile.
                await file.WriteAsync(buffer.AsMemory(0, mine), CancellationToken.None);
                if (mine < read)
                {
                    throw new BlobTooLongException(whole);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The next bytes; a line that breaks is an end like any other here.</summary>
    private static async Task<int> Next(Stream content, byte[] buffer, CancellationToken stop)
    {
        try
        {
            return await content.ReadAsync(buffer.AsMemory(0, BufferSize), stop);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            return 0;
        }
    }

    /// <summary>The hash of what has come so far, and whose turn it is to write.</summary>
#pragma warning disable CA1001 // Somebody may still wait for the turn when the file is over; nothing in here holds more than memory.
    private sealed class Hashed
#pragma warning restore CA1001
    {
        private readonly SemaphoreSlim _turn = new(1);
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _length;
        private CancellationTokenSource _writer = new();

        /// <summary>Cuts off who is writing, usually on a line that is dead already, and waits until that one has let go.</summary>
        public async Task<Turn> TakeOver(CancellationToken stop)
        {
            await Volatile.Read(ref _writer).CancelAsync();
            await _turn.WaitAsync(stop);
            Volatile.Write(ref _writer, new CancellationTokenSource());
            return new Turn(_turn, _writer.Token);
        }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            _hash.AppendData(bytes);
            _length += bytes.Length;
        }

        /// <summary>Reads again what another process, or this one before it was started anew, has hashed.</summary>
        public async Task CatchUp(FileStream file, CancellationToken stop)
        {
            if (_length != file.Length)
            {
                _hash.GetHashAndReset();
                _length = 0;
                file.Position = 0;
                var buffer = new byte[BufferSize];
                while (await file.ReadAsync(buffer, stop) is > 0 and var read)
                {
                    Add(buffer.AsSpan(0, read));
                }
            }

            file.Position = file.Length;
        }

        public string Name() => Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    private sealed class Turn(SemaphoreSlim turn, CancellationToken cutOff) : IDisposable
    {
        public CancellationToken CutOff => cutOff;

        public void Dispose() => turn.Release();
    }
}
