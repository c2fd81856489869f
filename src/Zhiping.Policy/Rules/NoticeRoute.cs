using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Rules;

/// <summary>One office that an application passes, in order; 1 is the unit.</summary>
public sealed record RouteStop(int Number, OfficeRole Office, LocalText Name, ClauseRef? Clause, bool Assumed);

/// <summary>The way of one application: the offices it passes and who evaluates it.</summary>
/// <param name="Id">The notice's id of the route, or null where none fits.</param>
/// <param name="Evaluates">The row of the directory that says who evaluates; null where the notice carries none for it.</param>
/// <param name="Cell">The bodies for the level asked.</param>
/// <param name="NeedsConfirmation">The row was read from a displaced cell: it routes only after an office confirms. (B3)</param>
/// <param name="CommissionLetter">A commission letter goes along. (B5)</param>
/// <param name="Elsewhere">The channel is not applied for here; the note says where.</param>
public sealed record RouteAnswer(
    string? Id, IReadOnlyList<RouteStop> Stops, DirectoryRow? Evaluates, DirectoryCell? Cell, bool NeedsConfirmation, bool CommissionLetter, bool Elsewhere, LocalText? Note);

/// <summary>Which bodies in which order (F1, B3, B5).</summary>
public static class NoticeRoute
{
    public static RouteAnswer Of(Notice notice, UnitFacts unit, Channel channel, string series, string specialty, Level level)
    {
        var route = notice.Routes.FirstOrDefault(r => r.Fits(unit, channel, series));
        var stops = (route?.Steps ?? [])
            .Select((s, i) => new RouteStop(i + 1, s.Office, Terms.Name(s.Office), s.Clause ?? route!.Clause, s.Assumed || route!.Assumed)).ToList();
        var offer = notice.Channels.FirstOrDefault(c => c.Channel == channel);
        var row = RowOf(notice, unit.Tier, series, specialty, level);
        return new RouteAnswer(
            route?.Id, stops, row, row?.Cells.FirstOrDefault(c => c.Levels.Contains(level)), row?.NeedsConfirmation == true,
            offer?.CommissionLetter == true, offer is { Here: false }, offer?.Note);
    }

    /// <summary>The row of the specialty that has the level; else the row of the series that has it, as full seniors of engineering have one of their own.</summary>
    private static DirectoryRow? RowOf(Notice notice, Tier tier, string series, string specialty, Level level)
    {
        string[] names = notice.FindSpecialty(series, specialty) is { } known ? [known.Id, known.Name.Zh, .. known.Aliases] : [specialty];
        var rows = notice.Directory
            .Where(r => (r.TierAtLeast is not { } least || tier <= least) && r.Cells.Any(c => c.Way != DirectoryWay.None && c.Levels.Contains(level))).ToList();
        return rows.Find(r => names.Contains(r.Id, StringComparer.Ordinal) && string.Equals(r.Series, series, StringComparison.Ordinal))
            ?? rows.Find(r => r.Specialty.Split('、').Append(r.Specialty).Any(n => names.Contains(n, StringComparer.Ordinal)))
            ?? rows.Find(r => level == Level.FullSenior && string.Equals(r.Series, series, StringComparison.Ordinal) && r.Cells.All(c => c.Way == DirectoryWay.None || c.Levels.Contains(level)));
    }
}
