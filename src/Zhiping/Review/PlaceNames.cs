using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Review;

/// <summary>Places of an application in words: 继续教育，第2条，专业课学时.</summary>
public static class PlaceNames
{
    /// <summary>The place in words, or null when the form has no such place.</summary>
    public static LocalText? Say(Place place, ApplicationDocument document, FormCatalogue form)
    {
        if (form.Find(place.Section) is not { } section)
        {
            return null;
        }

        var zh = new List<string> { section.Name.Zh };
        var en = new List<string> { section.Name.En };
        if (place.Entry is { } id)
        {
            var entries = document.Sections.GetValueOrDefault(place.Section)?.Entries ?? [];
            var at = entries.ToList().FindIndex(e => e.Id == id);
            if (at < 0)
            {
                return null;
            }

            if (section.Shape == SectionShape.Entries)
            {
                zh.Add($"第{at + 1}条");
                en.Add($"no. {at + 1}");
            }
        }

        if (place.Field is { } fieldId)
        {
            if (section.Field(fieldId) is not { } field)
            {
                return null;
            }

            zh.Add(field.Name.Zh);
            en.Add(field.Name.En);
        }

        if (place.Slot is { } slotId)
        {
            if (section.Slot(slotId) is not { } slot)
            {
                return null;
            }

            zh.Add(slot.Name.Zh);
            en.Add(slot.Name.En);
        }

        if (place.Page is { } page)
        {
            zh.Add($"第{page}页");
            en.Add($"page {page}");
        }

        return new LocalText(string.Join("，", zh), string.Join(", ", en));
    }
}
