using System.Globalization;
using System.Text.Json;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Forms;

public sealed partial record ApplicationDocument
{
    /// <summary>Canonical JSON: UTF-8, keys sorted by ordinal, no spaces, nothing that is null. The same content gives the same bytes.</summary>
    public byte[] ToCanonicalJson()
    {
        var root = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["noticeId"] = NoticeId,
            ["revision"] = (decimal)Revision,
            ["series"] = Series,
            ["specialty"] = Specialty,
            ["level"] = Level.ToString(),
            ["kind"] = Kind.ToString(),
            ["channel"] = Channel.ToString(),
            ["unit"] = new SortedDictionary<string, object?>(StringComparer.Ordinal)
            {
                ["kind"] = Unit.Kind.ToString(),
                ["tier"] = Unit.Tier.ToString(),
                ["county"] = Unit.County,
                ["recommendsThroughAnother"] = Unit.RecommendsThroughAnother ? true : null,
            },
            ["applicant"] = new SortedDictionary<string, object?>(StringComparer.Ordinal)
            {
                ["ageInYears"] = Applicant.AgeInYears is { } age ? (decimal)age : null,
                ["retired"] = Applicant.Retired,
                ["civilServant"] = Applicant.CivilServant,
                ["underSanction"] = Applicant.UnderSanction,
                ["bannedUntil"] = Applicant.BannedUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["confirmedByUnit"] = Applicant.ConfirmedByUnit,
                ["firstApplication"] = Applicant.FirstApplication,
            },
            ["sections"] = CanonicalSections(),
            ["pages"] = Pages.Select(CanonicalPage).ToList(),
        };
        return CanonicalJson.Write(root);
    }

    /// <summary>Reads a document back. Throws <see cref="BadDocumentException"/> with the place and what is wrong.</summary>
    public static ApplicationDocument Parse(ReadOnlyMemory<byte> json)
    {
        JsonDocument parsed;
        try
        {
            parsed = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException problem)
        {
            throw new BadDocumentException(new(
                $"不是JSON：第{problem.LineNumber + 1}行第{problem.BytePositionInLine}个字节。", $"Not JSON: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine}."), problem);
        }

        using (parsed)
        {
            var root = new JsonPlace(parsed.RootElement, "");
            root.OnlyKeys("noticeId", "revision", "series", "specialty", "level", "kind", "channel", "unit", "applicant", "sections", "pages");
            var unit = root.Object("unit");
            unit.OnlyKeys("kind", "tier", "county", "recommendsThroughAnother");
            var person = root.ObjectOrEmpty("applicant");
            person.OnlyKeys("ageInYears", "retired", "civilServant", "underSanction", "bannedUntil", "confirmedByUnit", "firstApplication");
            return new ApplicationDocument
            {
                NoticeId = root.Text("noticeId"),
                Revision = root.IntOrNull("revision") ?? 1,
                Series = root.Text("series"),
                Specialty = root.Text("specialty"),
                Level = root.Enum<Level>("level"),
                Kind = root.EnumOrNull<ProgrammeKind>("kind") ?? ProgrammeKind.Evaluation,
                Channel = root.EnumOrNull<Channel>("channel") ?? Channel.Targeted,
                Unit = new UnitFacts
                {
                    Kind = unit.Enum<UnitKind>("kind"),
                    Tier = unit.Enum<Tier>("tier"),
                    County = unit.TextOrNull("county"),
                    RecommendsThroughAnother = unit.BoolOrNull("recommendsThroughAnother") ?? false,
                },
                Applicant = new ApplicantFacts
                {
                    AgeInYears = person.IntOrNull("ageInYears"),
                    Retired = person.BoolOrNull("retired"),
                    CivilServant = person.BoolOrNull("civilServant"),
                    UnderSanction = person.BoolOrNull("underSanction"),
                    BannedUntil = person.DateOrNull("bannedUntil"),
                    ConfirmedByUnit = person.BoolOrNull("confirmedByUnit"),
                    FirstApplication = person.BoolOrNull("firstApplication"),
                },
                Sections = ParseSections(root.ObjectOrEmpty("sections")),
                Pages = [.. root.ArrayOrEmpty("pages").Select(ParsePage)],
            };
        }
    }

    private SortedDictionary<string, object?> CanonicalSections()
    {
        var sections = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (id, content) in Sections)
        {
            sections[id] = new SortedDictionary<string, object?>(StringComparer.Ordinal)
            {
                ["none"] = content.None ? true : null,
                ["entries"] = content.Entries.Select(entry => (object?)new SortedDictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["id"] = entry.Id,
                    ["values"] = new SortedDictionary<string, object?>(
                        entry.Values.ToDictionary(v => v.Key, v => (object?)v.Value, StringComparer.Ordinal), StringComparer.Ordinal),
                    ["notNames"] = entry.NotNames.Count == 0 ? null : new SortedDictionary<string, object?>(
                        entry.NotNames.ToDictionary(v => v.Key, v => (object?)v.Value, StringComparer.Ordinal), StringComparer.Ordinal),
                }).ToList(),
            };
        }

        return sections;
    }

    private static object? CanonicalPage(PageFact page) => new SortedDictionary<string, object?>(StringComparer.Ordinal)
    {
        ["section"] = page.Section,
        ["entry"] = page.Entry,
        ["slot"] = page.Slot,
        ["number"] = (decimal)page.Number,
        ["format"] = page.Format,
        ["sha256"] = page.Sha256,
        ["mask"] = page.Mask.ToString(),
        ["maskBoxes"] = (decimal)page.MaskBoxes,
        ["maskedShare"] = page.MaskedShare,
        ["upright"] = page.Upright,
        ["legible"] = page.Legible,
        ["ready"] = page.Ready,
    };

    private static Dictionary<string, SectionContent> ParseSections(JsonPlace sections)
    {
        var result = new Dictionary<string, SectionContent>(StringComparer.Ordinal);
        foreach (var (id, section) in sections.Members())
        {
            section.OnlyKeys("none", "entries");
            result[Known(id)] = new SectionContent
            {
                None = section.BoolOrNull("none") ?? false,
                Entries =
                [
                    .. section.ArrayOrEmpty("entries").Select(entry =>
                    {
                        entry.OnlyKeys("id", "values", "notNames");
                        return new SectionEntry
                        {
                            Id = entry.Text("id"),
                            Values = entry.ObjectOrEmpty("values").Members()
                                .ToDictionary(v => Known(v.Name), v => v.Value.AsText(), StringComparer.Ordinal),
                            NotNames = entry.ObjectOrEmpty("notNames").Members().ToDictionary(v => Known(v.Name), v => v.Value.AsText(), StringComparer.Ordinal),
                        };
                    }),
                ],
            };
        }

        return result;
    }

    /// <summary>The string of a notice that is equal, where there is one: what is compared often is then found equal without looking at it.</summary>
    private static string Known(string name) => string.IsInterned(name) ?? name;

    private static PageFact ParsePage(JsonPlace page)
    {
        page.OnlyKeys("section", "entry", "slot", "number", "format", "sha256", "mask", "maskBoxes", "maskedShare", "upright", "legible", "ready");
        return new PageFact
        {
            Section = Known(page.Text("section")),
            Entry = page.TextOrNull("entry"),
            Slot = Known(page.Text("slot")),
            Number = page.IntOrNull("number") ?? 1,
            Format = Known(page.TextOrNull("format") ?? "JPG"),
            Sha256 = page.TextOrNull("sha256") ?? "",
            Mask = page.EnumOrNull<MaskAnswer>("mask") ?? MaskAnswer.Unanswered,
            MaskBoxes = page.IntOrNull("maskBoxes") ?? 0,
            MaskedShare = page.DecimalOrNull("maskedShare") ?? 0m,
            Upright = page.BoolOrNull("upright"),
            Legible = page.BoolOrNull("legible"),
            Ready = page.BoolOrNull("ready") ?? false,
        };
    }
}
