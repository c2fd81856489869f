namespace Zhiping.Attachments;

/// <summary>How many uploads are written at once. Uploads are bound by the disk; without a limit of their own they starve everything else.</summary>
public sealed class UploadGate(int atOnce = 12) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim places = new(atOnce);

    /// <summary>A place, or null when none became free in time.</summary>
    public async Task<IDisposable?> Enter(CancellationToken cancel) => await places.WaitAsync(Patience, cancel) ? new Place(places) : null;

    public void Dispose() => places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private SemaphoreSlim? held = places;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
