using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Masking;

/// <summary>Says on the check page where a name is probably left on a page, and where a mask covers something else. (E4, E6)</summary>
internal sealed class MaskWarnings(AppDb db) : IPageWarnings
{
    private const string Rule = "name-on-page";
    private const int MostShown = 40;

    public PassedCheck Name { get; } = new(Rule, new("附件里没有看到本人姓名和单位，遮盖没有盖住他人", "no own name or unit seen on pages, no mask over others"));

    public async Task<IReadOnlyList<Finding>> Of(OpenApplication open, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(open);
        var pages = await db.AttachedPages().AsNoTracking().Of(open.Application.Id).Where(page => page.State != PageState.Refused).ToListAsync(cancel);
        var uprights = pages.Select(page => page.UprightSha256).OfType<string>().ToList();
        var texts = await db.PageTexts().AsNoTracking().Where(text => uprights.Contains(text.Sha256)).ToDictionaryAsync(text => text.Sha256, cancel);
        List<Finding> findings = [];
        foreach (var place in pages.GroupBy(page => page.Place))
        {
            if (open.Notice.Notice.Form.Find(place.Key.SectionId)?.Slot(place.Key.SlotId) is not { ExpertsSee: true, NeedsMaskAnswer: true } slot)
            {
                continue;
            }

            foreach (var (page, number) in place.Select((page, index) => (page, index + 1)).Where(one => one.page.UprightSha256 is not null && texts.ContainsKey(one.page.UprightSha256)))
            {
                findings.AddRange(Of(open, slot, page, number, texts[page.UprightSha256!]));
            }
        }

        return findings;
    }

    private static IEnumerable<Finding> Of(OpenApplication open, SlotDefinition slot, AttachedPage page, int number, PageText text)
    {
        var all = MaskSuggestions.In(text.Words, open.Standing.OwnNames, open.Standing.UnitNames);
        if (MaskSuggestions.Left(all, page.Boxes, page.Dismissed) is { Count: > 0 } left)
        {
            yield return Finding(
                open, page, number, new($"“{slot.Name.Zh}”第{number}页像是还有{left.Count}处您的姓名、单位或号码", $"Page {number} of “{slot.Name.En}” seems to show your name, unit or numbers in {left.Count} places"),
                new("请打开这一页，遮盖这些地方；不是的，点“不是”。", "Open the page and mask them, or say that they are none."));
        }

        foreach (var words in page.Boxes.Select(box => string.Join("、", MaskSuggestions.AlsoCovered(text.Words, box, all))).Where(words => words.Length > 0))
        {
            var shown = words.Length > MostShown ? words[..MostShown] + "…" : words;
            yield return Finding(
                open, page, number, new($"“{slot.Name.Zh}”第{number}页的遮盖还盖住了“{shown}”", $"A mask on page {number} of “{slot.Name.En}” also covers “{shown}”"),
                new("不可遮盖他人姓名。请看看要不要缩小遮盖块。", "Other people's names must not be masked. Please see whether it should be smaller."));
        }
    }

    private static Finding Finding(OpenApplication open, AttachedPage page, int number, LocalText message, LocalText remedy) => new()
    {
        RuleId = Rule,
        Severity = Severity.Mind,
        Section = page.SectionId,
        Entry = page.EntryId,
        Slot = page.SlotId,
        Page = number,
        Message = message,
        Remedy = remedy,
        Clause = open.Notice.Notice.Masking.Clause,
        Assumed = open.Notice.Notice.Masking.Assumed,
    };
}
