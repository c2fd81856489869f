using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.History;
using Zhiping.Tests.Harness;

namespace Zhiping.Tests.History;

public sealed class HistoryTests(Site site) : IClassFixture<Site>
{
    [Fact]
    [Requirement("D10")]
    public async Task Commit_WritesWhatTheVerbsDid_ChainedBySubject()
    {
        var person = await site.WithDb(async db =>
        {
            var made = Somebody(out var act);
            db.Add(made);
            await db.Commit();
            made.Rename(act with { Reason = "证件上是这样写的" }, "古丽·买买提");
            made.RecordClearView(act, "mobile", "print");
            await db.Commit();
            return made;
        });

        var entries = await site.WithDb(db => db.History().Of("person", person.Id).AsNoTracking().ToListAsync());
        Assert.Equal(["ClearView", "Rename", "Register"], entries.Select(entry => entry.Verb));
        Assert.Equal([3, 2, 1], entries.Select(entry => entry.Sequence));
        Assert.Equal(entries[1].Hash, entries[0].PreviousHash);
        Assert.All(entries, entry => Assert.Equal(entry.ComputeHash(), entry.Hash));
        Assert.DoesNotContain("古丽", string.Concat(entries.Select(entry => entry.Data)), StringComparison.Ordinal);
        Assert.Equal(64, entries[1].Value("reason-sha256")!.Length);
    }

    [Theory]
    [InlineData("update history set verb = 'Nothing'")]
    [InlineData("delete from history")]
    [InlineData("truncate history")]
    [InlineData("update history_heads set size = 9")]
    [InlineData("delete from history_log")]
    public async Task Database_ChangingTheHistory_IsRefused(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => site.WithDb(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commit_TwoWritersOfOneSubject_OnlyOneGetsTheNextEntry()
    {
        var person = await NewPersonAsync();
        await using var first = site.NewScope();
        await using var second = site.NewScope();
        var dbs = new[] { first, second }.Select(scope => scope.ServiceProvider.GetRequiredService<AppDb>()).ToList();
        var copies = new List<Person>();
        foreach (var db in dbs)
        {
            copies.Add(await db.People().SingleAsync(p => p.Id == person));
        }

        copies.ForEach(copy => copy.RecordClearView(new Act(person, null, site.Clock.Now), "email", "test"));
        var outcomes = await Task.WhenAll(dbs.Select(async db =>
        {
            try
            {
                await db.Commit();
                return true;
            }
            catch (DbUpdateException)
            {
                return false;
            }
        }));
        Assert.Contains(true, outcomes);
        var sequences = await site.WithDb(db => db.History().Of("person", person).Select(entry => entry.Sequence).ToListAsync());
        Assert.Equal(sequences.Count, sequences.Distinct().Count());
        Assert.Equal(1 + outcomes.Count(outcome => outcome), sequences.Count);
    }

    [Fact]
    public async Task Export_OfTheSealedHistory_IsVerifiedOffline_AndEveryTamperingIsFound()
    {
        for (var i = 0; i < 5; i++)
        {
            await NewPersonAsync();
        }

        var text = await ExportAsync();
        var honest = HistoryVerification.Check(new StringReader(text));
        Assert.Empty(honest.Problems);
        Assert.True(honest.Entries >= 5);

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(Check([.. lines[..^1]]));
        Assert.NotEmpty(Check([lines[0], .. lines[2..]]));
        Assert.NotEmpty(Check([lines[0], lines[2], lines[1], .. lines[3..]]));
        Assert.NotEmpty(Check([lines[0], lines[1].Replace("Register", "Rename", StringComparison.Ordinal), .. lines[2..]]));
        Assert.NotEmpty(Check([lines[0].Replace("\"size\":", "\"size\":1", StringComparison.Ordinal), .. lines[1..]]));
        Assert.NotEmpty(Check([lines[0].Replace("\"signature\":\"", "\"signature\":\"AAAA", StringComparison.Ordinal), .. lines[1..]]));

        static IReadOnlyList<string> Check(IEnumerable<string> changed)
            => HistoryVerification.Check(new StringReader(string.Join('\n', changed))).Problems;
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"format\":\"zhiping-history-1\"}")]
    public void Check_AFileThatIsNoHistory_SaysSo(string text)
        => Assert.Throws<InvalidDataException>(() => HistoryVerification.Check(new StringReader(text)));

    [Fact]
    public async Task Seal_InSeveralRounds_GivesTheTreeOfAllEntries()
    {
        for (var i = 0; i < 7; i++)
        {
            await NewPersonAsync();
            await using var scope = site.NewScope();
            await scope.ServiceProvider.GetRequiredService<HistorySealer>().SealAsync();
        }

        Assert.Empty(HistoryVerification.Check(new StringReader(await ExportAsync())).Problems);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(13)]
    public void MerkleLog_EqualsTheRecursiveDefinition(int size)
    {
        var leaves = Enumerable.Range(0, size).Select(i => MerkleLog.Leaf([(byte)i])).ToList();
        var log = new MerkleLog();
        foreach (var leaf in leaves)
        {
            log = new MerkleLog(log.Size, log.Frontier);
            log.Append(leaf);
        }

        Assert.Equal(Recursive(leaves), log.Root());

        static byte[] Recursive(List<byte[]> hashes)
        {
            if (hashes.Count <= 1)
            {
                return hashes.Count == 0 ? System.Security.Cryptography.SHA256.HashData([]) : hashes[0];
            }

            var split = 1;
            while (split * 2 < hashes.Count)
            {
                split *= 2;
            }

            return System.Security.Cryptography.SHA256.HashData([1, .. Recursive(hashes[..split]), .. Recursive(hashes[split..])]);
        }
    }

    private async Task<Guid> NewPersonAsync() => await site.WithDb(async db =>
    {
        var person = Somebody(out _);
        db.Add(person);
        await db.Commit();
        return person.Id;
    });

    private Person Somebody(out Act act)
    {
        var id = Ids.Row(site.Clock.Now);
        act = new Act(id, null, site.Clock.Now);
        static byte[] Index() => System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        return new Person(act, id, "古丽", new SealedContacts([1], Index(), [1], Index(), [1], Index()));
    }

    private async Task<string> ExportAsync()
    {
        await using var scope = site.NewScope();
        using var file = new MemoryStream();
        await scope.ServiceProvider.GetRequiredService<HistoryExport>().WriteAsync(file);
        return Encoding.UTF8.GetString(file.ToArray());
    }
}
