using System.Globalization;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Quantities;

namespace Zhiping.Cli;

/// <summary>Checks the signed receipt of a submission without the server: the platform's signature and, where it is given, the content. (D9)</summary>
internal sealed class ReceiptVerifier : IVerifier
{
    public string Name => "receipt";

    public string Description => "Checks the platform's signature under the receipt of a submission and, where it is given, that the content is the one it states.";

    public string Second => "The submitted content, as downloaded beside the receipt.";

    public async Task<int> VerifyAsync(FileInfo file, FileInfo? second, Terminal terminal, CancellationToken stop)
    {
        if (new[] { file, second }.FirstOrDefault(f => f is { Exists: false }) is { } missing)
        {
            throw new BadInputException($"{missing.FullName} does not exist.");
        }

        byte[] content = second is null ? [] : await File.ReadAllBytesAsync(second.FullName, stop);
        if (second is not null && content.Length == 0)
        {
            throw new BadInputException($"{second.FullName} is empty.");
        }

        var (receipt, problem) = SubmissionReceipts.Verify(await File.ReadAllBytesAsync(file.FullName, stop), content);
        if (receipt is null)
        {
            throw new BadInputException($"{file.FullName}: {problem!.In(terminal.Language)}");
        }

        await terminal.Out.WriteLineAsync((problem ?? Says(receipt, second is not null)).In(terminal.Language));
        return problem is null ? ExitCode.Yes : ExitCode.No;
    }

    /// <summary>What holds, and what the reader still has to look at.</summary>
    private static LocalText Says(ReceiptFile receipt, bool withContent)
    {
        var at = DateTimeOffset.TryParse(receipt.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Beijing.At(instant).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : receipt.At;
        return new LocalText(
            $"""
             签名成立：第{receipt.Number}次提交，回执 {receipt.ReceiptNumber}，{at}（北京时间）收到。
             {(withContent ? "内容就是当时提交的" : "内容没有核对，应当是")}：SHA-256 {receipt.ContentSha256}。
             签名密钥 {receipt.KeyId}：请与平台“提交回执”页上写的编号对照。
             """,
            $"""
             The signature holds: submission {receipt.Number}, receipt {receipt.ReceiptNumber}, received {at} Beijing time.
             {(withContent ? "The content is the one that was submitted" : "The content was not checked; it should be the one of")} SHA-256 {receipt.ContentSha256}.
             Signed by key {receipt.KeyId}: compare it with the one that the platform's receipt page names.
             """);
    }
}
