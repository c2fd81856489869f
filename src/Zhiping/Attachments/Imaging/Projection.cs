namespace Zhiping.Attachments.Imaging;

/// <summary>A place on a picture, in pixels or in fractions of it.</summary>
public readonly record struct Spot(double X, double Y);

/// <summary>A projective map of the plane: (Ax+By+C, Dx+Ey+F) over (Gx+Hy+1). Turns, tilts, scales and takes perspective away.</summary>
public readonly record struct Projection(double A, double B, double C, double D, double E, double F, double G, double H)
{
    public static readonly Projection Identity = new(1, 0, 0, 0, 1, 0, 0, 0);

    public static Projection Scale(double x, double y) => new(x, 0, 0, 0, y, 0, 0, 0);

    /// <summary>Turns by degrees, clockwise as seen on a picture whose y grows downwards, round the middle of one rectangle onto the middle of another.</summary>
    public static Projection Turn(double degrees, double width, double height, double newWidth, double newHeight)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new(
            cos, -sin, (newWidth / 2) - (cos * width / 2) + (sin * height / 2),
            sin, cos, (newHeight / 2) - (sin * width / 2) - (cos * height / 2), 0, 0);
    }

    /// <summary>The map of the unit square onto four corners: top left, top right, bottom right, bottom left.</summary>
    public static Projection OntoCorners(IReadOnlyList<Spot> corners)
    {
        ArgumentNullException.ThrowIfNull(corners);
        var (p0, p1, p2, p3) = (corners[0], corners[1], corners[2], corners[3]);
        var (dx1, dx2, sx) = (p1.X - p2.X, p3.X - p2.X, p0.X - p1.X + p2.X - p3.X);
        var (dy1, dy2, sy) = (p1.Y - p2.Y, p3.Y - p2.Y, p0.Y - p1.Y + p2.Y - p3.Y);
        var area = (dx1 * dy2) - (dx2 * dy1);
        var (g, h) = (((sx * dy2) - (dx2 * sy)) / area, ((dx1 * sy) - (sx * dy1)) / area);
        return new(
            p1.X - p0.X + (g * p1.X), p3.X - p0.X + (h * p3.X), p0.X,
            p1.Y - p0.Y + (g * p1.Y), p3.Y - p0.Y + (h * p3.Y), p0.Y, g, h);
    }

    public Spot At(double x, double y)
    {
        var depth = (G * x) + (H * y) + 1;
        return new(((A * x) + (B * y) + C) / depth, ((D * x) + (E * y) + F) / depth);
    }

    /// <summary>First this, then the other.</summary>
    public Projection Then(Projection next)
    {
        var scale = (next.G * C) + (next.H * F) + 1;
        return new(
            ((next.A * A) + (next.B * D) + (next.C * G)) / scale, ((next.A * B) + (next.B * E) + (next.C * H)) / scale, ((next.A * C) + (next.B * F) + next.C) / scale,
            ((next.D * A) + (next.E * D) + (next.F * G)) / scale, ((next.D * B) + (next.E * E) + (next.F * H)) / scale, ((next.D * C) + (next.E * F) + next.F) / scale,
            ((next.G * A) + (next.H * D) + G) / scale, ((next.G * B) + (next.H * E) + H) / scale);
    }

    public Projection Back()
    {
        var scale = (A * E) - (B * D);
        return new(
            (E - (F * H)) / scale, ((C * H) - B) / scale, ((B * F) - (C * E)) / scale,
            ((F * G) - D) / scale, (A - (C * G)) / scale, ((C * D) - (A * F)) / scale,
            ((D * H) - (E * G)) / scale, ((B * G) - (A * H)) / scale);
    }

    /// <summary>The upright rectangle round where a rectangle comes to lie.</summary>
    public (double Left, double Top, double Right, double Bottom) Around(double left, double top, double right, double bottom)
    {
        Spot[] corners = [At(left, top), At(right, top), At(right, bottom), At(left, bottom)];
        return (corners.Min(spot => spot.X), corners.Min(spot => spot.Y), corners.Max(spot => spot.X), corners.Max(spot => spot.Y));
    }

    /// <summary>Draws a picture anew: each pixel of the result is taken, bilinearly, from where <paramref name="toSource"/> sends it.</summary>
    /// <param name="source">Interleaved bytes.</param>
    /// <param name="width">Of the source.</param>
    /// <param name="height">Of the source.</param>
    /// <param name="bands">Bytes a pixel.</param>
    /// <param name="toSource">From pixels of the result to pixels of the source.</param>
    /// <param name="newWidth">Of the result.</param>
    /// <param name="newHeight">Of the result.</param>
    /// <param name="ground">What lies outside the source.</param>
    public static byte[] Draw(ReadOnlySpan<byte> source, int width, int height, int bands, Projection toSource, int newWidth, int newHeight, byte ground)
    {
        var drawn = GC.AllocateUninitializedArray<byte>(checked(newWidth * newHeight * bands));
        var at = 0;
        for (var y = 0; y < newHeight; y++)
        {
            for (var x = 0; x < newWidth; x++, at += bands)
            {
                var from = toSource.At(x + 0.5, y + 0.5);
                var (fx, fy) = (from.X - 0.5, from.Y - 0.5);
                if (!(fx > -1 && fy > -1 && fx < width && fy < height))
                {
                    drawn.AsSpan(at, bands).Fill(ground);
                    continue;
                }

                var (left, top) = ((int)Math.Floor(fx), (int)Math.Floor(fy));
                var (across, down) = ((int)((fx - left) * 256), (int)((fy - top) * 256));
                var (x0, x1) = (Math.Max(left, 0) * bands, Math.Min(left + 1, width - 1) * bands);
                var (y0, y1) = (Math.Max(top, 0) * width * bands, Math.Min(top + 1, height - 1) * width * bands);
                for (var band = 0; band < bands; band++)
                {
                    var upper = (source[y0 + x0 + band] * (256 - across)) + (source[y0 + x1 + band] * across);
                    var lower = (source[y1 + x0 + band] * (256 - across)) + (source[y1 + x1 + band] * across);
                    drawn[at + band] = (byte)(((upper * (256 - down)) + (lower * down)) >> 16);
                }
            }
        }

        return drawn;
    }
}
