using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Zhiping.Data;

/// <summary>A stored file by its content: SHA-256 in lower-case hex, and its length in bytes.</summary>
public sealed record BlobRef(string Sha256, long Length);

/// <summary>What was sent is longer than this kind of file may be.</summary>
public sealed class BlobTooLongException(long limit) : Exception($"More than {limit} bytes.")
{
    public long Limit { get; } = limit;
}

/// <summary>Where files are kept by their content. What is in it never changes; the same bytes are kept once.</summary>
public interface IBlobStore
{
    /// <summary>Stores a stream to its end; when this returns the bytes survive the power going out.</summary>
    /// <exception cref="BlobTooLongException">Nothing was kept.</exception>
    Task<BlobRef> PutAsync(Stream content, long limit = long.MaxValue, CancellationToken stop = default);

    /// <summary>Opens a file for reading, with random access.</summary>
    /// <exception cref="FileNotFoundException">It is not here.</exception>
    Stream OpenRead(string sha256);

    /// <summary>Whether it is here.</summary>
    bool Exists(string sha256);

    /// <summary>The file's path for programs that read it themselves, in a child process.</summary>
    string PathOf(string sha256);

    /// <summary>Deletes a file that nothing refers to any more.</summary>
    void Delete(string sha256);
}

/// <summary>What lies in the store and since when.</summary>
public interface IKeptFiles
{
    /// <summary>The hashes of all files that nobody has stored, for the first time or again, since then.</summary>
    IEnumerable<string> NotStoredSince(DateTimeOffset since);

    /// <summary>Removes a file unless somebody has stored it again since then; says whether it is gone.</summary>
    bool Remove(string sha256, DateTimeOffset since);
}

/// <summary>
/// Files on the local disk, in 256 folders by the first digits of their hash: each new folder costs two more writes to the disk before an upload
/// is safe, so there are few. Files that stand a level deeper, as they did at first, are found there.
/// </summary>
public sealed partial class FileBlobStore : IBlobStore, IKeptFiles
{
    private const int BufferSize = 128 * 1024;
    private readonly string _root;
    private readonly string _arriving;

    public FileBlobStore(string root)
    {
        _root = root;
        _arriving = Path.Combine(root, "arriving");
        ZhipingHome.MakePrivate(root);
        ZhipingHome.MakePrivate(_arriving);
    }

    public async Task<BlobRef> PutAsync(Stream content, long limit = long.MaxValue, CancellationToken stop = default)
    {
        // Written once under a passing name on the same disk, hashed on the way, then renamed.
        var draft = Path.Combine(_arriving, Ids.Blind().ToString("N"));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                int read;
                while ((read = await content.ReadAsync(buffer.AsMemory(0, BufferSize), stop)) > 0)
                {
                    length += read;
                    if (length > limit)
                    {
                        throw new BlobTooLongException(limit);
                    }

                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), stop);
                }

                file.Flush(flushToDisk: true);
            }

            var name = Convert.ToHexStringLower(hash.GetHashAndReset());
            Keep(draft, name);
            return new BlobRef(name, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            File.Delete(draft);
        }
    }

    public Stream OpenRead(string sha256) => new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous);

    public bool Exists(string sha256) => File.Exists(PathOf(sha256));

    public string PathOf(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(sha256));
        }

        var path = Path.Combine(_root, sha256[..2], sha256);
        return File.Exists(path) || Path.Combine(_root, sha256[..2], sha256[2..4], sha256) is var older && !File.Exists(older) ? path : older;
    }

    public void Delete(string sha256)
    {
        if (Exists(sha256))
        {
            File.Delete(PathOf(sha256));
        }
    }

    public IEnumerable<string> NotStoredSince(DateTimeOffset since) =>
        Directory.EnumerateDirectories(_root, "??").SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => Path.GetFileName(path) is { Length: 64 } name && name.All(char.IsAsciiHexDigitLower) && File.GetLastWriteTimeUtc(path) < since.UtcDateTime)
            .Select(path => Path.GetFileName(path));

    public bool Remove(string sha256, DateTimeOffset since)
    {
        // Taken aside first: whoever stores the same bytes at this moment either finds them young here, or misses them and brings them again.
        var (path, aside) = (PathOf(sha256), Path.Combine(_arriving, Ids.Blind().ToString("N")));
        try
        {
            File.Move(path, aside);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        if (File.GetLastWriteTimeUtc(aside) >= since.UtcDateTime)
        {
            File.Move(aside, path, overwrite: true);
            return false;
        }

        File.Delete(aside);
        return true;
    }

    private void Keep(string draft, string name)
    {
        var target = PathOf(name);
        if (IsStoredAgain(draft, target))
        {
            return;
        }

        var folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            Flush(_root);
        }

        File.SetUnixFileMode(draft, UnixFileMode.UserRead);
        File.Move(draft, target, overwrite: true);
        Flush(folder);
    }

    /// <summary>The bytes are there already: they count as stored now.</summary>
    private static bool IsStoredAgain(string draft, string target)
    {
        try
        {
            if (File.Exists(target))
            {
                File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(draft));
                return true;
            }
        }
        catch (FileNotFoundException)
        {
            // Removed between two looks; it is stored anew.
        }

        return false;
    }

    /// <summary>A new name survives the power going out only when its folder was written too; .NET cannot open folders.</summary>
    private static void Flush(string folder)
    {
        const int readOnlyFolder = 0x10000;
        var handle = Open(folder, readOnlyFolder);
        if (handle >= 0)
        {
            _ = FSync(handle);
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FSync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}

/// <summary>Renditions of printed forms hold clear numbers, so they are stored sealed and opened only to be sent.</summary>
public sealed class SealedBlobs(IBlobStore blobs, Sealer sealer)
{
    private const string Context = "rendition";

    /// <summary>Stores the bytes sealed; the reference names the sealed file, its length is that of the clear bytes.</summary>
    public async Task<BlobRef> PutAsync(byte[] content, CancellationToken stop = default)
    {
        using var stream = new MemoryStream(sealer.Seal(content, Context), writable: false);
        var stored = await blobs.PutAsync(stream, stop: stop);
        return stored with { Length = content.Length };
    }

    /// <summary>The clear bytes.</summary>
    public async Task<byte[]> ReadAsync(string sha256, CancellationToken stop = default)
    {
        await using var stream = blobs.OpenRead(sha256);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, stop);
        return sealer.Open(bytes, Context);
    }
}
