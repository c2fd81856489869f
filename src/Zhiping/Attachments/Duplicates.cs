using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;
using Zhiping.Policy.Rules;

namespace Zhiping.Attachments;

/// <summary>An earlier page of the same application that shows the same.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Number">Which page there.</param>
/// <param name="IsSameFile">The very same file; else it looks the same.</param>
public sealed record Duplicate(PagePlace Place, int Number, bool IsSameFile);

/// <summary>Finds pages that were probably uploaded twice.</summary>
public static class Duplicates
{
    /// <summary>By page, the earlier one that it repeats.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Duplicate>> DuplicatesIn(this AppDb db, Guid applicationId, CancellationToken cancel)
    {
        var pages = await db.AttachedPages().AsNoTracking().Of(applicationId).Where(page => page.State == PageState.Ready)
            .Select(page => new Seen(page.Id, page.SectionId, page.EntryId, page.SlotId, page.OriginalSha256, page.Cut, page.Print, page.UploadedAt)).ToListAsync(cancel);
        return Among(pages);
    }

    internal static IReadOnlyDictionary<Guid, Duplicate> Among(IReadOnlyList<Seen> pages)
    {
        var numbers = pages.GroupBy(page => page.Place).SelectMany(slot => slot.Select((page, index) => (page.Id, Number: index + 1)))
            .ToDictionary(page => page.Id, page => page.Number);
        var found = new Dictionary<Guid, Duplicate>();
        List<Seen> earlier = [];
        foreach (var page in pages.OrderBy(page => page.At))
        {
            var same = earlier.Find(other => other.Original == page.Original && other.Cut == page.Cut);
            if ((same ?? earlier.Find(other => Likeness.IsSame(other.Print, page.Print))) is { } other)
            {
                found[page.Id] = new Duplicate(other.Place, numbers[other.Id], same is not null);
            }

            earlier.Add(page);
        }

        return found;
    }

    internal sealed record Seen(
        Guid Id, string Section, string? Entry, string Slot, string? Original, string? Cut, byte[]? Print, DateTimeOffset At)
    {
        public PagePlace Place => new(Section, Entry, Slot);
    }
}

/// <summary>Says on the check page which pages repeat another.</summary>
internal sealed class DuplicateWarnings(AppDb db) : IPageWarnings
{
    private const string Rule = "page-twice";

    public PassedCheck Name { get; } = new(Rule, new("没有重复上传的页", "no page uploaded twice"));

    public async Task<IReadOnlyList<Finding>> Of(OpenApplication open, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(open);
        var repeated = await db.DuplicatesIn(open.Application.Id, cancel);
        var pages = await db.AttachedPages().AsNoTracking().Of(open.Application.Id).Where(page => page.State != PageState.Refused).ToListAsync(cancel);
        var form = open.Notice.Notice.Form;
        return
        [
            .. pages.GroupBy(page => page.Place).SelectMany(slot => slot.Select((page, index) => (page, number: index + 1)))
                .Where(one => !one.page.IsKept && repeated.ContainsKey(one.page.Id)).Select(one =>
                {
                    var (here, there) = (form.Find(one.page.SectionId)?.Slot(one.page.SlotId), repeated[one.page.Id]);
                    var other = form.Find(there.Place.SectionId)?.Slot(there.Place.SlotId);
                    return new Finding
                    {
                        RuleId = Rule,
                        Severity = Severity.Mind,
                        Section = one.page.SectionId,
                        Entry = one.page.EntryId,
                        Slot = one.page.SlotId,
                        Page = one.number,
                        Message = new(
                            $"“{here?.Name.Zh}”第{one.number}页和“{other?.Name.Zh}”第{there.Number}页重复",
                            $"Page {one.number} of “{here?.Name.En}” repeats page {there.Number} of “{other?.Name.En}”"),
                        Remedy = new("如果传错了，请换成对的一页；确实要用同一页，可以照用。", "Replace it if it was uploaded by mistake; keep it if the same page is meant."),
                    };
                }),
        ];
    }
}
