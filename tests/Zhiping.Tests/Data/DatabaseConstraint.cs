using Npgsql;

namespace Zhiping.Tests.Data;

/// <summary>One rule that the database keeps by itself, from its own catalogue.</summary>
/// <param name="Kind">c check, u unique index, f foreign key.</param>
/// <param name="Columns">The columns it speaks of.</param>
/// <param name="Definition">As the database states it.</param>
public sealed record DatabaseConstraint(string Table, string Name, char Kind, IReadOnlyList<string> Columns, string Definition)
{
    /// <summary>All of the database but primary keys that are a mere id, and the tables of the framework.</summary>
    public static async Task<IReadOnlyList<DatabaseConstraint>> AllOf(NpgsqlConnection connection)
    {
        const string Sql = """
            select r.relname, c.conname, c.contype::text, pg_get_constraintdef(c.oid),
                   array(select a.attname::text from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k)
            from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
            where n.nspname = 'public' and c.contype in ('c', 'f')
            union all
            select r.relname, x.relname, 'u', pg_get_indexdef(i.indexrelid),
                   array(select a.attname::text from unnest(i.indkey) k join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k)
            from pg_index i join pg_class r on r.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_namespace n on n.oid = r.relnamespace
            where n.nspname = 'public' and i.indisunique and (not i.indisprimary or i.indnatts > 1)
            order by 1, 2
            """;
        var all = new List<DatabaseConstraint>();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var table = reader.GetString(0);
            if (!table.StartsWith("__", StringComparison.Ordinal))
            {
                all.Add(new DatabaseConstraint(table, reader.GetString(1), reader.GetString(2)[0], reader.GetFieldValue<string[]>(4), reader.GetString(3)));
            }
        }

        return all;
    }
}
