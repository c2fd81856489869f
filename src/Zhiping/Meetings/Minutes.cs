using Microsoft.EntityFrameworkCore;
using System.Text.Json;
using Zhiping.Data;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Meetings;

/// <summary>One line of the roll in the minutes.</summary>
public sealed record MinutesMember(int Number, Seat Seat, bool Present);

/// <summary>One recusal in the minutes.</summary>
public sealed record MinutesRecusal(string Code, int Member, RecusalGround Ground, RecusalState State, string Reason);

/// <summary>One candidate in the minutes.</summary>
/// <param name="CapLine">For whom the cap is that it stands under; empty where the level has one for all.</param>
public sealed record MinutesCandidate(
    int Rank, string Code, int Yes, int No, int Abstain, int Recused, int Base, int Needed, decimal? Score, string Outcome, string CapLine = "");

/// <summary>One level's vote in the minutes.</summary>
public sealed record MinutesRound(
    string Level, DateTimeOffset OpenedAt, DateTimeOffset CountedAt, DateTimeOffset ConfirmedAt, int Present, IReadOnlyList<int> DeclaredAbstaining, string Cap,
    IReadOnlyList<MinutesCandidate> Candidates, IReadOnlyList<string> TieOrder, string? TieReason);

/// <summary>What the minutes hold (会议记录): numbers of experts and codes of dossiers, no names; never who voted how.</summary>
public sealed record Minutes(
    Guid Meeting, DateTimeOffset StartsAt, string Place, int CommitteeSize, string Filing, IReadOnlyList<MinutesMember> Roll,
    IReadOnlyList<MinutesRecusal> Recusals, IReadOnlyList<string> DefenceDecisions, IReadOnlyList<MinutesRound> Rounds)
{
    /// <summary>The minutes of a meeting as they are kept.</summary>
    public static async Task<byte[]> Of(AppDb db, Meeting meeting, Notice notice, CancellationToken cancel)
    {
        var members = await db.MeetingMembers().Where(m => m.MeetingId == meeting.Id).OrderBy(m => m.Number).ToListAsync(cancel);
        var numbers = members.ToDictionary(m => m.Id, m => m.Number);
        var dossiers = await db.Dossiers().Where(d => d.MeetingId == meeting.Id).ToListAsync(cancel);
        var codes = dossiers.ToDictionary(d => d.Id, d => d.Code);
        var recusals = await db.Recusals().Where(r => r.MeetingId == meeting.Id).ToListAsync(cancel);
        var decisions = await db.DefenceEntries().Where(e => e.MeetingId == meeting.Id && e.DecidedAt != null).ToListAsync(cancel);
        var rounds = new List<MinutesRound>();
        foreach (var round in await db.BallotRounds().Where(r => r.MeetingId == meeting.Id).OrderBy(r => r.OpenedAt).ToListAsync(cancel))
        {
            rounds.Add(await RoundOf(db, round, notice, numbers, codes, cancel));
        }

        var minutes = new Minutes(
            meeting.Id, meeting.StartsAt, meeting.Place, meeting.CommitteeSize, meeting.FilingNumber!,
            [.. members.Where(m => m.Sits).Select(m => new MinutesMember(m.Number, m.Seat, m.PresentAt is not null))],
            [.. recusals.Select(r => new MinutesRecusal(codes[r.DossierId], numbers[r.MemberId], r.Ground, r.State, r.Reason)).OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Member)],
            [.. decisions.Select(d => $"{codes[d.Id]}: {d.DecidedValue} {d.DecidedReason}").Order(StringComparer.Ordinal)],
            rounds);
        return JsonSerializer.SerializeToUtf8Bytes(minutes, BlindDossier.Json);
    }

    /// <summary>Reads what was kept.</summary>
    public static Minutes Read(MeetingMinutes kept) => JsonSerializer.Deserialize<Minutes>(kept.Content, BlindDossier.Json)!;

    private static async Task<MinutesRound> RoundOf(
        AppDb db, BallotRound round, Notice notice, Dictionary<Guid, int> numbers, Dictionary<Guid, string> codes, CancellationToken cancel)
    {
        var results = await db.CandidateResults().Where(r => r.RoundId == round.Id).ToListAsync(cancel);
        var abstaining = await db.Set<Elector>().Where(e => e.RoundId == round.Id && e.AbstainedAt != null).Select(e => e.MemberId).ToListAsync(cancel);
        var tie = await db.Set<TieDecision>().SingleOrDefaultAsync(t => t.RoundId == round.Id, cancel);
        var cap = results.Exists(r => r.CapLine.Length > 0) ? notice.CapOf(round.Level) : null;
        return new MinutesRound(
            round.Level.ToString(), round.OpenedAt, round.CountedAt!.Value, round.ConfirmedAt!.Value, round.Present, [.. abstaining.Select(m => numbers[m]).Order()],
            round.CapWordsZh,
            [.. results.OrderBy(r => r.CapLine, StringComparer.Ordinal).ThenBy(r => r.Rank).ThenBy(r => codes[r.DossierId], StringComparer.Ordinal).Select(r => new MinutesCandidate(
                r.Rank, codes[r.DossierId], r.Yes, r.No, r.Abstain, r.Recused, r.Base, r.Needed, r.Score, r.Outcome.ToString(), cap?.Line(r.CapLine).Name(notice).Zh ?? ""))],
            tie is null ? [] : [.. tie.Order.Select(id => codes[id])], tie?.Reason);
    }
}
