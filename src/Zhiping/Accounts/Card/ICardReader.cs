using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>One side of a card as the machine saw it: its lines from the top, or what is the matter with the picture.</summary>
public sealed record CardSide(CardProblem Problem, IReadOnlyList<string> Lines);

/// <summary>The door to the processes that open and read pictures; hostile bytes never enter this one.</summary>
public interface ICardReader
{
    /// <summary>Whether cards are read at all; where they are not, people type.</summary>
    bool Reads { get; }

    /// <summary>Whether the first bytes are those of a picture that can be opened.</summary>
    bool IsPicture(ReadOnlySpan<byte> start);

    /// <summary>Opens the picture and reads it, turned this way and that until the lines are what was looked for.</summary>
    Task<CardSide> ReadAsync(byte[] picture, Func<IReadOnlyList<string>, bool> isRead, CancellationToken stop);

    /// <summary>The picture upright as JPEG, made anew without anything but what is seen; null when it cannot be opened.</summary>
    Task<byte[]?> UprightAsync(byte[] picture, CancellationToken stop);
}

/// <summary>Takes the picture of one side out of a form.</summary>
public sealed class CardPicturing(ICardReader reader)
{
    /// <summary>The bytes of a file, one more than may be so that it can be said that it is too much; null when none was chosen.</summary>
    public static async Task<byte[]?> BytesOf(IFormFile? file, CancellationToken stop)
    {
        if (file is not { Length: > 0 })
        {
            return null;
        }

        var bytes = new byte[Math.Min(file.Length, CardDesk.MostBytes + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    /// <summary>Why these bytes are not taken, or null.</summary>
    public Refusal? WhyNot(byte[] file, string field) =>
        file.Length > CardDesk.MostBytes
            ? new Refusal("这张照片超过{0} MB，没有收下。", CardDesk.MostBytes / 1024 / 1024) { Remedy = "请用较低的分辨率重新拍摄。您填的内容都还在。", Field = field }
        : !reader.IsPicture(file.AsSpan(0, Math.Min(16, file.Length)))
            ? new Refusal("这个文件不是照片，打不开。") { Remedy = "请选择JPG、PNG或手机拍的照片。您填的内容都还在。", Field = field }
        : null;

    /// <summary>The picture that was chosen, upright and without metadata.</summary>
    /// <exception cref="RefusalException">None was chosen, or it cannot be opened.</exception>
    public async Task<byte[]> UprightAsync(IFormFile? file, string field, CancellationToken stop)
    {
        var bytes = await BytesOf(file, stop) ?? throw new RefusalException(new Refusal("请选择身份证两面的照片。") { Remedy = "可以直接用手机拍。", Field = field });
        RefusalException.ThrowIf(WhyNot(bytes, field));
        return await reader.UprightAsync(bytes, stop)
            ?? throw new RefusalException(new Refusal("照片打不开，可能没有传完整。") { Remedy = "请重新拍摄。", Field = field });
    }
}
