using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Attachments;

/// <summary>Pages as other folders ask for them.</summary>
public static class PageQueries
{
    public static DbSet<AttachedPage> AttachedPages(this AppDb db) => db.Set<AttachedPage>();

    public static DbSet<PageRendition> PageRenditions(this AppDb db) => db.Set<PageRendition>();

    /// <summary>Those of one application that were not deleted, in the order of their slots.</summary>
    public static IQueryable<AttachedPage> Of(this IQueryable<AttachedPage> pages, Guid applicationId) =>
        pages.Where(page => page.ApplicationId == applicationId && page.DeletedAt == null).OrderBy(page => page.Order).ThenBy(page => page.Id);

    /// <summary>Those in one slot.</summary>
    public static IQueryable<AttachedPage> In(this IQueryable<AttachedPage> pages, PagePlace place) =>
        pages.Where(page => page.SectionId == place.SectionId && page.EntryId == place.EntryId && page.SlotId == place.SlotId);
}
