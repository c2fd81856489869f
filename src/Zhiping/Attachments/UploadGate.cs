namespace Zhiping.Attachments;

/// <summary>
/// How many uploads are hashed and written at once. Without a limit of their own they starve everything else. A place is held for a piece
/// that has come, never while waiting for the line: twelve phones on a slow line would otherwise shut everybody out. Half of the processors is
/// enough: with more at once no more files come in, and a draft save waits four times as long (bench/README.md).
/// </summary>
public sealed class UploadGate(int atOnce) : IDisposable
{
    private const int MostOpen = 512;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim places = new(atOnce);
    private readonly SemaphoreSlim ends = new(4 * atOnce);
    private readonly SemaphoreSlim open = new(MostOpen);

    public UploadGate()
        : this(Math.Max(1, Environment.ProcessorCount / 2))
    {
    }

    /// <summary>The body of a request, read at the gate's pace; null when too many are open. Dispose it when the file is kept.</summary>
    public async Task<Stream?> Enter(Stream body, CancellationToken cancel) =>
        await open.WaitAsync(Patience, cancel) ? new Paced(body, places, ends, open) : null;

    public void Dispose()
    {
        places.Dispose();
        ends.Dispose();
        open.Dispose();
    }

    private sealed class Paced(Stream body, SemaphoreSlim places, SemaphoreSlim ends, SemaphoreSlim open) : Stream
    {
        private SemaphoreSlim? holding;
        private bool isOpen = true;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Leave();
            var read = await body.ReadAsync(buffer, cancellationToken);
            // What follows the last piece waits for the disk and the database, not for the processor.
            var gate = read > 0 ? places : ends;
            await gate.WaitAsync(cancellationToken);
            holding = gate;
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (isOpen && disposing)
            {
                isOpen = false;
                Leave();
                open.Release();
            }

            base.Dispose(disposing);
        }

        private void Leave()
        {
            holding?.Release();
            holding = null;
        }
    }
}
