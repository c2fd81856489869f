using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Applications.Fill;

/// <summary>What the button of a section's form asks for.</summary>
public enum SectionAction
{
    Save,
    SaveAndReturn,
    Add,
    AskRemove,
    Remove,
    Up,
    Down,
    SayNone,
    TakeNoneBack,
}

/// <summary>
/// A section as its form posts it: <c>entry</c> names the entries in order, <c>v.{entry}.{field}</c> the values, <c>number</c> the version it
/// began from, <c>n.{entry}.{field}</c> that a text has no own name in it, <c>do</c> the button. One reader for posts with and without script. Pure.
/// </summary>
public sealed partial record SectionForm(SectionContent Content, int Number, SectionAction Action, string? Target)
{
    /// <summary>The id that the one entry of a section of shape Single gets when it has none.</summary>
    public const string OnlyEntry = "main";

    private const int MaxEntries = 60;

    public static string NameOf(string entry, string field) => $"v.{entry}.{field}";

    /// <summary>Under which the applicant says that a text has no own name or unit in it; the value is the mark of that text.</summary>
    public static string NotNameOf(string entry, string field) => $"n.{entry}.{field}";

    /// <summary>The id that a label and a finding point to.</summary>
    public static string IdOf(string entry, string field) => $"v-{entry}-{field}";

