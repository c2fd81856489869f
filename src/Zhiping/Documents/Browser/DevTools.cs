using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zhiping.Documents.Browser;

/// <summary>The browser said no to a command, or is gone.</summary>
public sealed class DevToolsException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A connection to a browser over the DevTools protocol: commands with answers, events by name. As much of it as printing needs.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> waiting = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> events = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly CancellationTokenSource ended = new();
    private Task receiving = Task.CompletedTask;
    private int lastId;

    public bool IsOpen => socket.State == WebSocketState.Open && !ended.IsCancellationRequested;

    public async Task OpenAsync(Uri address, CancellationToken cancel)
    {
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await socket.ConnectAsync(address, cancel);
        receiving = ReceiveAsync();
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    public async Task<JsonNode?> DoAsync(string method, JsonObject? parameters, string? session, CancellationToken cancel)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(message);
        await sending.WaitAsync(cancel);
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        catch (Exception problem) when (problem is WebSocketException or InvalidOperationException)
        {
            throw new DevToolsException("The browser is gone.", problem);
        }
        finally
        {
            sending.Release();
        }

        await using (cancel.Register(() => answer.TrySetCanceled(cancel)))
        await using (ended.Token.Register(() => answer.TrySetException(new DevToolsException("The browser is gone."))))
        {
            try
            {
                return await answer.Task;
            }
            finally
            {
                waiting.TryRemove(id, out _);
            }
        }
    }

    /// <summary>A task that ends when the named event of that session comes; ask before causing it.</summary>
    public Task Expect(string method, string session)
        => events.GetOrAdd($"{session}/{method}", _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(string session)
    {
        foreach (var key in events.Keys.Where(key => key.StartsWith(session + "/", StringComparison.Ordinal)))
        {
            events.TryRemove(key, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        socket.Dispose();
        await receiving;
        ended.Dispose();
        sending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), ended.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    Take(JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length)));
                    message.SetLength(0);
                }
            }
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or ObjectDisposedException or JsonException)
        {
            // Who waits learns it below.
        }

        if (!ended.IsCancellationRequested)
        {
            await ended.CancelAsync();
        }
    }

    private void Take(JsonNode? message)
    {
        if (message?["id"]?.GetValue<int>() is { } id)
        {
            if (waiting.TryGetValue(id, out var answer))
            {
                if (message["error"] is { } error)
                {
                    answer.TrySetException(new DevToolsException(error["message"]?.GetValue<string>() ?? "The browser said no."));
                }
                else
                {
                    answer.TrySetResult(message["result"]);
                }
            }
        }
        else if (message?["method"]?.GetValue<string>() is { } method
            && events.TryGetValue($"{message["sessionId"]?.GetValue<string>()}/{method}", out var expected))
        {
            expected.TrySetResult();
        }
    }
}
