using System.Globalization;
using System.Text;
using QRCoder;

namespace Zhiping.Data;

/// <summary>QR codes as SVG that scales and prints sharply.</summary>
public static class QrSvg
{
    /// <summary>An <c>svg</c> element with class <c>qr</c>; the quiet zone is part of it.</summary>
    /// <param name="content">An address or a code.</param>
    /// <param name="label">What a screen reader says.</param>
    public static string Of(string content, string label)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var matrix = data.ModuleMatrix;
        var size = matrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var start = x;
                while (x < size && matrix[y][x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
                }
            }
        }

        return $"""<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{System.Net.WebUtility.HtmlEncode(label)}" shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/><path d="{path}"/></svg>""";
    }
}
