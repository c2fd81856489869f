using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhiping.Applications;
using Zhiping.Cli;
using Zhiping.Data;
using Zhiping.Meetings;
using Zhiping.Policy.Evaluation;
using Zhiping.Tests.Access;

namespace Zhiping.Tests.Cli;

/// <summary>What people download from the site is checked by <c>zhiping verify</c> on another machine: real files, then the same files touched.</summary>
[Collection(nameof(AccessCollection))]
public sealed class VerifyTests(AccessWorld world)
{
    [Theory]
    [InlineData("draw", "The draw is right: 5 chosen")]
    [InlineData("ballots", "The record holds: 2 put to the vote at Intermediate, 5 of 5 present, 1 passed")]
    [InlineData("receipt", "The signature holds: submission 1, receipt")]
    [InlineData("certificate", "unchanged since")]
    [Requirement("J3", "J6", "D9")]
    public async Task AnExport_AsTheSiteGaveIt_Holds(string kind, string said)
    {
        var (code, output, error) = await Verify(kind, await Export(kind));
        Assert.Equal((ExitCode.Yes, ""), (code, error));
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("draw", "The draw is wrong")]
    [InlineData("ballots", "The signature does not hold")]
    [InlineData("receipt", "The signature does not hold")]
    [InlineData("certificate", "The file was changed after it was signed.")]
    [Requirement("J3", "J6", "D9")]
    public async Task AnExport_ThatSomebodyTouched_DoesNotHold(string kind, string said)
    {
        var (code, output, error) = await Verify(kind, Touched(kind, await Export(kind)));
        Assert.Equal((ExitCode.No, ""), (code, error));
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("draw")]
    [InlineData("ballots")]
    [InlineData("receipt")]
    [InlineData("certificate")]
    public async Task AnotherFile_IsSaidToBeNone(string kind)
    {
        var (code, output, error) = await Verify(kind, "{\"a\": 1}"u8.ToArray());
        Assert.Contains(code, new[] { ExitCode.No, ExitCode.BadInput });
        Assert.Matches("is no |Not a |no signature", output + error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("draw")]
    [InlineData("ballots")]
    [InlineData("receipt")]
    [InlineData("certificate")]
    [InlineData("history")]
    public async Task AFileThatIsNotThere_IsNamed(string kind)
    {
        var (code, _, error) = await Run("verify", kind, "/no/such/file");
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("/no/such/file", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("Present", "No quorum")]
    [InlineData("Yes", "the ballots give")]
    [InlineData("Outcome", "the record says NotEnoughVotes")]
    [InlineData("Seats", "the cap leaves 0")]
    [InlineData("Ballots", "more ballots than people")]
    [Requirement("J3", "J4")]
    public async Task ARecordOfBallots_ThatTheKeyHolderSignedWrongly_IsCountedAgain(string wrong, string said)
    {
        var record = Signed(r => wrong switch
        {
            "Present" => r with { Present = 3, Candidates = [] },
            "Yes" => r with { Candidates = [r.Candidates[0] with { Yes = 4 }, .. r.Candidates.Skip(1)] },
            "Outcome" => r with { Candidates = [r.Candidates[0] with { Outcome = RankOutcome.NotEnoughVotes }] },
            "Seats" => r with { Seats = 0 },
            _ => r with { Candidates = [r.Candidates[0] with { Ballots = [.. r.Candidates[0].Ballots, .. r.Candidates[0].Ballots] }] },
        }, await Export("ballots"));
        var (code, output, _) = await Verify("ballots", record);
        Assert.Equal(ExitCode.No, code);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("D9")]
    public async Task AReceipt_WithTheContentBesideIt_SaysWhetherItIsTheOne()
    {
        var (receipt, content) = (await Export("receipt"), await Export("content"));
        var (code, output, _) = await Verify("receipt", receipt, content);
        Assert.Equal(ExitCode.Yes, code);
        Assert.Contains("The content is the one that was submitted", output, StringComparison.Ordinal);
        Assert.Contains("should be the one of", (await Verify("receipt", receipt)).Output, StringComparison.Ordinal);

        content[^3] ^= 1;
        (code, output, _) = await Verify("receipt", receipt, content);
        Assert.Equal(ExitCode.No, code);
        Assert.Contains("The content is not the one of this receipt", output, StringComparison.Ordinal);

        (code, _, var error) = await Verify("receipt", await Export("content"));
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("Not a receipt but the submitted content", error, StringComparison.Ordinal);
    }

    /// <summary>Anybody can sign with a key of his own; the id beside it must then be that key's, or it would pass for the platform's.</summary>
    [Theory]
    [InlineData("receipt")]
    [InlineData("ballots")]
    [Requirement("D9", "J3")]
    public async Task AnExport_SignedByAStrangersKeyUnderThePlatformsId_DoesNotHold(string kind)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "keys.json");
        try
        {
            using var stranger = KeyRing.OpenOrCreate(file);
            var export = await Export(kind);
            byte[] Forged(string id) => kind == "ballots"
                ? BallotRecord.Sign(BallotRecord.Read(export) with { KeyId = id, PublicKey = stranger.PublicKeyPem }, stranger)
                : SubmissionReceipts.Sign(JsonSerializer.Deserialize<ReceiptFile>(export, JsonSerializerOptions.Web)! with { KeyId = id, PublicKey = stranger.PublicKeyPem }, stranger);
            Assert.Equal(ExitCode.Yes, (await Verify(kind, Forged(stranger.SigningKeyId))).Code);
            var (code, output, _) = await Verify(kind, Forged(world.Services.GetRequiredService<KeyRing>().SigningKeyId));
            Assert.Equal(ExitCode.No, code);
            Assert.Contains("The signature does not hold", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    /// <summary>One small change that a reader might not see.</summary>
    private static byte[] Touched(string kind, byte[] file)
    {
        if (kind == "certificate")
        {
            file[file.Length / 3] ^= 1;
            return file;
        }

        var json = JsonNode.Parse(file)!.AsObject();
        switch (kind)
        {
            case "draw":
                var chosen = json["chosen"]!.AsArray();
                var first = chosen[0]!.DeepClone();
                chosen.RemoveAt(0);
                chosen.Add(first);
                break;
            case "ballots":
                json["candidates"]![1]!["ballots"]![0] = "Yes";
                break;
            default:
                json["number"] = 2;
                break;
        }

        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    /// <summary>A changed record with the site's own signature: as if the platform itself had miscounted.</summary>
    private byte[] Signed(Func<BallotRecord, BallotRecord> change, byte[] export) =>
        BallotRecord.Sign(change(BallotRecord.Read(export)), world.Services.GetRequiredService<KeyRing>());

    private static async Task<(int Code, string Output, string Error)> Verify(string kind, params byte[][] contents)
    {
        var files = contents.Select(_ => Path.GetTempFileName()).ToList();
        try
        {
            foreach (var (file, content) in files.Zip(contents))
            {
                await File.WriteAllBytesAsync(file, content);
            }

            return await Run(["verify", kind, .. files]);
        }
        finally
        {
            files.ForEach(File.Delete);
        }
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await CommandLine.RunAsync(args, new Terminal(output, error)), output.ToString(), error.ToString());
    }

    private async Task<byte[]> Export(string kind)
    {
        var side = world.Ours;
        var (role, address) = kind switch
        {
            "draw" => ("office", $"/office/meetings/{side["meeting"]}/members?handler=Draw&draw={side["draw"]}"),
            "ballots" => ("chair", $"/meetings/{side["meeting"]}/rounds/{side["round"]}?handler=File"),
            "receipt" => ("applicant", $"/applications/{side["application"]}/receipts/1?handler=File"),
            "content" => ("applicant", $"/applications/{side["application"]}/receipts/1?handler=Content"),
            _ => ("applicant", $"/applications/{side["application"]}/result?handler=Pdf"),
        };
        using var browser = await world.SignedInAsync(side.People[role].PersonId, side.People[role].Acting);
        using var response = await browser.Client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }
}
