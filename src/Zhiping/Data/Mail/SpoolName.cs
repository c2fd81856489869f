using System.Globalization;

namespace Zhiping.Data;

/// <summary>Names of the files that stand for messages: sorted, they are in the order in which they left, also within one instant.</summary>
internal static class SpoolName
{
    private static int _left;

    public static string Next(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at:yyyyMMdd-HHmmss-ffffff}-{Interlocked.Increment(ref _left):D8}-{Ids.Code(4)}.txt");
}
