using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Evaluation;
using Zhiping.Policy.Quantities;

namespace Zhiping.Meetings;

/// <summary>One candidate in the record of a vote: the ballots sorted by what they say, and what followed.</summary>
/// <param name="Abstaining">Those whom the chair declared to abstain; they cast no ballot and count in the base.</param>
/// <param name="CapLine">Which of several caps of the notice holds for the candidate; null where the level has one for all.</param>
/// <param name="CapSeats">How many may pass under that one; null where the level has one for all.</param>
public sealed record RecordedCandidate(
    string Code, IReadOnlyList<BallotChoice> Ballots, int Abstaining, int Recused, int Yes, int Base, int Needed, decimal? Score, int Rank, RankOutcome Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CapLine = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? CapSeats = null);

/// <summary>
/// The record of one confirmed vote for people outside, signed by the platform: codes and numbers, nobody's name, never who voted how. It
/// proves that the count follows from the ballots it lists; it cannot prove secrecy, nor what was not recorded. (J3, J4)
/// </summary>
public sealed record BallotRecord(
    string Format, Guid Meeting, Guid Round, Level Level, int CommitteeSize, int Present, string Quorum, string Majority, bool RecusedInBase,
    DateTimeOffset OpenedAt, DateTimeOffset CountedAt, DateTimeOffset ConfirmedAt, int? Seats, IReadOnlyList<string> TieOrder, string? TieReason,
    IReadOnlyList<RecordedCandidate> Candidates, string KeyId, string PublicKey, string Signature)
{
    public const string FormatName = "zhiping-ballots-1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>The signed record of a confirmed round as JSON; null where there is none yet.</summary>
    public static async Task<byte[]?> Of(AppDb db, NoticeStore notices, KeyRing keys, Guid roundId, CancellationToken cancel = default)
    {
        var round = await db.BallotRounds().AsNoTracking().SingleOrDefaultAsync(r => r.Id == roundId && r.ConfirmedAt != null, cancel);
        if (round is null)
        {
            return null;
        }

        var meeting = await db.Meetings().AsNoTracking().SingleAsync(m => m.Id == round.MeetingId, cancel);
        var policy = await db.TermsOf((await notices.Get(meeting.RevisionId, cancel)).Notice, meeting.Id, round.Level, cancel);
        var ballots = (await db.Set<Ballot>().Where(b => b.RoundId == roundId).ToListAsync(cancel)).ToLookup(b => b.DossierId, b => b.Choice);
        var results = await db.CandidateResults().AsNoTracking().Where(r => r.RoundId == roundId)
            .Join(db.Dossiers(), r => r.DossierId, d => d.Id, (r, d) => new { r, d.Code }).ToListAsync(cancel);
        var codes = results.ToDictionary(x => x.r.DossierId, x => x.Code);
        var tie = await db.Set<TieDecision>().AsNoTracking().SingleOrDefaultAsync(t => t.RoundId == roundId, cancel);
        var several = results.Exists(x => x.r.CapLine.Length > 0);
        var record = new BallotRecord(
            FormatName, meeting.Id, round.Id, round.Level, meeting.CommitteeSize, round.Present, policy.Quorum.ToString(), policy.Majority.ToString(), policy.RecusedInBase,
            round.OpenedAt, round.CountedAt!.Value, round.ConfirmedAt!.Value, round.Seats, tie is null ? [] : [.. tie.Order.Select(id => codes[id])], tie?.Reason,
            [.. results.OrderBy(x => x.r.CapLine, StringComparer.Ordinal).ThenBy(x => x.r.Rank).ThenBy(x => x.Code, StringComparer.Ordinal).Select(x => new RecordedCandidate(
                x.Code, [.. ballots[x.r.DossierId].Order()], x.r.Abstain - ballots[x.r.DossierId].Count(b => b == BallotChoice.Abstain), x.r.Recused,
                x.r.Yes, x.r.Base, x.r.Needed, x.r.Score, x.r.Rank, x.r.Outcome,
                several ? x.r.CapLine : null, several ? x.r.CapSeats : null))],
            keys.SigningKeyId, keys.PublicKeyPem, "");
        return Sign(record, keys);
    }

    /// <summary>The record as JSON with the platform's signature.</summary>
    public static byte[] Sign(BallotRecord record, KeyRing keys) =>
        JsonSerializer.SerializeToUtf8Bytes(record with { Signature = Convert.ToBase64String(keys.Sign(FormatName, record.Signed())) }, Json);

    /// <summary>Reads an exported record.</summary>
    /// <exception cref="InvalidDataException">It is none; the message says what is wrong.</exception>
    public static BallotRecord Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<BallotRecord>(json, Json) is { Format: FormatName } record
                ? record
                : throw new InvalidDataException($"Not a record of ballots of the format {FormatName}.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"Not a record of ballots: line {problem.LineNumber + 1} is not the JSON of one.", problem);
        }
    }

    /// <summary>Everything in the record that does not follow from the rest of it, or from its signature; empty when it holds.</summary>
    public IReadOnlyList<string> Problems()
    {
        if (!SignatureHolds())
        {
            return ["The signature does not hold: the record was changed, or signed by another key."];
        }

        if (Fraction.Parse(Quorum) is not { } quorum || Fraction.Parse(Majority) is not { } majority || CommitteeSize < 1 || Present < 0 || Present > CommitteeSize)
        {
            return ["The numbers of the meeting cannot be: committee, present, quorum or majority."];
        }

        var problems = new List<string>();
        var reached = Policy.Evaluation.Quorum.Reached(CommitteeSize, Present, quorum);
        if (!reached.Reached)
        {
            problems.Add($"No quorum: {reached.Words.En}.");
        }

        problems.AddRange(Candidates.SelectMany(c => ProblemsOf(c, majority)));
        problems.AddRange(Candidates.GroupBy(c => c.CapLine, StringComparer.Ordinal).SelectMany(line => ProblemsUnder(line.First().CapSeats ?? Seats, [.. line])));
        return problems;
    }

    /// <summary>What does not follow among those who stand under one cap.</summary>
    private IEnumerable<string> ProblemsUnder(int? cap, List<RecordedCandidate> candidates)
    {
        var passed = candidates.Where(c => c.Outcome == RankOutcome.Passed).ToList();
        var over = candidates.Where(c => c.Outcome == RankOutcome.OverCap).ToList();
        if (cap is { } seats && passed.Count > seats)
        {
            yield return $"{passed.Count} passed, and the cap leaves {seats}.";
        }

        foreach (var (lower, better) in over.SelectMany(o => passed.Select(p => (o, p))).Where(x => Stands(x.o, x.p) is var stands && (stands > 0 || (stands == 0 && TieOrder.Count == 0))))
        {
            yield return $"{better.Code} passed before {lower.Code}, which stands no lower.";
        }

        if (over.Count > 0 && cap is { } full && passed.Count < full && TieOrder.Count == 0)
        {
            yield return $"Only {passed.Count} of {full} seats were given, though others had votes enough.";
        }
    }

    private static int Stands(RecordedCandidate one, RecordedCandidate other)
    {
        var share = ((long)one.Yes * other.Base).CompareTo((long)other.Yes * one.Base);
        return share != 0 ? share : Nullable.Compare(one.Score, other.Score);
    }

    private IEnumerable<string> ProblemsOf(RecordedCandidate candidate, Fraction majority)
    {
        var yes = candidate.Ballots.Count(b => b == BallotChoice.Yes);
        var no = candidate.Ballots.Count(b => b == BallotChoice.No);
        if (candidate.Abstaining < 0 || candidate.Recused < 0 || candidate.Recused > Present || candidate.Ballots.Count + candidate.Abstaining > Present - candidate.Recused)
        {
            yield return $"{candidate.Code}: more ballots than people who may vote.";
            yield break;
        }

        var count = Tally.Count(new BallotTally(Present, candidate.Recused, yes, no, candidate.Ballots.Count - yes - no + candidate.Abstaining), majority, RecusedInBase);
        if ((candidate.Yes, candidate.Base, candidate.Needed) != (count.Yes, count.Base, count.Needed))
        {
            yield return $"{candidate.Code}: the ballots give {count.Words.En}; the record says {candidate.Yes} yes, base {candidate.Base}, needed {candidate.Needed}.";
        }

        if (count.Passes == (candidate.Outcome == RankOutcome.NotEnoughVotes))
        {
            yield return $"{candidate.Code}: {count.Words.En}, and the record says {candidate.Outcome}.";
        }

        if (candidate.Outcome == RankOutcome.TieToDecide)
        {
            yield return $"{candidate.Code}: a tie was confirmed without a decision.";
        }
    }

    private bool SignatureHolds()
    {
        try
        {
            var key = Convert.FromBase64String(PublicKey[PemEncoding.Find(PublicKey).Base64Data]);
            if (KeyId != KeyRing.IdOf(key))
            {
                return false;
            }

            return KeyRing.Verify(key, FormatName, Signed(), Convert.FromBase64String(Signature));
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The signed bytes: the whole record without its signature.</summary>
    private byte[] Signed() => JsonSerializer.SerializeToUtf8Bytes(this with { Signature = "" }, Json);
}
