using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>Checks of attachments and masking (E1 to E5).</summary>
internal static partial class CheckRunners
{
    private static void EntryProof(CheckContext context, StandardCheck check)
    {
        for (var i = 0; i < context.Compiled.Sections.Length; i++)
        {
            var section = context.Compiled.Sections[i];
            if (!section.Definition.EntriesNeedProof || context.CountOf(i) == 0 || !context.Asked(i))
            {
                continue;
            }

            for (var e = 0; e < context.CountOf(i); e++)
            {
                if (context.PagesOf(i, e) == 0)
                {
                    var entry = context.Contents[i]!.Entries[e];
                    var name = Name(section, e, entry);
                    context.Add(Make(check, section.Definition.Id,
                        new($"{name.Zh}没有佐证。", $"No proof for {name.En}."),
                        new("请上传佐证材料原件的扫描件。单位出的证明，要有主要领导签字并盖章。", "Upload scans of the originals. Papers from the unit are signed by its leader and stamped.")) with { Entry = entry.Id });
                }
            }
        }
    }

    private static void SlotPages(CheckContext context, StandardCheck check)
    {
        for (var i = 0; i < context.Compiled.Sections.Length; i++)
        {
            var section = context.Compiled.Sections[i];
            if (section.Slots.Length == 0 || !context.Asked(i))
            {
                continue;
            }

            SectionSlots(context, check, i, section, null, -1);
            if (section.HasEntrySlots)
            {
                for (var e = 0; e < context.CountOf(i); e++)
                {
                    if (!section.Definition.EntriesNeedProof || context.PagesOf(i, e) > 0)
                    {
                        SectionSlots(context, check, i, section, context.Contents[i]!.Entries[e], e);
                    }
                }
            }
        }
    }

    private static void SectionSlots(CheckContext context, StandardCheck check, int index, CompiledSection section, SectionEntry? entry, int number)
    {
        for (var s = 0; s < section.Slots.Length; s++)
        {
            var slot = section.Slots[s].Definition;
            if (slot.PerEntry != (entry is not null) || (slot.FilledBy == SlotFiller.Unit && !context.At.UnitHasActed) || slot.AlternativeGroup is not null)
            {
                continue;
            }

            var needed = slot.RequiredWhen is { } when && entry is not null && when.Holds(entry) ? Math.Max(1, slot.MinPages)
                : slot.RequiredWhen is null ? slot.MinPages : 0;
            var pages = context.PagesIn(index, s, number);
            if ((pages >= needed && pages <= slot.MaxPages) || !slot.IsAsked(context.Document))
            {
                continue;
            }

            var name = entry is null ? new LocalText("", "") : Name(section, number, entry);
            var what = pages == 0
                ? new LocalText($"{name.Zh}没有上传{slot.Name.Zh}。", $"{slot.Name.En} is not uploaded{For(name)}.")
                : pages < needed
                    ? new LocalText($"{name.Zh}{slot.Name.Zh}有{pages}页，至少{needed}页。", $"{slot.Name.En} has {pages} of at least {needed} pages{For(name)}.")
                    : new LocalText($"{name.Zh}{slot.Name.Zh}有{pages}页，最多{slot.MaxPages}页。", $"{slot.Name.En} has {pages} pages; at most {slot.MaxPages}{For(name)}.");
            context.Add(Make(check, section.Definition.Id, what, slot.Hint ?? new("请上传原件的扫描件。", "Upload scans of the original.")) with
            {
                Entry = entry?.Id,
                Slot = slot.Id,
                Clause = slot.Clause ?? check.Clause,
            });
        }

        foreach (var group in section.Groups)
        {
            AlternativeSlots(context, check, index, section, group, entry, number);
        }
    }

    private static string For(LocalText name) => name.En.Length == 0 ? "" : " for " + name.En;

    /// <summary>'Diploma plus CHSI record, else the graduate registration form'; 'two of three'.</summary>
    private static void AlternativeSlots(
        CheckContext context, StandardCheck check, int index, CompiledSection section, string group, SectionEntry? entry, int number)
    {
        int filled = 0, all = 0, needed = 0;
        SlotDefinition? first = null;
        for (var s = 0; s < section.Slots.Length; s++)
        {
            var slot = section.Slots[s].Definition;
            if (!string.Equals(slot.AlternativeGroup, group, StringComparison.Ordinal) || slot.PerEntry != (entry is not null)
                || (slot.FilledBy == SlotFiller.Unit && !context.At.UnitHasActed) || !slot.IsAsked(context.Document))
            {
                continue;
            }

            first ??= slot;
            all++;
            needed = Math.Max(needed, slot.GroupNeeds);
            filled += context.PagesIn(index, s, number) >= Math.Max(1, slot.MinPages) ? 1 : 0;
        }

        if (first is null)
        {
            return;
        }

        if (first.GroupAllUnless is { } unless && entry is not null && !unless.Holds(entry))
        {
            needed = all;
        }

        if (filled >= needed)
        {
            return;
        }

        var name = entry is null ? new LocalText("", "") : Name(section, number, entry);
        var of = NamesOf(section, group);
        var zh = string.Join("、", of.Select(n => $"“{n.Zh}”"));
        var en = string.Join(", ", of.Select(n => n.En));
        context.Add(Make(check, section.Definition.Id,
            new($"{name.Zh}缺{zh}中的{needed - filled}项。", $"{needed - filled} of these is missing{For(name)}: {en}."),
            new(needed < all ? $"{all}项中至少上传{needed}项。{first.Hint?.Zh}" : $"{all}项都要上传。", needed < all ? $"Upload at least {needed} of {all}. {first.Hint?.En}".TrimEnd() : $"Upload all {all}.")) with
        {
            Entry = entry?.Id,
            Slot = first.Id,
            Clause = first.Clause ?? check.Clause,
        });
    }

