using Microsoft.AspNetCore.Mvc;
using Zhiping.Data;

namespace Zhiping.Payments;

/// <summary>Pictures of vouchers: kept by content, never decoded here, shown only to the applicant and the office.</summary>
public sealed class VoucherPictures(IBlobStore blobs)
{
    /// <summary>The longest file in bytes.</summary>
    public const int Limit = 8 * 1024 * 1024;

    /// <summary>Keeps a picture and says under which hash; refuses what is no JPG, PNG or PDF.</summary>
    public async Task<string> Keep(IFormFile file, CancellationToken cancel)
    {
        if (file.Length > Limit)
        {
            throw new RefusalException(new Refusal("文件有{0}MB，最大8MB。", Math.Ceiling(file.Length / 1048576m)) { Field = "File", Remedy = "请压缩后再传，或者重新拍摄。" });
        }

        await using var content = file.OpenReadStream();
        var head = new byte[8];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        if (TypeOf(head.AsSpan(0, read)) is null)
        {
            throw new RefusalException(new Refusal("这个文件不是JPG、PNG图片，也不是PDF。") { Field = "File", Remedy = "请上传回单的照片、截图或PDF。" });
        }

        content.Position = 0;
        return (await blobs.PutAsync(content, Limit, cancel)).Sha256;
    }

    /// <summary>The picture, as a file that runs nothing in the browser.</summary>
    public IActionResult Show(string picture)
    {
        if (!blobs.Exists(picture))
        {
            return new NotFoundResult();
        }

        var content = blobs.OpenRead(picture);
        var head = new byte[8];
        var read = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        content.Position = 0;
        return new FileStreamResult(content, TypeOf(head.AsSpan(0, read)) ?? "application/octet-stream");
    }

    private static string? TypeOf(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : head.StartsWith("%PDF-"u8) ? "application/pdf"
        : null;
}
