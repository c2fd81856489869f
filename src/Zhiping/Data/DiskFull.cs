using Npgsql;

namespace Zhiping.Data;

/// <summary>There is no room left: nothing that was kept is lost, what came now is not taken, and whoever sends it hears why.</summary>
public static class DiskFull
{
    // ENOSPC and EDQUOT, as the runtime hands them on.
    private const int NoSpace = 28;
    private const int OverQuota = 122;

    /// <summary>Whether this says so, of the disk with the files or of the one with the database.</summary>
    public static bool Is(Exception? problem) => problem switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => true,
        IOException { HResult: NoSpace or OverQuota } => true,
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };

    /// <summary>What the person is told.</summary>
    public static Refusal Refusal { get; } = new("服务器的磁盘满了，这次没有存上。") { Remedy = "之前存的都在。请过一会儿再试一次。还是不行的，请联系平台管理人员。" };
}
