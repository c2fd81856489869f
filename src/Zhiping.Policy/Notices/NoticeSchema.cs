using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices.Reading;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>JSON Schema for editors, made from the same types that the reader binds.</summary>
public static class NoticeSchema
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema of a notice file.</summary>
    public static string OfNotice()
    {
        var definitions = new JsonObject();
        var root = Map(typeof(Notice), definitions, true);
        root["properties"]!["basedOn"] = new JsonObject { ["type"] = "string", ["description"] = "The notice that this one stands on." };
        root["properties"]!["calendars"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } };
        root["properties"]!.AsObject().Remove("calendar");
        root["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        root["title"] = "Zhiping notice";
        root["$defs"] = definitions;
        return root.ToJsonString(Pretty) + "\n";
    }

    /// <summary>The schema of an application under a notice.</summary>
    public static string OfForm(Notice notice)
    {
        var sections = new JsonObject();
        foreach (var section in notice.Form.Sections)
        {
            var fields = new JsonObject();
            foreach (var field in section.Fields)
            {
                fields[field.Id] = Field(field);
            }

            sections[section.Id] = new JsonObject
            {
                ["title"] = $"{section.Name.Zh} | {section.Name.En}",
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject
                {
                    ["none"] = new JsonObject { ["type"] = "boolean" },
                    ["entries"] = new JsonObject
                    {
                        ["type"] = "array",
                        ["items"] = new JsonObject
                        {
                            ["type"] = "object",
                            ["required"] = new JsonArray("id"),
                            ["properties"] = new JsonObject
                            {
                                ["id"] = new JsonObject { ["type"] = "string" },
                                ["values"] = new JsonObject { ["type"] = "object", ["properties"] = fields },
                            },
                        },
                    },
                },
            };
        }

        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"{notice.Title.Zh} | {notice.Title.En}",
            ["type"] = "object",
            ["required"] = new JsonArray("noticeId", "series", "specialty", "level", "unit", "sections"),
            ["properties"] = new JsonObject
            {
                ["noticeId"] = new JsonObject { ["const"] = notice.Id },
                ["revision"] = new JsonObject { ["type"] = "integer" },
                ["series"] = Names(notice.SeriesList.Select(s => s.Id)),
                ["specialty"] = Names(notice.SeriesList.SelectMany(s => s.Specialties).Select(s => s.Id)),
                ["level"] = Names(Enum.GetNames<Level>()),
                ["kind"] = Names(notice.Programmes.Select(p => p.Kind.ToString())),
                ["channel"] = Names(notice.Channels.Select(c => c.Channel.ToString())),
                ["unit"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["kind"] = Names(Enum.GetNames<UnitKind>()),
                        ["tier"] = Names(Enum.GetNames<Tier>()),
                        ["county"] = new JsonObject { ["type"] = "string" },
                        ["recommendsThroughAnother"] = new JsonObject { ["type"] = "boolean" },
                    },
                },
                ["applicant"] = new JsonObject { ["type"] = "object" },
                ["sections"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = sections },
                ["pages"] = new JsonObject { ["type"] = "array" },
            },
        };
        return root.ToJsonString(Pretty) + "\n";
    }

    private static JsonObject Field(FieldDefinition field)
    {
        var schema = new JsonObject { ["type"] = "string", ["title"] = $"{field.Name.Zh} | {field.Name.En}", ["maxLength"] = field.MaxLength };
        switch (field.Type)
        {
            case FieldType.Choice:
                schema["enum"] = new JsonArray([.. field.Choices.Select(c => (JsonNode)c.Id)]);
                break;
            case FieldType.YesNo:
                schema["enum"] = new JsonArray("yes", "no");
                break;
            case FieldType.Date:
                schema["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
                break;
            case FieldType.Month:
                schema["pattern"] = "^[0-9]{4}-[0-9]{2}$";
                break;
            case FieldType.Year:
                schema["pattern"] = "^[0-9]{4}$";
                break;
            case FieldType.Number:
                schema["pattern"] = "^[0-9]+(\\.[0-9]+)?$";
                break;
            case FieldType.Text:
            case FieldType.LongText:
            default:
                break;
        }

        return schema;
    }

    private static JsonObject Names(IEnumerable<string> names) => new() { ["enum"] = new JsonArray([.. names.Distinct(StringComparer.Ordinal).Select(n => (JsonNode)n)]) };

    private static JsonObject Of(Type type, JsonObject definitions)
    {
        if (type == typeof(LocalText))
        {
            return new JsonObject { ["description"] = "中文 | English", ["type"] = new JsonArray("string", "object") };
        }

        if (type == typeof(ClauseRef))
        {
            return new JsonObject { ["description"] = "The path of a clause under 'clauses', such as 四(一)4, or document:path", ["type"] = "string" };
        }

        if (type == typeof(Condition) || type == typeof(Fact))
        {
            return new JsonObject { ["description"] = type == typeof(Fact) ? "A fact of the rule language" : "A condition of the rule language", ["type"] = new JsonArray("object", "string") };
        }

        if (type.IsEnum)
        {
            return Names(Enum.GetNames(type));
        }

        if (Scalars.Of(type) is { } scalar)
        {
            var schema = new JsonObject { ["description"] = scalar.Example.En };
            if (type == typeof(bool))
            {
                schema["type"] = "boolean";
            }
            else
            {
                schema["type"] = new JsonArray("string", "number");
            }

            if (scalar.Pattern is { } pattern && type != typeof(bool))
            {
                schema["pattern"] = pattern;
            }

            return schema;
        }

        if (TypeShape.IsList(type, out var item))
        {
            return new JsonObject { ["type"] = "array", ["items"] = Of(item, definitions) };
        }

        if (TypeShape.IsDictionary(type, out _, out var value))
        {
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(value, definitions) };
        }

        if (!definitions.ContainsKey(type.Name))
        {
            definitions[type.Name] = null;
            definitions[type.Name] = Map(type, definitions, false);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{type.Name}" };
    }

    /// <summary>Nothing is required: a file states only what differs from what it stands on. The check says what is missing from the whole.</summary>
    private static JsonObject Map(Type type, JsonObject definitions, bool root)
    {
        var shape = TypeShape.Of(type);
        var properties = new JsonObject { ["id"] = new JsonObject { ["type"] = "string" }, ["remove"] = new JsonObject() };
        foreach (var key in shape.Keys)
        {
            properties[key.Key] = Of(key.Type, definitions);
        }

        if (shape.IsItem || type == typeof(Basis))
        {
            properties["clause"] = Of(typeof(ClauseRef), definitions);
            properties["assumed"] = new JsonObject { ["type"] = "boolean", ["description"] = "The notice is silent; 'why' says why this was chosen." };
            properties["inferred"] = new JsonObject { ["type"] = "boolean", ["description"] = "Read from a garbled or displaced place." };
            properties["why"] = Of(typeof(LocalText), definitions);
        }

        var map = new JsonObject { ["type"] = new JsonArray("object", "null"), ["properties"] = properties };
        if (!root)
        {
            map["additionalProperties"] = type == typeof(FormCatalogue);
        }

        return map;
    }
}
