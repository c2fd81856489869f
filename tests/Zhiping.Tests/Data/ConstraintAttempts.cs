using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Zhiping.Tests.Data;

/// <summary>
/// Tries to break rules of a database on rows that are there, each in a transaction that is rolled back. An attempt is either
/// <c>set a = 1, b = null [where …]</c>, which changes one row, or <c>copy a = 1, b = null [where …]</c>, which adds a row like one that
/// is there but for what is said; <c>new …</c> and <c>twice …</c>, which add one or two rows of plain values to a table that has none; or whole statements.
/// </summary>
internal sealed partial class ConstraintAttempts(NpgsqlConnection connection, IReadOnlyList<DatabaseConstraint> rules)
{
    private readonly HashSet<(string Table, string Column)> needed = [];

    /// <summary>The name of the rule that stopped the attempt; null when nothing did, which is the failure.</summary>
    public async Task<string?> Try(string table, string attempt)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            await using var command = new NpgsqlCommand(await Statement(table, attempt), connection);
            var rows = await command.ExecuteNonQueryAsync();
            return rows == 0 ? "(no row to try it on)" : null;
        }
        catch (PostgresException e)
        {
            return e.ConstraintName ?? $"({e.SqlState} {e.MessageText})";
        }
        finally
        {
            await transaction.RollbackAsync();
        }
    }

    /// <summary>An attempt that the rule stops, found by trying values that suit its columns and its words; null when none is found.</summary>
    public async Task<string?> Find(DatabaseConstraint rule)
    {
        var types = await Types(rule.Table);
        foreach (var attempt in Candidates(rule, types, await IsEmpty(rule.Table)))
        {
            if (await Try(rule.Table, attempt) == rule.Name)
            {
                return attempt;
            }
        }

        return null;
    }

    private IEnumerable<string> Candidates(DatabaseConstraint rule, Dictionary<string, string> types, bool empty)
    {
        var own = rules.Where(r => r.Table == rule.Table).ToList();
        if (rule.Kind == 'f')
        {
            var others = own.Where(r => r.Kind == 'f' && r != rule).Select(r => $"{r.Columns[0]} = (select {Pointed().Match(r.Definition).Groups[2].Value} from {Pointed().Match(r.Definition).Groups[1].Value} limit 1)");
            string[] change = [$"{rule.Columns[^1]} = gen_random_uuid()", .. empty ? others : []];
            return [$"{(empty ? "new" : "set")} {string.Join(", ", change)}"];
        }

        if (rule.Kind == 'u')
        {
            // Everything else that must be unique is made fresh, so that this index alone stands in the way.
            var others = own.Where(r => r.Kind == 'u' && r != rule).SelectMany(r => r.Columns).Append(types.ContainsKey("id") ? "id" : "").Distinct()
                .Where(c => c.Length > 0 && !rule.Columns.Contains(c)).Select(c => (Column: c, Value: Fresh(c, types[c]))).Where(c => c.Value.Length > 0).ToList();
            var fresh = string.Join(", ", others.Select(c => $"{Quoted(c.Column)} = {c.Value}"));
            return (empty ? (string[])["twice", .. others.Select(c => $"twice {Quoted(c.Column)} = {c.Value}")] : [$"copy {(types.ContainsKey("id") && !rule.Columns.Contains("id") ? "id = gen_random_uuid()" : "")}", "copy " + fresh])
                .Select(a => a.Trim());
        }

        var word = empty ? "new" : "set";
        var changes = rule.Columns.ToDictionary(c => c, c => Values(c, types, rule).Distinct().ToList());
        return rule.Columns.SelectMany(c => changes[c].Select(v => $"{word} {Quoted(c)} = {v}"))
            .Concat(from a in rule.Columns
                    from b in rule.Columns
                    where string.CompareOrdinal(a, b) < 0
                    from x in changes[a]
                    from y in changes[b]
                    select $"{word} {Quoted(a)} = {x}, {Quoted(b)} = {y}");
    }

    private static string Quoted(string column) => column is "from" or "to" or "order" or "row" or "when" or "at" ? $"\"{column}\"" : column;

    private static string Fresh(string column, string type) => type switch
    {
        "uuid" => "gen_random_uuid()",
        "text" or "character varying" => "substr(md5(random()::text), 1, 8)",
        "integer" or "bigint" => $"{Quoted(column)} + 1000",
        "bytea" => "decode(md5(random()::text) || md5(random()::text), 'hex')",
        _ => "",
    };

    private static string Plain(string type) => type switch
    {
        "uuid" => "gen_random_uuid()",
        "text" or "character varying" => "'x'",
        "timestamp with time zone" => "now()",
        "date" => "current_date",
        "boolean" => "false",
        "jsonb" => "'{}'",
        "bytea" => "'\\x00'",
        "ARRAY" => "'{}'",
        _ => "1",
    };

    private async Task<bool> IsEmpty(string table)
    {
        await using var command = new NpgsqlCommand($"select not exists (select from {table})", connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task Know()
    {
        if (needed.Count > 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand("select table_name::text, column_name::text from information_schema.columns where table_schema = 'public' and is_nullable = 'NO' and column_default is null and is_identity = 'NO' and is_generated = 'NEVER'", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            needed.Add((reader.GetString(0), reader.GetString(1)));
        }
    }

    private static IEnumerable<string> Values(string column, Dictionary<string, string> types, DatabaseConstraint rule)
    {
        var same = rule.Columns.Where(c => c != column && types[c] == types[column]);
        IEnumerable<string> values = types[column] switch
        {
            "text" or "character varying" => ["''", "' '", "'x'", "'无'", .. Literal().Matches(rule.Definition).Select(m => $"'{m.Groups[1].Value}'").Where(l => l.Length < 60), .. same, "repeat('x', 12)"],
            "boolean" => ["true", "false"],
            "uuid" => ["gen_random_uuid()", .. same],
            "timestamp with time zone" => ["now()", .. same, .. same.Select(c => $"{c} - interval '400 days'"), .. same.Select(c => $"{c} + interval '400 days'"), $"{column} - interval '4000 days'"],
            "date" => [.. same, .. same.Select(c => $"{c} - 4000"), .. same.Select(c => $"{c} + 4000"), "current_date", $"{column} - 4000"],
            "integer" or "bigint" or "smallint" or "numeric" or "double precision" or "real" =>
                [.. Number().Matches(rule.Definition).SelectMany(m => Around(m.Value)), "0", "-1", "-2", "1", "2", "1000000", .. same, .. same.Select(c => c + " + 1"), .. same.Select(c => c + " - 1")],
            "bytea" => ["''::bytea", "'\\x00'::bytea"],
            "jsonb" => ["'{}'", "'[]'", "'null'"],
            "ARRAY" => ["'{}'"],
            _ => [],
        };
        return values.Append("null");
    }

    private static IEnumerable<string> Around(string number)
    {
        var value = decimal.Parse(number, CultureInfo.InvariantCulture);
        return [number, (value - 1).ToString(CultureInfo.InvariantCulture), (value + 1).ToString(CultureInfo.InvariantCulture)];
    }

    private async Task<string> Statement(string table, string attempt)
    {
        var word = attempt.Split(' ')[0];

        var said = attempt[word.Length..].Trim();
        var where = said.IndexOf("where ", StringComparison.Ordinal);
        var which = where < 0 ? "true" : said[(where + 6)..];
        said = (where < 0 ? said : said[..where]).Trim();
        if (word is not ("set" or "copy" or "new" or "twice"))
        {
            return attempt;
        }

        await Know();
        var row = $"(select ctid from {table} where {which} order by ctid limit 1)";
        if (word == "set")
        {
            return $"update {table} set {said} where ctid = {row}";
        }

        var types = await Types(table);
        var changed = said.Length == 0 ? [] : Change().Matches(said).ToDictionary(m => m.Groups[1].Value.Trim('"'), m => m.Groups[2].Value.Trim());
        var columns = types.Keys.Where(c => word == "copy" || needed.Contains((table, c)) || changed.ContainsKey(c)).ToList();
        var values = columns.Select(c => changed.GetValueOrDefault(c) ?? (word == "copy" ? $"\"{c}\"" : Plain(types[c])));
        return $"insert into {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) overriding system value select {string.Join(", ", values)} from "
            + (word == "copy" ? $"{table} where ctid = {row}" : $"generate_series(1, {(word == "twice" ? 2 : 1)})");
    }

    private async Task<Dictionary<string, string>> Types(string table)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(
            $"select column_name::text, data_type::text from information_schema.columns where table_schema = 'public' and table_name = '{table}' and is_generated = 'NEVER' order by ordinal_position", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            types[reader.GetString(0)] = reader.GetString(1);
        }

        return types;
    }

    [GeneratedRegex(@"REFERENCES (\w+)\((\w+)\)")]
    private static partial Regex Pointed();

    [GeneratedRegex(@"(\w+|""\w+"") = (.+?)(?=, (?:\w+|""\w+"") = |$)")]
    private static partial Regex Change();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?<![\w.])\d+(\.\d+)?")]
    private static partial Regex Number();
}
