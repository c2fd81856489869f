using Dapper;
using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Review.Queue;

/// <summary>What a clerk looks for in the queue.</summary>
public sealed record QueueFilter
{
    /// <summary>Part of a name, a unit's name or a receipt number.</summary>
    public string? Text { get; init; }

    public string? Specialty { get; init; }

    public Level? Level { get; init; }

    public Risk? Risk { get; init; }

    /// <summary>Which arrival at the committee.</summary>
    public int? Turn { get; init; }

    /// <summary>due, name, specialty, risk or turn.</summary>
    public string Sort { get; init; } = "due";

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Specialty is null && Level is null && Risk is null && Turn is null;
}

/// <summary>One line of the queue.</summary>
public sealed record QueueRow
{
    public Guid Id { get; init; }

    public Guid RevisionId { get; init; }

    public Guid PersonId { get; init; }

    public string Name { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Series { get; init; } = "";

    public string Specialty { get; init; } = "";

    public string Level { get; init; } = "";

    public string State { get; init; } = "";

    public int Arrivals { get; init; }

    public int Submissions { get; init; }

    public string Receipt { get; init; } = "";

    public DateTime? Due { get; init; }

    /// <summary>The due date binds the applicant; else it is the office's own.</summary>
    public bool Binding { get; init; }

    public DateTime Since { get; init; }

    public string? Risk { get; init; }

    public string? ReasonZh { get; init; }

    public string? ReasonEn { get; init; }

    public string Key { get; init; } = "";

    public DateTimeOffset? DueAt => Due is { } due ? new DateTimeOffset(DateTime.SpecifyKind(due, DateTimeKind.Utc)) : null;

    public DateTimeOffset SinceAt => new(DateTime.SpecifyKind(Since, DateTimeKind.Utc));

    public Level LevelOf => Enum.Parse<Level>(Level);

    public ApplicationState StateOf => Enum.Parse<ApplicationState>(State);

    public Risk RiskOf => Risk is null ? Review.Risk.Low : Enum.Parse<Risk>(Risk);

    public LocalText Reason => new(ReasonZh ?? "", ReasonEn ?? "");
}

/// <summary>The queue's numbers for its head.</summary>
public sealed record QueueCounts(int All, int Today, int Tomorrow);

/// <summary>What a body has in hand, the edge that comes first in front, page by page by key.</summary>
public sealed class QueueQuery(AppDb db, NoticeStore notices)
{
    public const int PageSize = 30;

    private const string From = """
        from applications a
        join people p on p.id = a.person_id
        join bodies u on u.id = a.unit_id
        join submissions s on s.application_id = a.id and s.number = a.submissions
        left join submission_risks r on r.submission_id = s.id
        left join unnest(@revisions, @closes) as w(revision_id, closes) on w.revision_id = a.revision_id and a.state = 'AtCommittee'
        where a.holder_id = @body and a.state in ('AtUnit', 'AtAuthority', 'AtCommittee')
        """;

    /// <summary>One page after a key; one row more than a page says that there is a next one.</summary>
    public async Task<IReadOnlyList<QueueRow>> Page(Guid bodyId, QueueFilter filter, string? afterKey, Guid? afterId, int size, CancellationToken cancel = default)
    {
        var key = KeyOf(filter.Sort);
        var after = afterKey is null ? "" : $" and ({key}, a.id) > (@afterKey collate \"C\", @afterId)";
        var sql = $"""
            select a.id as "Id", a.revision_id as "RevisionId", a.person_id as "PersonId", p.name as "Name", u.name as "Unit", a.series as "Series",
              a.specialty as "Specialty", a.level as "Level", a.state as "State", a.arrivals as "Arrivals", a.submissions as "Submissions",
              s.receipt_number as "Receipt", coalesce(a.due_at, w.closes) as "Due", coalesce(a.due_consequence, 'None') <> 'None' as "Binding",
              a.moved_at as "Since", r.risk as "Risk", r.reason_zh as "ReasonZh", r.reason_en as "ReasonEn", {key} as "Key"
            {From}{Where(filter)}{after}
            order by {key}, a.id limit @limit
            """;
        var parameters = await Parameters(bodyId, filter, cancel);
        parameters.Add("afterKey", afterKey);
        parameters.Add("afterId", afterId);
        parameters.Add("limit", size);
        var rows = await db.Database.GetDbConnection().QueryAsync<QueueRow>(new CommandDefinition(sql, parameters, cancellationToken: cancel));
        return [.. rows];
    }

