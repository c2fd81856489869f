namespace Zhiping.Attachments.Imaging;

/// <summary>Levels a photographed or carelessly scanned page.</summary>
public static partial class ImageWorker
{
    private const int SheetSide = 600;

    /// <summary>Turned so that its lines are level, then cut to the sheet where that stands out from what it lies on.</summary>
    private static Raster Straight(Raster page)
    {
        var (width, height, bands) = (page.Width, page.Height, page.Bands);
        var grey = Ink(page);
        Flatten(grey, width, height);
        var skew = SkewOf(grey, width, height);
        if (skew == 0)
        {
            return Cut(page);
        }

        var (newWidth, newHeight) = Canvas(width, height, -skew);
        var back = Projection.Turn(-skew, width, height, newWidth, newHeight).Back();
        return Cut(new Raster(Projection.Draw(page.Pixels, width, height, bands, back, newWidth, newHeight, Desk), newWidth, newHeight, bands));
    }

    /// <summary>Cut out by its four corners and made a rectangle again, whatever side it was photographed from.</summary>
    private static Raster Sheet(Raster page, IReadOnlyList<Spot> corners)
    {
        var at = corners.Select(corner => new Spot(corner.X * page.Width, corner.Y * page.Height)).ToList();
        var (newWidth, newHeight) = (Side(at[0], at[1], at[3], at[2]), Side(at[0], at[3], at[1], at[2]));
        var there = Projection.Scale(1.0 / newWidth, 1.0 / newHeight).Then(Projection.OntoCorners(at));
        return new Raster(Projection.Draw(page.Pixels, page.Width, page.Height, page.Bands, there, newWidth, newHeight, Desk), newWidth, newHeight, page.Bands);

        static int Side(Spot from, Spot to, Spot otherFrom, Spot otherTo)
            => Math.Clamp((int)Math.Round(Math.Max(Length(from, to), Length(otherFrom, otherTo))), ImageLimits.ShortestSide, LongestUprightSide);

        static double Length(Spot from, Spot to) => Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
    }

    /// <summary>Leaves away rows and columns at the edges that are mostly no paper. A sheet that fills the picture stays whole.</summary>
    private static Raster Cut(Raster page)
    {
        var shrink = Math.Max(1, Math.Max(page.Width, page.Height) / SheetSide);
        var small = page.Shrunk(shrink);
        var (width, height) = (small.Width, small.Height);
        var grey = Ink(small);
        var paper = grey.Order().ElementAt(grey.Length * 4 / 5) * 0.72;
        var (left, right) = Edges(width, column => Enumerable.Range(0, height).Count(row => grey[(row * width) + column] > paper) > height * 0.4);
        var (top, bottom) = Edges(height, row => Enumerable.Range(0, width).Count(column => grey[(row * width) + column] > paper) > width * 0.4);
        var share = (double)(right - left + 1) * (bottom - top + 1) / ((double)width * height);
        if (share is < 0.25 or > 0.985)
        {
            return page;
        }

        // One cell inside the edge, where paper and desk mix.
        var (x, y) = ((left + 1) * shrink, (top + 1) * shrink);
        var (wide, high) = (Math.Min(page.Width - x, (right - left - 1) * shrink), Math.Min(page.Height - y, (bottom - top - 1) * shrink));
        return page.Part(x, y, wide, high);
    }

    private static (int First, int Last) Edges(int count, Func<int, bool> isPaper)
    {
        var (first, last) = (0, count - 1);
        while (first < last && !isPaper(first))
        {
            first++;
        }

        while (last > first && !isPaper(last))
        {
            last--;
        }

        return (first, last);
    }
}
