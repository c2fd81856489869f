using System.Security.Cryptography;
using System.Text;

namespace Zhiping.Policy.Evaluation;

/// <summary>Somebody who can be drawn. Members of one group (a unit, say) may be limited.</summary>
public sealed record DrawMember(string Id, string? Group = null);

/// <summary>Somebody who may not be drawn, and why.</summary>
public sealed record DrawExclusion(string Id, string Reason);

/// <summary>Everything that a draw was run on.</summary>
public sealed record DrawInput(
    string SeedHex, IReadOnlyList<DrawMember> Pool, IReadOnlyList<DrawExclusion> Exclusions, int Count, int Standby, int? MaxPerGroup);

/// <summary>A member with the key by which the draw orders; keys are in rising order.</summary>
public sealed record DrawPlace(int Place, string Id, string Key);

/// <summary>What a draw gave. It can be run again from <see cref="Input"/> and must come out the same.</summary>
/// <param name="Shortfall">How many places could not be filled.</param>
public sealed record DrawResult(
    string Method, DrawInput Input, IReadOnlyList<DrawPlace> Chosen, IReadOnlyList<DrawPlace> Standby, int Shortfall);

/// <summary>
/// A draw that anyone can repeat. Method 'hmac-sha256-order-1': the key of a member is HMAC-SHA256 with the seed as key over the UTF-8 bytes of the
/// member's id; members who are not excluded are ordered by key, ties by id; going down the list each is chosen unless the group is full, until the
/// count is reached; the next ones are standby in that order. The result depends on the set of members and not on the order in which they are given.
/// </summary>
public static class Draw
{
    public const string Method = "hmac-sha256-order-1";

    public static DrawResult Run(
        byte[] seed, IEnumerable<DrawMember> pool, IEnumerable<DrawExclusion> exclusions, int count, int standby, int? maxPerGroup = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seed.Length, 16);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(standby);
        var members = pool.OrderBy(m => m.Id, StringComparer.Ordinal).ToList();
        if (members.Select(m => m.Id).Distinct(StringComparer.Ordinal).Count() != members.Count)
        {
            throw new ArgumentException("A member stands in the pool twice.", nameof(pool));
        }

        var excluded = exclusions.OrderBy(e => e.Id, StringComparer.Ordinal).ThenBy(e => e.Reason, StringComparer.Ordinal).ToList();
        var barred = excluded.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var ordered = members
            .Where(m => !barred.Contains(m.Id))
            .Select(m => (Member: m, Key: KeyOf(seed, m.Id)))
            .OrderBy(m => m.Key, StringComparer.Ordinal).ThenBy(m => m.Member.Id, StringComparer.Ordinal);
        var chosen = new List<DrawPlace>();
        var waiting = new List<DrawPlace>();
        var inGroup = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (member, key) in ordered)
        {
            var full = maxPerGroup is { } most && member.Group is { } group && inGroup.GetValueOrDefault(group) >= most;
            if (chosen.Count < count && !full)
            {
                chosen.Add(new DrawPlace(chosen.Count + 1, member.Id, key));
                if (member.Group is { } g)
                {
                    inGroup[g] = inGroup.GetValueOrDefault(g) + 1;
                }
            }
            else if (waiting.Count < standby)
            {
                waiting.Add(new DrawPlace(waiting.Count + 1, member.Id, key));
            }
        }

        var input = new DrawInput(Convert.ToHexStringLower(seed), members, excluded, count, standby, maxPerGroup);
        return new DrawResult(Method, input, chosen, waiting, count - chosen.Count);
    }

    /// <summary>Runs a recorded draw again.</summary>
    public static DrawResult Repeat(DrawInput input) =>
        Run(Convert.FromHexString(input.SeedHex), input.Pool, input.Exclusions, input.Count, input.Standby, input.MaxPerGroup);

    /// <summary>Whether a recorded result is what its input gives.</summary>
    public static bool Verify(DrawResult recorded)
    {
        var again = Repeat(recorded.Input);
        return string.Equals(recorded.Method, Method, StringComparison.Ordinal)
            && again.Chosen.SequenceEqual(recorded.Chosen)
            && again.Standby.SequenceEqual(recorded.Standby)
            && again.Shortfall == recorded.Shortfall;
    }

    private static string KeyOf(byte[] seed, string id) => Convert.ToHexStringLower(HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes(id)));
}
