using System.Text.Json;
using Zhiping.Committees;
using Zhiping.Documents.Signing;
using Zhiping.Policy.Evaluation;

namespace Zhiping.Cli;

/// <summary>Runs an exported draw of experts again and compares.</summary>
internal sealed class DrawVerifier : IVerifier
{
    public string Name => "draw";

    public string Description => "Runs an exported draw of experts again from its seed and pool.";

    public async Task<int> VerifyAsync(FileInfo file, FileInfo? second, Terminal terminal, CancellationToken stop)
    {
        DrawResult draw;
        try
        {
            draw = ExpertDraw.Read(await File.ReadAllBytesAsync(file.FullName, stop));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file.FullName} is no exported draw: {e.Message}");
        }

        bool same;
        try
        {
            same = Draw.Verify(draw);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new BadInputException($"{file.FullName} cannot be run again: {e.Message}");
        }

        await terminal.Out.WriteLineAsync(same
            ? $"The draw is right: {draw.Chosen.Count} chosen and {draw.Standby.Count} in reserve of {draw.Input.Pool.Count}, {draw.Input.Exclusions.Count} excluded, seed {draw.Input.SeedHex}."
            : "The draw is wrong: its seed and pool give another result.");
        return same ? ExitCode.Yes : ExitCode.No;
    }
}

/// <summary>Checks the signature in the PDF of a certificate.</summary>
internal sealed class CertificateVerifier : IVerifier
{
    public string Name => "certificate";

    public string Description => "Checks the electronic signature in the PDF of a certificate.";

    public async Task<int> VerifyAsync(FileInfo file, FileInfo? second, Terminal terminal, CancellationToken stop)
    {
        PdfSignature? signature;
        try
        {
            signature = PdfSigner.Verify(await File.ReadAllBytesAsync(file.FullName, stop));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file.FullName} cannot be read: {e.Message}");
        }

        var right = signature is { IsIntact: true, CoversWholeFile: true };
        await terminal.Out.WriteLineAsync(signature is null ? "The file carries no signature."
            : right ? $"Signed by {signature.Signer}, certificate {signature.CertificateSha256}, and unchanged since."
            : "The file was changed after it was signed.");
        return right ? ExitCode.Yes : ExitCode.No;
    }
}
