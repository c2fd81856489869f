using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Zhiping.Documents;

namespace Zhiping.Attachments.Imaging;

/// <summary>What came back: findings and the pictures made.</summary>
public sealed record ImageAnswer(ImageFindings Findings, IReadOnlyList<byte[]> Pictures)
{
    public bool IsRefused => Findings.Problem != ImageProblem.None;
}

/// <summary>How many workers, how long a file may take, how much memory a worker may have.</summary>
public sealed class ImageWorkerOptions
{
    public int Workers { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    public TimeSpan PatiencePerFile { get; set; } = TimeSpan.FromSeconds(30);

    public int FilesPerWorker { get; set; } = 200;

    public long DataBytes { get; set; } = 1_200L * 1024 * 1024;

    public int CpuSeconds { get; set; } = 600;

    /// <summary>Whether libjpeg-turbo is used where it is installed; else everything goes through libvips.</summary>
    public bool UsesTurbo { get; set; } = true;
}

/// <summary>
/// A few long-lived processes that open pictures for us, one file at a time each. A process that dies, hangs or grows too large is
/// replaced, and its file is refused as unreadable: a death is an answer, never an error.
/// </summary>
public sealed class ImageWorkers : IAsyncDisposable
{
    private readonly ImageWorkerOptions options;
    private readonly ILogger<ImageWorkers> log;
    private readonly Channel<WorkerProcess?> free = Channel.CreateUnbounded<WorkerProcess?>();
    private readonly ConcurrentDictionary<int, byte> processes = new();
    private bool closed;

    public ImageWorkers(ImageWorkerOptions options, ILogger<ImageWorkers> log)
    {
        this.options = options;
        this.log = log;
        for (var worker = 0; worker < options.Workers; worker++)
        {
            free.Writer.TryWrite(null);
        }
    }

    /// <summary>The processes that are running, by their ids.</summary>
    public ICollection<int> Processes => processes.Keys;

    /// <summary>Type, size and orientation from the header.</summary>
    public Task<ImageAnswer> InspectAsync(byte[] file, CancellationToken cancel = default)
        => DoAsync(new ImageOrder { Do = "inspect" }, file, cancel);

    /// <summary>Upright JPEG and thumbnail, with notes on legibility.</summary>
    /// <param name="file">JPEG, PNG or HEIC.</param>
    /// <param name="turn">Quarter turns clockwise on top of EXIF.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<ImageAnswer> PageAsync(byte[] file, int turn, CancellationToken cancel = default)
        => DoAsync(new ImageOrder { Do = "page", Turn = turn }, file, cancel);

    /// <summary>The same, with its lines level and what lies around the sheet cut away.</summary>
    public Task<ImageAnswer> StraightPageAsync(byte[] file, int turn, CancellationToken cancel = default)
        => DoAsync(new ImageOrder { Do = "page", Turn = turn, IsStraightened = true }, file, cancel);

    /// <summary>The same, cut out by its four corners.</summary>
    public Task<ImageAnswer> CutPageAsync(byte[] file, int turn, IReadOnlyList<Spot> corners, CancellationToken cancel = default)
        => DoAsync(new ImageOrder { Do = "page", Turn = turn, Corners = corners }, file, cancel);

    /// <summary>The upright picture with the boxes burnt in, and its thumbnail; no metadata.</summary>
    public Task<ImageAnswer> MaskAsync(byte[] upright, IReadOnlyList<MaskBox> boxes, CancellationToken cancel = default)
        => DoAsync(new ImageOrder { Do = "mask", Boxes = boxes }, upright, cancel);

    /// <summary>A grey picture for reading: no stamps, even light, level lines, enlarged.</summary>
    /// <param name="upright">The page.</param>
    /// <param name="longerSide">Of the picture, about.</param>
    /// <param name="turn">Quarter turns clockwise.</param>
    /// <param name="skew">How far the lines are off the level, where that is known.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<ImageAnswer> ForReadingAsync(byte[] upright, int longerSide, int turn = 0, double? skew = null, CancellationToken cancel = default)
        => DoAsync(new ImageOrder { Do = "read", Width = longerSide, Turn = turn, Skew = skew }, upright, cancel);

