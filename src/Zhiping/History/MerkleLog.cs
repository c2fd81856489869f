using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Zhiping.History;

/// <summary>
/// A Merkle tree that only grows (RFC 6962 section 2.1), kept as its frontier: the hashes of the full subtrees, largest first.
/// </summary>
public sealed class MerkleLog
{
    private readonly List<byte[]> _frontier;

    public MerkleLog()
    {
        _frontier = [];
    }

    /// <summary>Goes on from a frontier as <see cref="Frontier"/> wrote it.</summary>
    public MerkleLog(long size, byte[] frontier)
    {
        Size = size;
        _frontier = [.. frontier.Chunk(32)];
        if (_frontier.Count != long.PopCount(size))
        {
            throw new ArgumentException("The frontier does not belong to a tree of this size.", nameof(frontier));
        }
    }

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The hashes of the full subtrees one after the other.</summary>
    public byte[] Frontier => [.. _frontier.SelectMany(hash => hash)];

    /// <summary>SHA-256 of a zero byte and the leaf's data.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> data) => SHA256.HashData([0, .. data]);

    /// <summary>Adds a leaf by its hash.</summary>
    public void Append(byte[] leaf)
    {
        var hash = leaf;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            hash = Node(_frontier[^1], hash);
            _frontier.RemoveAt(_frontier.Count - 1);
        }

        _frontier.Add(hash);
        Size++;
    }

    /// <summary>The root over all leaves; of an empty tree the SHA-256 of nothing.</summary>
    public byte[] Root()
    {
        if (_frontier.Count == 0)
        {
            return SHA256.HashData([]);
        }

        var hash = _frontier[^1];
        for (var i = _frontier.Count - 2; i >= 0; i--)
        {
            hash = Node(_frontier[i], hash);
        }

        return hash;
    }

    /// <summary>What is signed: size, root and instant (microseconds since 1970).</summary>
    public static byte[] HeadBytes(long size, byte[] root, DateTimeOffset at)
    {
        var bytes = new byte[8 + 32 + 8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, size);
        root.CopyTo(bytes, 8);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(40), (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        return bytes;
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
