using System.Globalization;
using Zhiping.Attachments.Imaging;

namespace Zhiping.Attachments;

/// <summary>How a page was cut by hand: levelled by the machine, or out by its four corners in fractions of the whole page.</summary>
public static class PageCut
{
    public const string Straight = "straight";

    internal const string Pattern = "^(straight|[01]\\.\\d{4}(,[01]\\.\\d{4}){7})$";

    /// <summary>The four corners as they are kept: a ten-thousandth is less than a pixel.</summary>
    public static string Of(IReadOnlyList<Spot> corners)
        => string.Join(',', corners.SelectMany(corner => (double[])[corner.X, corner.Y]).Select(value => value.ToString("0.0000", CultureInfo.InvariantCulture)));

    public static IReadOnlyList<Spot> Corners(string cut)
    {
        var figures = cut.Split(',').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToList();
        return [.. Enumerable.Range(0, figures.Count / 2).Select(corner => new Spot(figures[corner * 2], figures[(corner * 2) + 1]))];
    }

    /// <summary>The same cut on the page turned by quarters clockwise.</summary>
    public static string? Turned(string? cut, int quarters)
    {
        if (cut is null or Straight)
        {
            return cut;
        }

        var corners = Corners(cut);
        for (; quarters > 0; quarters--)
        {
            // What was at the bottom left comes to the top left.
            corners = [.. new[] { 3, 0, 1, 2 }.Select(corner => new Spot(1 - corners[corner].Y, corners[corner].X))];
        }

        return Of(corners);
    }

    /// <summary>Whether the corners go round one piece, clockwise, without crossing.</summary>
    public static bool IsConvex(IReadOnlyList<Spot> corners) => Enumerable.Range(0, 4).All(at =>
    {
        var (before, here, after) = (corners[at], corners[(at + 1) % 4], corners[(at + 2) % 4]);
        return ((here.X - before.X) * (after.Y - here.Y)) - ((here.Y - before.Y) * (after.X - here.X)) > 0.0001;
    });

    /// <summary>Share of the page inside the corners.</summary>
    public static double Area(IReadOnlyList<Spot> corners) => Enumerable.Range(0, 4).Sum(at =>
        (corners[at].X * corners[(at + 1) % 4].Y) - (corners[(at + 1) % 4].X * corners[at].Y)) / 2;
}
