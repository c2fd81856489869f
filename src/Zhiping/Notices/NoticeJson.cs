using Zhiping.Policy.Notices;

namespace Zhiping.Notices;

/// <summary>The seam to the policy's canonical JSON.</summary>
internal static class NoticeJson
{
    public static byte[] Write(Notice notice) => throw new NotSupportedException(notice.Id);

    public static Notice Read(byte[] content) => throw new NotSupportedException($"{content.Length}");
}
