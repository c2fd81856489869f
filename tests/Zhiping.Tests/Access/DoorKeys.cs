namespace Zhiping.Tests.Access;

/// <summary>What the words in braces and the fields of forms stand for, so that a door can be tried with a real thing.</summary>
internal static class DoorKeys
{
    /// <summary>What <c>{id}</c> is, by the beginning of the address; the longest that fits counts.</summary>
    private static readonly Dictionary<string, string> Ids = new(StringComparer.Ordinal)
    {
        ["/appeals/{id}"] = "appeal",
        ["/applications/{id}"] = "application",
        ["/education/courses/{id}"] = "course",
        ["/expert/dossiers/{id}"] = "dossier",
        ["/expert/meetings/{id}"] = "meeting",
        ["/expert/rounds/{id}"] = "round",
        ["/files/blind/{id}"] = "blind",
        ["/files/pages/{id}"] = "page",
        ["/me/career/{id}"] = "careerEntry",
        ["/meetings/{id}"] = "meeting",
        ["/office/cases/{id}"] = "application",
        ["/office/committees/{id}"] = "committee",
        ["/office/meetings/{id}"] = "meeting",
        ["/prints/{id}"] = "print",
        ["/publicity/{id}"] = "publicity",
        ["/unit/people/{id}"] = "employment",
        ["/verify/documents/{id}"] = "document",
    };

