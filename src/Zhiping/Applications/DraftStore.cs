using System.Collections.ObjectModel;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Applications;

/// <summary>What became of a save: the new number, or the version that was there first.</summary>
/// <param name="Number">The number that the section has now.</param>
/// <param name="At">When that version was saved.</param>
/// <param name="Other">The version of another window; null when this save went in.</param>
public sealed record SectionSaved(int Number, DateTimeOffset At, SectionContent? Other)
{
    public bool IsConflict => Other is not null;
}

/// <summary>A section as it lies in the draft. Number 0: nothing was saved yet.</summary>
public sealed record SavedSection(string SectionId, SectionContent Content, int Number, DateTimeOffset? SavedAt)
{
    public static SavedSection Nothing(string sectionId) => new(sectionId, SectionContent.Empty, 0, null);
}

/// <summary>Draft sections, saved in one durable statement each.</summary>
public sealed class DraftStore(AppDb db)
{
    /// <summary>More than this many characters in one section are refused.</summary>
    public const int MaxCharacters = 400_000;

    /// <summary>Whether the applicant of rows <c>p</c> with a person_id and an instant at may write in application <c>a</c> then.</summary>
    internal const string OpenSql = "a.person_id = p.person_id and " + WritableSql + " and (a.due_at is null or a.due_consequence = 'None' or a.due_at > p.at)";

    // Whether an applicant may write in application a, apart from its deadline.
    private const string WritableSql = "a.state in ('Draft', 'Returned') and a.deleted_at is null";

    // The share lock waits for a submission that is freezing the draft, so that nothing said to be saved is missing from it.
    private const string Writable = $$"""
        writable as (
          select a.id from applications a
          where a.id = {0} and a.person_id = {1} and {{WritableSql}}
            and (a.due_at is null or a.due_consequence = 'None' or a.due_at > {2})
          for share)
        """;

    private const string InsertFirst = "with " + Writable + """
        , saved as (
          insert into draft_sections (application_id, section_id, content, number, saved_at)
          select w.id, {3}, {4}::jsonb, 1, {2} from writable w
          on conflict (application_id, section_id) do nothing
          returning number)
        select number as "Value" from saved
        """;

    private const string UpdateNext = "with " + Writable + """
        , saved as (
          update draft_sections d set content = {4}::jsonb, number = d.number + 1, saved_at = {2}
          from writable w where d.application_id = w.id and d.section_id = {3} and d.number = {5}
          returning d.number)
        select number as "Value" from saved
        """;

    /// <summary>
    /// Saves a section if nobody saved it since the number it began from; else answers with the other version and changes nothing.
    /// Throws the refusal when the applicant may not write.
    /// </summary>
    public async Task<SectionSaved> Save(Act act, Guid applicationId, string sectionId, SectionContent content, int from, CancellationToken cancel)
    {
        var json = Written(content);
        var person = act.By ?? Guid.Empty;
        var at = act.At.ToUniversalTime();
        var saved = from == 0
            ? await db.Database.SqlQueryRaw<int>(InsertFirst, applicationId, person, at, sectionId, json).ToListAsync(cancel)
            : await db.Database.SqlQueryRaw<int>(UpdateNext, applicationId, person, at, sectionId, json, from).ToListAsync(cancel);
        if (saved.Count == 1)
        {
            return new SectionSaved(saved[0], act.At, null);
        }

        var application = await db.Applications().AsNoTracking().SingleOrDefaultAsync(a => a.Id == applicationId && a.PersonId == person, cancel);
        RefusalException.ThrowIf(application is null ? ApplicationRules.NotYours() : ApplicationRules.CanWrite(application, act.At));
        var other = await Load(applicationId, sectionId, cancel);
        return DraftJson.Write(other.Content) == json
            ? new SectionSaved(other.Number, other.SavedAt ?? act.At, null)
            : new SectionSaved(other.Number, other.SavedAt ?? act.At, other.Content);
    }

    /// <summary>The content as it is stored; too long a one is refused.</summary>
    internal static string Written(SectionContent content)
    {
        var json = DraftJson.Write(content);
        RefusalException.ThrowIf(json.Length > MaxCharacters
            ? new Refusal("这一节的内容太长，存不下。最多{0}字。", MaxCharacters / 2) { Remedy = "请分到几项里写，或者删去一些。" }
            : null);
        return json;
    }

    /// <summary>One section as saved last.</summary>
    public async Task<SavedSection> Load(Guid applicationId, string sectionId, CancellationToken cancel)
    {
        var row = await db.DraftSections().AsNoTracking()
            .SingleOrDefaultAsync(s => s.ApplicationId == applicationId && s.SectionId == sectionId, cancel);
        return row is null ? SavedSection.Nothing(sectionId) : Read(row);
    }

    /// <summary>All sections of a draft by id.</summary>
    public async Task<IReadOnlyDictionary<string, SavedSection>> LoadAll(Guid applicationId, CancellationToken cancel)
    {
        var rows = await db.DraftSections().AsNoTracking().Where(s => s.ApplicationId == applicationId).ToListAsync(cancel);
        return rows.ToDictionary(r => r.SectionId, Read, StringComparer.Ordinal);
    }

    private static SavedSection Read(DraftSection row) => new(row.SectionId, DraftJson.Read(row.Content), row.Number, row.SavedAt);
}

/// <summary>The content of a section as it lies in the draft.</summary>
public static class DraftJson
{
    public static string Write(SectionContent content)
    {
        var root = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["none"] = content.None ? true : null,
            ["entries"] = content.Entries.Select(e => (object?)new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["id"] = e.Id,
                ["values"] = e.Values.ToDictionary(v => v.Key, v => (object?)v.Value, StringComparer.Ordinal),
                ["notNames"] = e.NotNames.Count == 0 ? null : e.NotNames.ToDictionary(v => v.Key, v => (object?)v.Value, StringComparer.Ordinal),
            }).ToList(),
        };
        return System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(root));
    }

    public static SectionContent Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new SectionContent
        {
            None = root.TryGetProperty("none", out var none) && none.ValueKind == JsonValueKind.True,
            Entries = !root.TryGetProperty("entries", out var entries) ? [] :
            [
                .. entries.EnumerateArray().Select(e => new SectionEntry
                {
                    Id = e.GetProperty("id").GetString()!,
                    Values = e.GetProperty("values").EnumerateObject()
                        .ToDictionary(v => v.Name, v => v.Value.GetString() ?? "", StringComparer.Ordinal),
                    NotNames = !e.TryGetProperty("notNames", out var said) ? ReadOnlyDictionary<string, string>.Empty
                        : said.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString() ?? "", StringComparer.Ordinal),
                }),
            ],
        };
    }
}