    /// <summary>The case after that one by its edge; after the last, or where that one has left the list, the first other one.</summary>
    public async Task<QueueRow?> Next(Guid bodyId, Guid applicationId, CancellationToken cancel = default)
    {
        var all = new QueueFilter();
        var parameters = await Parameters(bodyId, all, cancel);
        parameters.Add("id", applicationId);
        var key = await db.Database.GetDbConnection().QuerySingleOrDefaultAsync<string?>(
            new CommandDefinition($"select {KeyOf(all.Sort)} {From} and a.id = @id", parameters, cancellationToken: cancel));
        var after = key is null ? [] : await Page(bodyId, all, key, applicationId, 1, cancel);
        return after.Count > 0 ? after[0] : (await Page(bodyId, all, null, null, 2, cancel)).FirstOrDefault(r => r.Id != applicationId);
    }

    /// <summary>How many there are, and how many end today and tomorrow.</summary>
    public async Task<QueueCounts> Count(Guid bodyId, QueueFilter filter, DateTimeOffset now, CancellationToken cancel = default)
    {
        var parameters = await Parameters(bodyId, filter, cancel);
        var today = Beijing.Instant(Beijing.Day(now).AddDays(1)).ToUniversalTime();
        parameters.Add("now", now.UtcDateTime);
        parameters.Add("today", today.UtcDateTime);
        parameters.Add("tomorrow", today.AddDays(1).UtcDateTime);
        var sql = $"""
            select count(*)::int as "All",
              (count(*) filter (where coalesce(a.due_at, w.closes) > @now and coalesce(a.due_at, w.closes) <= @today))::int as "Today",
              (count(*) filter (where coalesce(a.due_at, w.closes) > @today and coalesce(a.due_at, w.closes) <= @tomorrow))::int as "Tomorrow"
            {From}{Where(filter)}
            """;
        return await db.Database.GetDbConnection().QuerySingleAsync<QueueCounts>(new CommandDefinition(sql, parameters, cancellationToken: cancel));
    }

    /// <summary>The specialties and turns that the body has in hand, for the filter.</summary>
    public async Task<IReadOnlyList<(string Series, string Specialty, Guid RevisionId)>> Specialties(Guid bodyId, CancellationToken cancel = default)
    {
        var found = await db.Applications().WaitingFor(bodyId)
            .Select(a => new { a.Series, a.Specialty, a.RevisionId }).Distinct().ToListAsync(cancel);
        return [.. found.DistinctBy(x => (x.Series, x.Specialty)).Select(x => (x.Series, x.Specialty, x.RevisionId))];
    }

    private static string Where(QueueFilter filter) =>
        (string.IsNullOrWhiteSpace(filter.Text) ? "" : " and (p.name like @text or u.name like @text or s.receipt_number like @receipt)")
        + (filter.Specialty is null ? "" : " and a.specialty = @specialty")
        + (filter.Level is null ? "" : " and a.level = @level")
        + (filter.Risk is null ? "" : " and coalesce(r.risk, 'Low') = @risk")
        + (filter.Turn is null ? "" : " and greatest(a.arrivals, 1) = @turn");

    // Texts under one collation, so that a page that begins after a key begins exactly there.
    private static string KeyOf(string sort)
    {
        const string Due = "to_char(coalesce(a.due_at, w.closes, timestamptz '9999-01-01') at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || to_char(a.moved_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS')";
        var key = sort switch
        {
            "name" => "p.name",
            "specialty" => "a.specialty || ' ' || a.level",
            "risk" => $"case coalesce(r.risk, 'Low') when 'High' then '1' when 'Medium' then '2' else '3' end || {Due}",
            "turn" => $"to_char(99 - a.arrivals, '00') || {Due}",
            _ => Due,
        };
        return $"(({key}) collate \"C\")";
    }

    private async Task<DynamicParameters> Parameters(Guid bodyId, QueueFilter filter, CancellationToken cancel)
    {
        var closes = new Dictionary<Guid, DateTime>();
        foreach (var revision in await db.Applications().WaitingFor(bodyId).Select(a => a.RevisionId).Distinct().ToListAsync(cancel))
        {
            if ((await notices.Get(revision, cancel)).Notice.Windows.Review?.Closes is { Binds: true, At: { } at })
            {
                closes[revision] = at.UtcDateTime;
            }
        }

        var text = Like(filter.Text);
        var parameters = new DynamicParameters();
        parameters.Add("body", bodyId);
        parameters.Add("revisions", closes.Keys.ToArray());
        parameters.Add("closes", closes.Values.ToArray());
        parameters.Add("text", $"%{text}%");
        parameters.Add("receipt", $"%{text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()}%");
        parameters.Add("specialty", filter.Specialty);
        parameters.Add("level", filter.Level?.ToString());
        parameters.Add("risk", filter.Risk?.ToString());
        parameters.Add("turn", filter.Turn);
        return parameters;
    }

    private static string Like(string? text) => (text ?? "").Trim().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");
}
