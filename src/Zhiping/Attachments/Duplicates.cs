using Microsoft.EntityFrameworkCore;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;

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
