namespace Zhiping.Attachments.Imaging;

/// <summary>Levels a photographed or carelessly scanned page.</summary>
public static partial class ImageWorker
{
    private const int SheetSide = 600;

    /// <summary>Turned so that its lines are level, then cut to the sheet where that stands out from what it lies on.</summary>
    private static VipsImage Straight(VipsImage page)
    {
        var (width, height, bands) = (page.Width, page.Height, page.Bands);
        var grey = Ink(page);
        Flatten(grey, width, height);
        var skew = SkewOf(grey, width, height);
        using var pixels = page.Pixels();
        if (skew == 0)
        {
            using var level = VipsImage.Over(Span(pixels).ToArray(), width, height, bands);
            return Cut(level);
        }

        var (newWidth, newHeight) = Canvas(width, height, -skew);
        var back = Projection.Turn(-skew, width, height, newWidth, newHeight).Back();
        using var turned = VipsImage.Over(Projection.Draw(Span(pixels), width, height, bands, back, newWidth, newHeight, Desk), newWidth, newHeight, bands);
        return Cut(turned);
    }

    /// <summary>Leaves away rows and columns at the edges that are mostly no paper. A sheet that fills the picture stays whole.</summary>
    private static VipsImage Cut(VipsImage page)
    {
        var shrink = Math.Max(1, Math.Max(page.Width, page.Height) / SheetSide);
        using var small = page.Apply("shrink", ("hshrink", Text(shrink)), ("vshrink", Text(shrink)));
        var (width, height) = (small.Width, small.Height);
        var grey = Ink(small);
        var paper = grey.Order().ElementAt(grey.Length * 4 / 5) * 0.72;
        var (left, right) = Edges(width, column => Enumerable.Range(0, height).Count(row => grey[(row * width) + column] > paper) > height * 0.4);
        var (top, bottom) = Edges(height, row => Enumerable.Range(0, width).Count(column => grey[(row * width) + column] > paper) > width * 0.4);
        var share = (double)(right - left + 1) * (bottom - top + 1) / ((double)width * height);
        if (share is < 0.25 or > 0.985)
        {
            return page.Apply("copy");
        }

        // One cell inside the edge, where paper and desk mix.
        var (x, y) = ((left + 1) * shrink, (top + 1) * shrink);
        var (wide, high) = (Math.Min(page.Width - x, (right - left - 1) * shrink), Math.Min(page.Height - y, (bottom - top - 1) * shrink));
        return page.Apply("extract_area", ("left", Text(x)), ("top", Text(y)), ("width", Text(wide)), ("height", Text(high)));
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
