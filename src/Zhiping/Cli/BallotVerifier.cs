using Zhiping.Meetings;
using Zhiping.Policy.Evaluation;

namespace Zhiping.Cli;

/// <summary>Counts the exported record of a vote again. It says nothing about secrecy: no file could. (J3, J4)</summary>
internal sealed class BallotVerifier : IVerifier
{
    public string Name => "ballots";

    public string Description => "Counts the exported record of a vote again: signature, quorum, majority, pass cap.";

    public async Task<int> VerifyAsync(FileInfo file, FileInfo? second, Terminal terminal, CancellationToken stop)
    {
        BallotRecord record;
        try
        {
            record = BallotRecord.Read(await File.ReadAllBytesAsync(file.FullName, stop));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new BadInputException($"{file.FullName}: {e.Message}");
        }

        var problems = record.Problems();
        foreach (var problem in problems)
        {
            await terminal.Out.WriteLineAsync(problem);
        }

        if (problems.Count > 0)
        {
            return ExitCode.No;
        }

        var passed = record.Candidates.Count(c => c.Outcome == RankOutcome.Passed);
        await terminal.Out.WriteLineAsync(
            $"The record holds: {record.Candidates.Count} put to the vote at {record.Level}, {record.Present} of {record.CommitteeSize} present, {passed} passed"
            + $"{(record.Seats is { } seats ? $" of at most {seats}" : "")}, signed by key {record.KeyId}.");
        return ExitCode.Yes;
    }
}
