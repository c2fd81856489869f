using System.Net;
using System.Net.Sockets;

namespace Zhiping.BrowserTests;

/// <summary>A line to the site that can be cut in the middle of a request, as a real one is.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly int port;
    private readonly Task accepting;
    private CancellationTokenSource connected = new();
    private long left = long.MaxValue;

    public CuttableLine(int port)
    {
        this.port = port;
        listener.Start();
        accepting = Accept();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Lets that many bytes more go to the site; then everything is cut, and stays so.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref left, bytes);

    /// <summary>New connections hold again.</summary>
    public void Mend()
    {
        Interlocked.Exchange(ref left, long.MaxValue);
        Interlocked.Exchange(ref connected, new CancellationTokenSource());
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await connected.CancelAsync();
        listener.Stop();
        await accepting;
        listener.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Relay(await listener.AcceptTcpClientAsync(over.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Relay(TcpClient browser)
    {
        using var mine = browser;
        using var site = new TcpClient();
        var cut = connected.Token;
        try
        {
            await site.ConnectAsync(IPAddress.Loopback, port, cut);
            var there = Copy(browser.GetStream(), site.GetStream(), counts: true, cut);
            var back = Copy(site.GetStream(), browser.GetStream(), counts: false, cut);
            await Task.WhenAny(there, back);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
        {
            // Cut, as asked.
        }

        // A reset, not a farewell.
        browser.Client.LingerState = new LingerOption(true, 0);
    }

    private async Task Copy(NetworkStream from, NetworkStream to, bool counts, CancellationToken cut)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, cut) is > 0 and var read)
        {
            if (counts && Interlocked.Add(ref left, -read) < 0)
            {
                await connected.CancelAsync();
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cut);
            if (counts && read == buffer.Length)
            {
                // As slow as a line that breaks: what is cut at once is still in the network's own buffers and lost.
                await Task.Delay(10, cut);
            }
        }
    }
}
