using System.Threading.RateLimiting;

namespace Zhiping.Certificates;

/// <summary>How often strangers may check certificates and object, by address: enough for a person, too little to search for numbers. Real time, per node.</summary>
public sealed class PublicLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> checks;
    private readonly PartitionedRateLimiter<string> objections;

    public PublicLimits(IConfiguration configuration)
    {
        checks = PerWindow(configuration.GetValue("PublicLimits:ChecksPerMinute", 30), TimeSpan.FromMinutes(1));
        objections = PerWindow(configuration.GetValue("PublicLimits:ObjectionsPerHour", 10), TimeSpan.FromHours(1));
    }

    public bool MayCheck(HttpContext http) => Take(checks, http);

    public bool MayObject(HttpContext http) => Take(objections, http);

    public void Dispose()
    {
        checks.Dispose();
        objections.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<string> limiter, HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "");
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> PerWindow(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window, QueueLimit = 0 }));
}
