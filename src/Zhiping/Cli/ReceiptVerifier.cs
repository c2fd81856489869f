using Zhiping.Applications;

namespace Zhiping.Cli;

/// <summary>Checks the signed receipt of a submission: the platform's signature, without the server. (D9)</summary>
internal sealed class ReceiptVerifier : IVerifier
{
    public string Name => "receipt";

    public string Description => "Checks the platform's signature under the receipt of a submission.";

    public async Task<int> VerifyAsync(FileInfo file, Terminal terminal, CancellationToken stop)
    {
        if (!file.Exists)
        {
            throw new BadInputException($"{file.FullName} does not exist.");
        }

        var (receipt, problem) = SubmissionReceipts.Verify(await File.ReadAllBytesAsync(file.FullName, stop));
        if (receipt is null)
        {
            throw new BadInputException($"{file.FullName}: {problem}");
        }

        if (problem is not null)
        {
            await terminal.Out.WriteLineAsync(problem);
            return ExitCode.No;
        }

        await terminal.Out.WriteLineAsync(
            $"The signature of key {receipt.KeyId} holds: receipt {receipt.ReceiptNumber}, submission {receipt.Number}, received {receipt.At}, content {receipt.ContentSha256}.");
        return ExitCode.Yes;
    }
}