    private static List<LocalText> NamesOf(CompiledSection section, string group) =>
        [.. section.Slots.Where(x => string.Equals(x.Definition.AlternativeGroup, group, StringComparison.Ordinal)).Select(x => x.Definition.Name)];

    private static void PageFormat(CheckContext context, StandardCheck check) => EachPage(context, check, PageFaults.WrongFormat, static (_, slot, page) =>
        Fits(slot, page.Format) ? null : (
            new($"是{page.Format}，这里要{string.Join("、", slot.Formats)}。", $"is {page.Format}; this needs {string.Join(", ", slot.Formats)}."),
            new("请换成要求的格式再上传。", "Upload it in the format that is asked.")));

    internal static bool Fits(SlotDefinition slot, string format)
    {
        for (var i = 0; i < slot.Formats.Count; i++)
        {
            if (string.Equals(slot.Formats[i], format, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static void PageReady(CheckContext context, StandardCheck check) => EachPage(context, check, PageFaults.NotReady, static (_, _, page) =>
        page.Ready ? null : (new("还没有检查完，或打不开。", "is still being checked, or cannot be opened."), new("请稍候；打不开的请重新扫描上传。", "Wait a moment; if it cannot be opened, scan it again.")));

    private static void PageUpright(CheckContext context, StandardCheck check) => EachPage(context, check, PageFaults.NotUpright, static (_, _, page) =>
        page.Upright != false ? null : (new("没有放正。", "is not upright."), new("请转正。", "Turn it upright.")));

    private static void PageLegible(CheckContext context, StandardCheck check) => EachPage(context, check, PageFaults.NotLegible, static (_, _, page) =>
        page.Legible != false ? null : (new("看不清。", "is not legible."), new("请重新拍摄或扫描。", "Photograph or scan it again.")));

    private static void MaskAnswered(CheckContext context, StandardCheck check) => EachPage(context, check, PageFaults.Unmasked, static (_, slot, page) =>
        !slot.NeedsMaskAnswer || page.Mask != MaskAnswer.Unanswered ? null
        : (new("没有回答要不要遮盖。", "is not answered for masking."), new("请逐页回答“是”或“否”。", "Answer yes or no for each page.")));

    private static void MaskApplied(CheckContext context, StandardCheck check) => EachPage(context, check, PageFaults.Unmasked, static (_, slot, page) =>
        !slot.NeedsMaskAnswer || page.Mask != MaskAnswer.Yes || page.MaskBoxes > 0 ? null
        : (new("要遮盖，但还没有遮盖。", "needs masking and has no mask."), new("请遮盖本人姓名、照片和工作单位。", "Mask your own name, portrait and unit.")));

    private static void MaskShare(CheckContext context, StandardCheck check) => EachPage(context, check, PageFaults.MaskedTooMuch, static (c, _, page) =>
        page.MaskedShare <= c.Notice.Masking.MaxMaskedShare ? null : (
            new($"遮盖太大：盖住了{page.MaskedShare * 100:0.#}%，不得超过{c.Notice.Masking.MaxMaskedShare * 100:0.#}%。", $"is masked too much: {page.MaskedShare * 100:0.#}% covered, at most {c.Notice.Masking.MaxMaskedShare * 100:0.#}%."),
            new("只遮盖本人姓名、照片和工作单位，不遮盖他人姓名。", "Mask only your own name, portrait and unit, nobody else's name.")));

    private static void EachPage(
        CheckContext context, StandardCheck check, PageFaults about, Func<CheckContext, SlotDefinition, PageFact, (LocalText What, LocalText Remedy)?> judge)
    {
        if ((context.Faults & about) == PageFaults.None)
        {
            return;
        }

        var pages = context.Document.Pages;
        for (var i = 0; i < pages.Count; i++)
        {
            var page = pages[i];
            if (context.SlotOf(i) is not { } slot || judge(context, slot, page) is not { } wrong)
            {
                continue;
            }

            context.Add(Make(check, page.Section,
                new($"{slot.Name.Zh}第{page.Number}页{wrong.What.Zh}", $"{slot.Name.En}, page {page.Number}, {wrong.What.En}"), wrong.Remedy) with
            {
                Entry = page.Entry,
                Slot = page.Slot,
                Page = page.Number,
            });
        }
    }
}