    /// <summary>Other words in addresses that name somebody's thing.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["/applications/{id}/pages/{pageId} pageId"] = "page",
        ["/applications/{id}/pages/{pageId}/crop pageId"] = "page",
        ["/meetings/{id}/rounds/{round} round"] = "round",
        ["/unit-publicity/{code} code"] = "unitPublicity",
        ["/verify/{number} number"] = "number",
    };

    /// <summary>Words in addresses that are nobody's.</summary>
    private static readonly Dictionary<string, string> Fixed = new(StringComparer.Ordinal)
    {
        ["section"] = "practice",
        ["rendition"] = "upright",
        ["region"] = "aksu",
        ["name"] = "2024-culture",
        ["code"] = "404",
        ["number"] = "1",
        ["ticket"] = "sealed",
        ["token"] = "NOBODYS",
        ["/downloads/{id}.docx id"] = "pledge",
    };

    /// <summary>Fields of a form, or of the query of a page's file, that name somebody's thing.</summary>
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["POST /account?handler=Acting"] = ["Acting=unit"],
        ["POST /applications?handler=Restore"] = ["id=application"],
        ["GET /applications/{id}/payment?handler=Picture"] = ["payment=payment"],
        ["POST /applications/{id}/sections/{section}/pages?handler=Turn"] = ["page=page"],
        ["POST /applications/{id}/sections/{section}/pages?handler=Straighten"] = ["page=page"],
        ["POST /applications/{id}/sections/{section}/pages?handler=Uncut"] = ["page=page"],
        ["POST /applications/{id}/sections/{section}/pages?handler=Order"] = ["pages=page"],
        ["POST /applications/{id}/sections/{section}/pages?handler=Move"] = ["page=page"],
        ["POST /applications/{id}/sections/{section}/pages?handler=Delete"] = ["page=page"],
        ["POST /applications/{id}/sections/{section}/pages?handler=Restore"] = ["page=page"],
        ["POST /applications/{id}/sections/{section}/pages?handler=Keep"] = ["page=page"],
        ["POST /applications/{id}/sections/{section}/pages?handler=Mask"] = ["page=page"],
        ["POST /bodies/pending?handler=Approve"] = ["UnitId=pendingUnit"],
        ["POST /bodies/pending?handler=Decline"] = ["UnitId=pendingUnit"],
        ["POST /education/offer?handler=Close"] = ["CourseId=course"],
        ["POST /expert/meetings/{id}/defence"] = ["Dossier=dossier"],
        ["POST /me/career?handler=Delete"] = ["id=careerEntry"],
        ["POST /meetings/{id}?handler=Abstain"] = ["Round=round", "Member=member"],
        ["POST /meetings/{id}?handler=Count"] = ["Round=round"],
        ["POST /meetings/{id}?handler=Tie"] = ["Round=round"],
        ["POST /meetings/{id}?handler=Confirm"] = ["Round=round"],
        ["POST /office?handler=Pick"] = ["pick=application"],
        ["POST /office?handler=Pass"] = ["pick=application"],
        ["POST /office/cases/{id}/publicity?handler=DropPaper"] = ["scan=scan"],
        ["POST /office/cases/{id}/publicity?handler=Settle"] = ["ObjectionId=unitObjection"],
        ["POST /office/committees/{id}?handler=Leave"] = ["expert=expert"],
        ["POST /office/meetings/{id}/defence?handler=Absent"] = ["Dossier=dossier"],
        ["POST /office/meetings/{id}/defence?handler=Decide"] = ["Dossier=dossier"],
        ["POST /office/meetings/{id}/dossiers?handler=Off"] = ["dossier=dossier"],
        ["POST /office/meetings/{id}/dossiers?handler=Take"] = ["Pick=application"],
        ["GET /office/meetings/{id}/members?handler=Draw"] = ["draw=draw"],
        ["POST /office/meetings/{id}/members?handler=Appoint"] = ["Member=member"],
        ["POST /office/meetings/{id}/members?handler=Grant"] = ["recusal=recusal"],
        ["POST /office/meetings/{id}/members?handler=Order"] = ["Member=member", "Dossier=dossier"],
        ["POST /office/meetings/{id}/members?handler=Refuse"] = ["recusal=recusal"],
        ["POST /office/meetings/{id}/members?handler=Replace"] = ["Member=member"],
        ["POST /office/meetings/{id}/result?handler=Certify"] = ["Item=document"],
        ["POST /office/meetings/{id}/result?handler=FileDocument"] = ["Item=document"],
        ["POST /office/meetings/{id}/result?handler=ReCheck"] = ["Item=reCheck"],
        ["POST /office/meetings/{id}/result?handler=Revoke"] = ["Item=certificate"],
        ["POST /office/meetings/{id}/result?handler=Settle"] = ["Item=objection"],
        ["GET /office/payments?handler=Picture"] = ["payment=payment"],
        ["POST /office/payments?handler=Confirm"] = ["Payment=payment"],
        ["POST /office/payments?handler=Reject"] = ["Payment=payment"],
        ["POST /publicity/{id}/object"] = ["EntryId=entry"],
        ["GET /publicity/objections"] = ["receipt=receipt"],
        ["POST /unit"] = ["unit=unit"],
        ["POST /unit/people?handler=Approve"] = ["EmploymentId=employment"],
        ["POST /unit/people?handler=Decline"] = ["EmploymentId=employment"],
        ["POST /unit/people?handler=End"] = ["EmploymentId=employment"],
        ["POST /unit/people?handler=Reset"] = ["EmploymentId=employment"],
    };

    /// <summary>What else must be sent so that a door does not turn everybody away for want of it.</summary>
    private static readonly Dictionary<string, string[]> Besides = new(StringComparer.Ordinal)
    {
        ["POST /applications/new"] = ["notice=aksu/2024-culture"],
        ["POST /applications/{id}/sections/{section}/upload"] = ["slot=proof", "files=@"],
        ["POST /applications/{id}/sections/{section}/uploads"] = ["slot=proof"],
        ["GET /clauses"] = ["d=N0"],
        ["POST /education/courses/{id}?handler=Read"] = ["lesson=1"],
        ["GET /appeals/{id}?handler=Picture"] = ["side=front"],
    };

    /// <summary>Which relations a door must have a line for: none to a thing, own, another's, or an own address with another's thing in the form.</summary>
    public static IReadOnlyList<string> RelationsOf(Door door)
    {
        var named = NamedIn(door.Pattern).Count(w => KindOf(door.Pattern, w) is not null) + (FieldsOf(door).Length > 0 ? 1 : 0);
        return named switch { 0 => ["-"], 1 => ["own", "another's"], _ => ["own", "another's", "mixed"] };
    }

    /// <summary>The address and the fields with which that relation is tried.</summary>
    public static (string Address, IReadOnlyList<KeyValuePair<string, string>> Fields) Of(Door door, string relation, AccessSide ours, AccessSide theirs)
    {
        var (first, rest) = relation switch { "another's" => (theirs, theirs), "mixed" => (ours, theirs), _ => (ours, ours) };
        var address = door.Pattern;
        var side = first;
        foreach (var word in NamedIn(door.Pattern))
        {
            var value = KindOf(door.Pattern, word) is { } kind ? side[kind]
                : Fixed.GetValueOrDefault($"{door.Pattern} {word}") ?? Fixed.GetValueOrDefault(word)
                ?? throw new InvalidOperationException($"{door.Name}: nobody says what {{{word}}} stands for; add it to DoorKeys.");
            side = KindOf(door.Pattern, word) is null ? side : rest;
            address = address.Replace($"{{{word}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        }

        return (address, [.. Pairs(FieldsOf(door), kind => rest[kind]), .. Pairs(Besides.GetValueOrDefault(door.Name) ?? [], value => value)]);
    }

    /// <summary>Doors of the list that the site no longer has.</summary>
    public static IEnumerable<string> Unknown(IReadOnlyCollection<Door> doors) => Fields.Keys.Concat(Besides.Keys).Except(doors.Select(d => d.Name));

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string[] fields, Func<string, string> value) =>
        fields.Select(f => f.Split('=')).Select(f => KeyValuePair.Create(f[0], value(f[1])));

    private static string[] FieldsOf(Door door) => Fields.GetValueOrDefault(door.Name) ?? [];

    private static IEnumerable<string> NamedIn(string pattern) => pattern.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]);

    private static string? KindOf(string pattern, string word) => Others.GetValueOrDefault($"{pattern} {word}")
        ?? (word == "id" && Ids.Keys.Where(i => pattern == i || pattern.StartsWith(i + "/", StringComparison.Ordinal)).MaxBy(i => i.Length) is { } found ? Ids[found] : null);
}
