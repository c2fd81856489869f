using Zhiping.Data;
using Notice = Zhiping.Policy.Notices.Notice;

namespace Zhiping.Committees;

/// <summary>The specialties of an expert as a table can carry them: all, or the first few and how many.</summary>
public static class SpecialtyWords
{
    private const int Named = 3;

    /// <summary>所有专业（9个）, or the names.</summary>
    public static string Short(Texts texts, Notice notice, IReadOnlyList<string> ids)
    {
        var all = notice.SeriesList.SelectMany(s => s.Specialties).ToList();
        if (all.Count > Named && all.All(s => ids.Contains(s.Id, StringComparer.Ordinal)))
        {
            return texts.Plain("所有专业（{0}个）", all.Count);
        }

        var names = ids.Select(id => all.Find(s => s.Id == id) is { } found ? texts.Of(found.Name) : id).ToList();
        return names.Count <= Named + 1 ? texts.Join(names) : texts.Plain("{0}等{1}个专业", texts.Join(names.Take(Named)), names.Count);
    }
}
