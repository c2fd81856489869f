using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Zhiping.Documents.Browser;

/// <summary>Where the browser is and how many documents it makes at once.</summary>
public sealed class ChromiumOptions
{
    private const string Shell = "/usr/bin/chromium-headless-shell";

    /// <summary>The browser without windows where Debian has put it, else the whole one, which prints the same in four times the time.</summary>
    public string Program { get; set; } = File.Exists(Shell) ? Shell : "/usr/bin/chromium";

    public int AtOnce { get; set; } = 2;

    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Where running browsers are noted, so that a later run ends those that a killed one left behind; null for nowhere.</summary>
    public string? Notes { get; set; }
}

/// <summary>
/// One warm headless Chromium on a loopback port, started at first need, replaced when it dies or after many documents. What it shows
/// comes from us as text: it has no network, and scripts in a document do not run.
/// </summary>
public sealed class Chromium(ChromiumOptions options, ILogger<Chromium> log) : IAsyncDisposable
{
    private const int DocumentsPerBrowser = 500;

    private static readonly string[] Flags =
    [
        "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-extensions", "--mute-audio", "--hide-scrollbars", "--disable-dev-shm-usage", "--no-default-browser-check",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-address=127.0.0.1", "--remote-debugging-port=0",
        "--force-color-profile=srgb", "--font-render-hinting=none",
    ];

    private readonly SemaphoreSlim starting = new(1);
    private readonly SemaphoreSlim places = new(options.AtOnce);
    private Running? running;

    /// <summary>The document as PDF; page size, margins and page numbers are its style's own.</summary>
    public Task<byte[]> PrintAsync(string html, CancellationToken cancel = default) => ShowAsync(
        html,
        null,
        async (tab, limit) => Decoded(await tab.DoAsync(
            "Page.printToPDF",
            new JsonObject { ["printBackground"] = true, ["preferCSSPageSize"] = true, ["generateTaggedPDF"] = true },
            limit)),
        cancel);

    /// <summary>The document as a JPEG of that many pixels.</summary>
    public Task<byte[]> DrawAsync(string html, int width, int height, int quality = 88, CancellationToken cancel = default) => ShowAsync(
        html,
        (width, height),
        async (tab, limit) => Decoded(await tab.DoAsync(
            "Page.captureScreenshot",
            new JsonObject { ["format"] = "jpeg", ["quality"] = quality, ["captureBeyondViewport"] = false },
            limit)),
        cancel);

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
        {
            await running.DisposeAsync();
            running = null;
        }

