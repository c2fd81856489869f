using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Zhiping.Attachments.Scan;

/// <summary>What the scanner said of a file.</summary>
public enum ScanVerdict
{
    Clean,
    Infected,

    /// <summary>No answer, or none that can be understood: the file must not be used.</summary>
    Unknown,
}

/// <summary>Where a virus scanner listens; nowhere: nothing is scanned.</summary>
public sealed class VirusScanOptions
{
    /// <summary>clamd's socket as a path or as host:port.</summary>
    public string? Clamd { get; set; }

    /// <summary>How long it may take for one file.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Sends a file to clamd by INSTREAM.</summary>
public sealed class VirusScan(VirusScanOptions options, ILogger<VirusScan> log)
{
    private const int Piece = 64 * 1024;

    public bool IsConfigured => !string.IsNullOrEmpty(options.Clamd);

    /// <summary>Clean where no scanner is configured; never throws but on cancellation.</summary>
    public async Task<ScanVerdict> Judge(Stream file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!IsConfigured)
        {
            return ScanVerdict.Clean;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Patience);
        try
        {
            var answer = await Ask(file, patience.Token);
            var verdict = answer.EndsWith(" FOUND", StringComparison.Ordinal) ? ScanVerdict.Infected
                : answer == "stream: OK" ? ScanVerdict.Clean
                : ScanVerdict.Unknown;
            if (verdict != ScanVerdict.Clean)
            {
                log.LogWarning("The virus scanner said {Answer}", answer);
            }

            return verdict;
        }
        catch (Exception problem) when (problem is SocketException or IOException or OperationCanceledException or FormatException)
        {
            cancel.ThrowIfCancellationRequested();
            log.LogWarning("The virus scanner gave no answer: {Problem}", problem.Message);
            return ScanVerdict.Unknown;
        }
    }

    private async Task<string> Ask(Stream file, CancellationToken cancel)
    {
        using var socket = await Connect(cancel);
        await using var stream = new NetworkStream(socket);
        try
        {
            await Send(stream, file, cancel);
        }
        catch (IOException)
        {
            // It may have closed because the file is longer than it takes; what it says about that is still to be read.
        }

        var answer = new byte[512];
        var length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancel);
        return Encoding.ASCII.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    private static async Task Send(NetworkStream stream, Stream file, CancellationToken cancel)
    {
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
        var buffer = new byte[4 + Piece];
        int read;
        do
        {
            read = await file.ReadAtLeastAsync(buffer.AsMemory(4), Piece, throwOnEndOfStream: false, cancel);
            BinaryPrimitives.WriteInt32BigEndian(buffer, read);
            await stream.WriteAsync(buffer.AsMemory(0, 4 + read), cancel);
        }
        while (read == Piece);

        if (read > 0)
        {
            await stream.WriteAsync(new byte[4], cancel);
        }
    }

    private async Task<Socket> Connect(CancellationToken cancel)
    {
        var where = options.Clamd!;
        var isPath = where.StartsWith('/');
        var colon = where.LastIndexOf(':');
        EndPoint there = isPath ? new UnixDomainSocketEndPoint(where)
            : colon > 0 ? new DnsEndPoint(where[..colon], int.Parse(where[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture))
            : throw new FormatException("Scan:Clamd is neither a path nor host:port.");
        var socket = isPath ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(there, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