    /// <summary>Reads the post. Unknown fields are ignored; nothing that was typed into a known one is lost.</summary>
    public static SectionForm Read(SectionDefinition section, IFormCollection form)
    {
        var (action, target) = ActionOf(form["do"].ToString());
        var ids = form["entry"].OfType<string>().Where(e => EntryId().IsMatch(e)).Distinct(StringComparer.Ordinal)
            .Take(section.Shape == SectionShape.Single ? 1 : MaxEntries).ToList();
        if (section.Shape == SectionShape.Single && ids.Count == 0)
        {
            ids.Add(OnlyEntry);
        }

        var entries = ids.Select(id => new SectionEntry
        {
            Id = id,
            Values = section.Fields.Where(f => form.ContainsKey(NameOf(id, f.Id)))
                .ToDictionary(f => f.Id, f => Typed(f, form[NameOf(id, f.Id)].ToString()), StringComparer.Ordinal),
        }).Select(entry => Said(section, entry, form)).ToList();
        var content = new SectionContent { None = section.NoneAllowed && form["none"] == "yes", Entries = entries };
        var number = int.TryParse(form["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        return new SectionForm(content, number, action, target);
    }

    /// <summary>The content after the button was pressed. Adding needs an id from the caller, since this is pure.</summary>
    public SectionContent Done(Func<string> newEntryId)
    {
        var entries = Content.Entries.ToList();
        var at = entries.FindIndex(e => e.Id == Target);
        switch (Action)
        {
            case SectionAction.Add when entries.Count < MaxEntries:
                entries.Add(Blank(newEntryId()));
                return new SectionContent { Entries = entries };
            case SectionAction.Remove when at >= 0:
                entries.RemoveAt(at);
                break;
            case SectionAction.Up when at > 0:
                (entries[at - 1], entries[at]) = (entries[at], entries[at - 1]);
                break;
            case SectionAction.Down when at >= 0 && at < entries.Count - 1:
                (entries[at + 1], entries[at]) = (entries[at], entries[at + 1]);
                break;
            case SectionAction.SayNone:
                return new SectionContent { None = true, Entries = entries };
            case SectionAction.TakeNoneBack:
                return new SectionContent { Entries = entries };
            default:
                break;
        }

        return Content with { Entries = entries };
    }

    /// <summary>What the page shows of a section: a blank entry where nothing was written yet.</summary>
    public static SectionContent Shown(SectionDefinition section, SectionContent saved) =>
        section.Shape == SectionShape.Single && saved.Entries.Count == 0
            ? saved with { Entries = [Blank(OnlyEntry)] }
            : saved;

    /// <summary>The places where two versions differ, for somebody who must choose: where, this window's words, the other's.</summary>
    public static IReadOnlyList<SectionDifference> Differences(SectionDefinition section, SectionContent mine, SectionContent other)
    {
        var result = new List<SectionDifference>();
        if (mine.None != other.None)
        {
            result.Add(new SectionDifference(null, null, mine.None ? "无" : null, other.None ? "无" : null));
        }

        foreach (var id in mine.Entries.Concat(other.Entries).Select(e => e.Id).Distinct(StringComparer.Ordinal))
        {
            var here = mine.Entries.FirstOrDefault(e => e.Id == id);
            var there = other.Entries.FirstOrDefault(e => e.Id == id);
            var number = 1 + (here is not null ? IndexOf(mine, id) : IndexOf(other, id));
            result.AddRange(section.Fields.Where(f => here?[f.Id] != there?[f.Id])
                .Select(f => new SectionDifference(section.Shape == SectionShape.Single ? null : number, f, here?[f.Id], there?[f.Id])));
            result.AddRange(section.Fields.Where(f => here?[f.Id] == there?[f.Id] && Says(here, f) != Says(there, f))
                .Select(f => new SectionDifference(
                    section.Shape == SectionShape.Single ? null : number, f, SaysWord(here, f), SaysWord(there, f)) { IsSaying = true }));
        }

        return result;
    }

    public static SectionEntry Blank(string id) => new() { Id = id, Values = new Dictionary<string, string>(StringComparer.Ordinal) };

    /// <summary>What was said of another text than the one that came with it is forgotten.</summary>
    private static SectionEntry Said(SectionDefinition section, SectionEntry entry, IFormCollection form)
    {
        var said = section.Fields.Where(f => entry[f.Id] is { } text && form[NotNameOf(entry.Id, f.Id)] == SectionEntry.MarkOf(text)).ToList();
        return said.Count == 0 ? entry : entry with { NotNames = said.ToDictionary(f => f.Id, f => SectionEntry.MarkOf(entry[f.Id]!), StringComparer.Ordinal) };
    }

    private static bool Says(SectionEntry? entry, FieldDefinition field) => entry?.SaysNotName(field.Id) == true;

    private static string SaysWord(SectionEntry? entry, FieldDefinition field) => Says(entry, field) ? "说明了不是姓名或单位名" : "没有说明不是姓名或单位名";

    private static int IndexOf(SectionContent content, string id) => content.Entries.ToList().FindIndex(e => e.Id == id);

    private static (SectionAction Action, string? Target) ActionOf(string button)
    {
        var parts = button.Split(':', 2);
        var target = parts.Length == 2 ? parts[1] : null;
        return (parts[0] switch
        {
            "return" => SectionAction.SaveAndReturn,
            "add" => SectionAction.Add,
            "ask-remove" => SectionAction.AskRemove,
            "remove" => SectionAction.Remove,
            "up" => SectionAction.Up,
            "down" => SectionAction.Down,
            "none" => SectionAction.SayNone,
            "some" => SectionAction.TakeNoneBack,
            _ => SectionAction.Save,
        }, target);
    }

    /// <summary>Line ends as one, no control characters; dates and figures in the form that rules read, when they can be understood.</summary>
    private static string Typed(FieldDefinition field, string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            if (!char.IsControl(c) || c is '\n' or '\t')
            {
                clean.Append(c);
            }
        }

        var typed = clean.ToString();
        return field.Type switch
        {
            FieldType.Date => Calendar(typed, 3) ?? typed,
            FieldType.Month => Calendar(typed, 2) ?? typed,
            FieldType.Year => Calendar(typed, 1) ?? typed,
            FieldType.Number => Narrow(typed).Trim(),
            _ => typed,
        };
    }

    /// <summary>2018年11月, 2018.11, 2018/11/5, ２０１８-11: as yyyy, yyyy-MM or yyyy-MM-dd; null when it is something else.</summary>
    private static string? Calendar(string text, int parts)
    {
        var match = CalendarText().Match(Narrow(text).Trim());
        if (!match.Success || match.Groups.Values.Skip(1).Count(g => g.Success) < parts)
        {
            return null;
        }

        var year = match.Groups[1].Value;
        var month = match.Groups[2].Value.PadLeft(2, '0');
        var day = match.Groups[3].Value.PadLeft(2, '0');
        return parts switch { 1 => year, 2 => $"{year}-{month}", _ => $"{year}-{month}-{day}" };
    }

    private static string Narrow(string text) =>
        string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$")]
    private static partial Regex EntryId();

    [GeneratedRegex("^(\\d{4})\\s*(?:年|[-./])?\\s*(?:(\\d{1,2})\\s*(?:月|[-./])?\\s*(?:(\\d{1,2})\\s*日?)?)?$")]
    private static partial Regex CalendarText();
}

/// <summary>One place where two versions of a section differ. Number is null in a section of one entry, Field where 无 itself differs.</summary>
public sealed record SectionDifference(int? Number, FieldDefinition? Field, string? Mine, string? Other)
{
    /// <summary>The same text, of which only one says that no own name is in it; Mine and Other are then Chinese texts and keys.</summary>
    public bool IsSaying { get; init; }
}
