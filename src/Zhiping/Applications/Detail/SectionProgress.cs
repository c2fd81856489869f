using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Applications.Detail;

/// <summary>How far a section is: its state, the second line of the task list, and the clause where something is wrong. Pure.</summary>
/// <param name="Hint">What is there or missing; Chinese text and key with its values.</param>
public sealed record SectionProgress(SectionDefinition Section, Shape Shape, string Word, Refusal? Hint, bool Misses, ClauseRef? Clause)
{
    public bool IsDone => Shape == Shape.Done;

    /// <summary>All sections that are asked, in order.</summary>
    public static IReadOnlyList<SectionProgress> Of(OpenApplication open, CheckResult check) =>
        [.. open.Asked.Select(section => Of(section, open, [.. check.Findings.Where(f => f.Section == section.Id)]))];

    private static SectionProgress Of(SectionDefinition section, OpenApplication open, IReadOnlyList<Finding> findings)
    {
        var saved = open.Saved(section.Id);
        var pages = open.Document.Pages.Count(p => p.Section == section.Id);
        var toFix = findings.Where(f => f.Severity == Severity.MustFix).ToList();
        var untouched = saved.Number == 0 && pages == 0;
        if (toFix.Count == 0)
        {
            return untouched && section.Fields.Count > 0 && !section.NoneAllowed && section.Slots.Count == 0
                ? new(section, Shape.Todo, "未开始", null, false, null)
                : new(section, Shape.Done, "已完成", There(saved.Content, section, pages), false, null);
        }

        var first = toFix[0];
        var hint = toFix.Count == 1 ? new Refusal("{0}", first.Message) : new Refusal("{0}，共{1}处", first.Message, toFix.Count);
        return untouched ? new(section, Shape.Todo, "未开始", section.Help is null ? null : new Refusal("{0}", section.Help), false, null)
            : toFix.TrueForAll(f => f.Slot is not null || f.Page is not null) ? new(section, Shape.Part, "填写中", hint, true, first.Clause)
            : new(section, Shape.Fix, "要改正", hint, true, first.Clause);
    }

    private static Refusal? There(SectionContent content, SectionDefinition section, int pages) =>
        content.None ? new Refusal("已填“无”")
        : section.Shape == SectionShape.Entries && pages > 0 ? new Refusal("{0}项，附件{1}页", content.Entries.Count, pages)
        : section.Shape == SectionShape.Entries ? new Refusal("{0}项", content.Entries.Count)
        : pages > 0 ? new Refusal("附件{0}页", pages)
        : null;
}
