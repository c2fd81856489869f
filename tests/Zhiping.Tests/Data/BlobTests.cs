using System.Security.Cryptography;
using Zhiping.Data;

namespace Zhiping.Tests.Data;

public sealed class BlobTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zp.").FullName;
    private readonly FileBlobStore _store;

    public BlobTests() => _store = new FileBlobStore(Path.Combine(_folder, "blobs"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Put_KeepsTheBytesUnderTheirHash_AndTheSameBytesOnce()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var first = await _store.PutAsync(new MemoryStream(bytes));
        var second = await _store.PutAsync(new MemoryStream(bytes));
        Assert.Equal(new BlobRef(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length), first);
        Assert.Equal(first, second);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_store.PathOf(first.Sha256)));
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(_store.PathOf(first.Sha256)));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "blobs", "arriving")));
        await using var stream = _store.OpenRead(first.Sha256);
        stream.Position = 1000;
        Assert.Equal(bytes[1000], stream.ReadByte());
    }

    [Fact]
    public async Task FilesALevelDeeper_AsTheyStoodAtFirst_AreFoundReadAndRemoved()
    {
        var bytes = RandomNumberGenerator.GetBytes(1000);
        var stored = await _store.PutAsync(new MemoryStream(bytes));
        var flat = _store.PathOf(stored.Sha256);
        var deeper = Path.Combine(Path.GetDirectoryName(flat)!, stored.Sha256[2..4], stored.Sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(deeper)!);
        File.Move(flat, deeper);

        Assert.Equal(deeper, _store.PathOf(stored.Sha256));
        Assert.Equal(stored, await _store.PutAsync(new MemoryStream(bytes)));
        Assert.False(File.Exists(flat), "The bytes that are there are not kept a second time.");
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);
        Assert.Equal([stored.Sha256], _store.NotStoredSince(tomorrow));
        Assert.True(_store.Remove(stored.Sha256, tomorrow));
        Assert.False(_store.Exists(stored.Sha256));
    }

    [Fact]
    public async Task Put_AtOnceByMany_EndsWithOneWholeFile()
    {
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        var stored = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _store.PutAsync(new MemoryStream(bytes))));
        Assert.Single(stored.Distinct());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_store.PathOf(stored[0].Sha256)));
    }

    [Fact]
    public async Task Put_LongerThanAllowed_KeepsNothing()
    {
        await Assert.ThrowsAsync<BlobTooLongException>(() => _store.PutAsync(new MemoryStream(new byte[1001]), limit: 1000));
        Assert.Empty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
        Assert.Equal(1000, (await _store.PutAsync(new MemoryStream(new byte[1000]), limit: 1000)).Length);
        Assert.Equal(0, (await _store.PutAsync(new MemoryStream([]))).Length);
    }

    [Fact]
    public async Task Put_WhoseSourceBreaks_KeepsNothing()
    {
        await Assert.ThrowsAsync<IOException>(() => _store.PutAsync(new BrokenStream()));
        Assert.Empty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF")]
    public void PathOf_WhatIsNoHash_IsRefused(string name) => Assert.Throws<ArgumentException>(() => _store.PathOf(name));

    [Fact]
    public async Task SealedBlobs_LieUnreadableOnDisk()
    {
        using var keys = KeyRing.OpenOrCreate(Path.Combine(_folder, "keys.json"));
        var blobs = new SealedBlobs(_store, new Sealer(keys));
        var clear = "身份证号码 99999919850315001X"u8.ToArray();
        var stored = await blobs.PutAsync(clear);
        Assert.Equal(clear.Length, stored.Length);
        Assert.Equal(-1, (await File.ReadAllBytesAsync(_store.PathOf(stored.Sha256))).AsSpan().IndexOf("999999"u8));
        Assert.Equal(clear, await blobs.ReadAsync(stored.Sha256));
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The connection broke.");
    }
}