    /// <summary>A one-inch portrait of 295 × 413 pixels (A5).</summary>
    public Task<ImageAnswer> PortraitAsync(byte[] file, CancellationToken cancel = default)
        => DoAsync(new ImageOrder { Do = "portrait" }, file, cancel);

    /// <summary>Carries out an order; refusals come back as findings, only cancellation throws.</summary>
    public async Task<ImageAnswer> DoAsync(ImageOrder order, byte[] file, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ObjectDisposedException.ThrowIf(closed, this);
        var worker = await free.Reader.ReadAsync(cancel);
        try
        {
            // A worker that died while idle is replaced before it is given a file, or the file would pay for it.
            if (worker is null || !worker.IsAlive)
            {
                worker?.Dispose();
                worker = WorkerProcess.Start(options, processes);
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(options.PatiencePerFile);
            var answer = await worker.AskAsync(order, file, patience.Token);
            if (worker.Files >= options.FilesPerWorker)
            {
                worker.Dispose();
                worker = null;
            }

            return answer;
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException or InvalidDataException or System.Text.Json.JsonException)
        {
            worker?.Dispose();
            worker = null;
            cancel.ThrowIfCancellationRequested();
            log.LogWarning("An image worker gave no answer to {Order}: {Problem}", order.Do, problem.GetType().Name);
            var why = problem is OperationCanceledException ? ImageProblem.TimedOut : ImageProblem.Unreadable;
            return new ImageAnswer(new ImageFindings { Problem = why, Format = ImageFormats.Of(file) }, []);
        }
        finally
        {
            if (closed)
            {
                worker?.Dispose();
                worker = null;
            }

            free.Writer.TryWrite(worker);
        }
    }

    public ValueTask DisposeAsync()
    {
        closed = true;
        while (free.Reader.TryRead(out var worker))
        {
            worker?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private sealed class WorkerProcess : IDisposable
    {
        private readonly Process process;
        private readonly ConcurrentDictionary<int, byte> running;

        private WorkerProcess(Process process, ConcurrentDictionary<int, byte> running)
        {
            this.process = process;
            this.running = running;
            running[process.Id] = 0;
        }

        public int Files { get; private set; }

        public bool IsAlive => !process.HasExited;

        public static WorkerProcess Start(ImageWorkerOptions options, ConcurrentDictionary<int, byte> running)
        {
            var start = LimitedChild.OfOurselves([ImageWorker.Command], options.DataBytes, options.CpuSeconds);
            start.RedirectStandardInput = true;
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
            if (!options.UsesTurbo)
            {
                start.Environment[Turbo.Without] = "1";
            }

            // A worker sees few files: what runs over pixels is compiled well at once, not after thirty of them.
            start.Environment["DOTNET_TC_QuickJitForLoops"] = "0";
            start.Environment["DOTNET_gcServer"] = "0";
            start.Environment["DOTNET_GCConserveMemory"] = "5";
            start.Environment["DOTNET_EnableDiagnostics"] = "0";
            var started = Process.Start(start) ?? throw new IOException("The image worker could not be started.");
            // Nobody reads what libraries complain about, but a full pipe would stop the worker.
            started.ErrorDataReceived += (_, _) => { };
            started.BeginErrorReadLine();
            return new WorkerProcess(started, running);
        }

        public async Task<ImageAnswer> AskAsync(ImageOrder order, byte[] file, CancellationToken cancel)
        {
            Files++;
            await WorkerProtocol.WriteAsync(process.StandardInput.BaseStream, WorkerProtocol.Head(order), [file], cancel);
            var answer = await WorkerProtocol.ReadAsync(process.StandardOutput.BaseStream, cancel)
                ?? throw new EndOfStreamException("The image worker is gone.");
            return new ImageAnswer(WorkerProtocol.Findings(answer.Head), answer.Parts);
        }

        public void Dispose()
        {
            running.TryRemove(process.Id, out _);
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It had ended by itself.
            }

            process.Dispose();
        }
    }
}