        starting.Dispose();
        places.Dispose();
    }

    private async Task<byte[]> ShowAsync(string html, (int Width, int Height)? size, Func<Tab, CancellationToken, Task<byte[]>> take, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(options.Patience);
            try
            {
                return await TryAsync(html, size, take, limit.Token);
            }
            catch (DevToolsException problem)
            {
                // The browser died under us, perhaps not by this document: once more with a fresh one.
                log.LogWarning(problem, "The browser failed; trying again with a fresh one");
                return await TryAsync(html, size, take, limit.Token);
            }
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<byte[]> TryAsync(
        string html, (int Width, int Height)? size, Func<Tab, CancellationToken, Task<byte[]>> take, CancellationToken cancel)
    {
        var browser = await BrowserAsync(cancel);
        await using var tab = await browser.OpenTabAsync(cancel);
        if (size is { } pixels)
        {
            await tab.DoAsync(
                "Emulation.setDeviceMetricsOverride",
                new JsonObject { ["width"] = pixels.Width, ["height"] = pixels.Height, ["deviceScaleFactor"] = 1, ["mobile"] = false },
                cancel);
        }

        await tab.SetContentAsync(html, cancel);
        return await take(tab, cancel);
    }

    private async Task<Running> BrowserAsync(CancellationToken cancel)
    {
        await starting.WaitAsync(cancel);
        try
        {
            if (running is { IsAlive: true } alive && alive.Documents < DocumentsPerBrowser)
            {
                alive.Documents++;
                return alive;
            }

            if (running is not null && (!running.IsAlive || places.CurrentCount == options.AtOnce - 1))
            {
                await running.DisposeAsync();
                running = null;
            }

            running ??= await StartAsync(cancel);
            running.Documents++;
            return running;
        }
        finally
        {
            starting.Release();
        }
    }

    private async Task<Running> StartAsync(CancellationToken cancel)
    {
        if (options.Notes is { } notes)
        {
            await LeftBrowsers.EndAsync(notes, log, cancel);
        }

        // The sandbox needs user namespaces; root has no use for it and Chromium refuses to start with it then.
        if (Environment.UserName != "root")
        {
            try
            {
                return await Running.StartAsync(options, Flags, cancel);
            }
            catch (DevToolsException problem)
            {
                log.LogWarning("The browser does not start with its sandbox here ({Problem}); starting it without", problem.Message);
            }
        }

        return await Running.StartAsync(options, [.. Flags, "--no-sandbox"], cancel);
    }

    private static byte[] Decoded(JsonNode? answer)
        => Convert.FromBase64String(answer?["data"]?.GetValue<string>() ?? throw new DevToolsException("The browser gave no document."));

    /// <summary>A page of the browser with its own session.</summary>
    private sealed class Tab(DevTools tools, string target, string session) : IAsyncDisposable
    {
        public Task<JsonNode?> DoAsync(string method, JsonObject? parameters, CancellationToken cancel)
            => tools.DoAsync(method, parameters, session, cancel);

        public async Task SetContentAsync(string html, CancellationToken cancel)
        {
            await DoAsync("Page.enable", null, cancel);
            await DoAsync("Network.enable", null, cancel);
            await DoAsync(
                "Network.emulateNetworkConditions",
                new JsonObject { ["offline"] = true, ["latency"] = 0, ["downloadThroughput"] = 0, ["uploadThroughput"] = 0 },
                cancel);
            await DoAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true }, cancel);
            var tree = await DoAsync("Page.getFrameTree", null, cancel);
            var loaded = tools.Expect("Page.loadEventFired", session);
            await DoAsync(
                "Page.setDocumentContent",
                new JsonObject { ["frameId"] = tree?["frameTree"]?["frame"]?["id"]?.GetValue<string>(), ["html"] = html },
                cancel);
            await loaded.WaitAsync(cancel);
            await DoAsync("Runtime.evaluate", new JsonObject { ["expression"] = "document.fonts.ready.then(() => 1)", ["awaitPromise"] = true }, cancel);
        }

        public async ValueTask DisposeAsync()
        {
            tools.Forget(session);
            if (tools.IsOpen)
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                try
                {
                    await tools.DoAsync("Target.closeTarget", new JsonObject { ["targetId"] = target }, null, limit.Token);
                }
                catch (Exception problem) when (problem is DevToolsException or OperationCanceledException)
                {
                    // A browser that cannot close a page is found dead at the next document.
                }
            }
        }
    }

    /// <summary>A browser process with its connection and its throw-away profile.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly Process process;
        private readonly string profile;
        private readonly DevTools tools;
        private readonly string? note;

        private Running(Process process, string profile, DevTools tools, string? note)
        {
            this.process = process;
            this.profile = profile;
            this.tools = tools;
            this.note = note;
        }

        public int Documents { get; set; }

        public bool IsAlive => !process.HasExited && tools.IsOpen;

        public static async Task<Running> StartAsync(ChromiumOptions options, IReadOnlyList<string> flags, CancellationToken cancel)
        {
            var folder = Directory.CreateTempSubdirectory("zchr").FullName;
            var start = new ProcessStartInfo(options.Program)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            };
            foreach (var flag in flags.Append($"--user-data-dir={folder}").Append("about:blank"))
            {
                start.ArgumentList.Add(flag);
            }

            start.Environment["HOME"] = folder;
            var started = Process.Start(start) ?? throw new DevToolsException("The browser could not be started.");
            started.OutputDataReceived += (_, _) => { };
            started.ErrorDataReceived += (_, _) => { };
            started.BeginOutputReadLine();
            started.BeginErrorReadLine();
            var link = new DevTools();
            var browser = new Running(started, folder, link, options.Notes is { } notes ? LeftBrowsers.Note(notes, started.Id, folder) : null);
            try
            {
                await link.OpenAsync(await AddressAsync(started, folder, cancel), cancel);
                return browser;
            }
            catch
            {
                await browser.DisposeAsync();
                throw;
            }
        }

        public async Task<Tab> OpenTabAsync(CancellationToken cancel)
        {
            var created = await tools.DoAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, null, cancel);
            var target = created!["targetId"]!.GetValue<string>();
            var attached = await tools.DoAsync(
                "Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true }, null, cancel);
            return new Tab(tools, target, attached!["sessionId"]!.GetValue<string>());
        }

        public async ValueTask DisposeAsync()
        {
            await tools.DisposeAsync();
            try
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
            catch (InvalidOperationException)
            {
                // It had ended by itself.
            }

            process.Dispose();
            if (note is not null)
            {
                File.Delete(note);
            }

            for (var attempt = 0; attempt < 5 && Directory.Exists(profile); attempt++)
            {
                try
                {
                    Directory.Delete(profile, recursive: true);
                }
                catch (IOException)
                {
                    // Its last child may still be writing.
                    await Task.Delay(100);
                }
            }
        }

        /// <summary>Chromium writes the port it chose into its profile.</summary>
        private static async Task<Uri> AddressAsync(Process started, string folder, CancellationToken cancel)
        {
            var file = Path.Combine(folder, "DevToolsActivePort");
            for (var waited = 0; waited < 300; waited++)
            {
                if (started.HasExited)
                {
                    throw new DevToolsException("The browser ended at once.");
                }

                if (File.Exists(file) && await File.ReadAllLinesAsync(file, cancel) is [var port, var path, ..])
                {
                    return new Uri($"ws://127.0.0.1:{port}{path}");
                }

                await Task.Delay(50, cancel);
            }

            throw new DevToolsException("The browser did not open its port.");
        }
    }
}
