using System.Globalization;
using System.Net;
using System.Text;
using Zhiping.Attachments.Imaging;

namespace Zhiping.Demo.Drawing;

/// <summary>A sheet of paper that is drawn on with words, lines and stamps; it remembers where somebody's own name and unit stand.</summary>
internal sealed class DrawnSheet(int width, int height, string ground = "#fdfdfb")
{
    private readonly StringBuilder svg = new();
    private readonly List<MaskBox> own = [];

    public int Width => width;

    public int Height => height;

    /// <summary>Where own name and unit stand, in fractions of the sheet.</summary>
    public IReadOnlyList<MaskBox> Own => own;

    public DrawnSheet Text(double x, double y, double size, string text, string anchor = "start", bool bold = false, string fill = "#1c1c1c", string family = "serif")
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{fill}\" class=\"{family}\"{(bold ? " font-weight=\"700\"" : "")}>");
        svg.Append(WebUtility.HtmlEncode(text)).Append("</text>");
        return this;
    }

    /// <summary>Words with each character at its own place on the line.</summary>
    public DrawnSheet Set(IReadOnlyList<double> places, double y, double size, string text, string family, bool bold = false)
    {
        var at = string.Join(' ', places.Select(place => place.ToString("0.#", CultureInfo.InvariantCulture)));
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{at}\" y=\"{y}\" font-size=\"{size}\" fill=\"#1c1c1c\" class=\"{family}\"{(bold ? " font-weight=\"700\"" : "")}>");
        svg.Append(WebUtility.HtmlEncode(text)).Append("</text>");
        return this;
    }

    /// <summary>Words that name the applicant or the unit.</summary>
    public DrawnSheet OwnText(double x, double y, double size, string text, bool bold = false)
    {
        var wide = WidthOf(text, size);
        own.Add(new MaskBox(
            Math.Max(0, (x - 6) / width), Math.Max(0, (y - (size * 1.0)) / height), Math.Min((wide + 12) / width, 1 - ((x - 6) / width)), size * 1.3 / height));
        return Text(x, y, size, text, bold: bold);
    }

    /// <summary>About how wide words of that size are.</summary>
    public static double WidthOf(string text, double size) => text.Sum(letter => letter < 0x2E80 ? 0.55 : 1.0) * size;

    /// <summary>A paragraph set in lines of so many characters; returns where the next line would stand.</summary>
    public double Paragraph(double x, double y, double size, int letters, string text, double leading = 1.75, string fill = "#262626")
    {
        var line = "　　";
        foreach (var letter in text)
        {
            line += letter;
            if (line.Length >= letters)
            {
                Text(x, y, size, line, fill: fill);
                line = string.Empty;
                y += size * leading;
            }
        }

        if (line.Length > 0)
        {
            Text(x, y, size, line, fill: fill);
            y += size * leading;
        }

        return y;
    }

    public DrawnSheet Line(double x1, double y1, double x2, double y2, double stroke = 2, string colour = "#1c1c1c")
    {
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1} {y1}L{x2} {y2}\" stroke=\"{colour}\" stroke-width=\"{stroke}\" fill=\"none\"/>");
        return this;
    }

    public DrawnSheet Box(double x, double y, double w, double h, string fill = "none", string stroke = "#1c1c1c", double pen = 2)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{pen}\"/>");
        return this;
    }

    public DrawnSheet Shape(string markup)
    {
        svg.Append(markup);
        return this;
    }

    /// <summary>A round red stamp with a star, as bodies have them.</summary>
    public DrawnSheet Stamp(double x, double y, double radius, string body, double turn = -8)
    {
        var arc = radius * 0.76;
        var size = Math.Min(radius * 0.27, radius * 3.6 / Math.Max(6, body.Length));
        var star = string.Join(' ', Enumerable.Range(0, 10).Select(point =>
        {
            var (reach, angle) = (point % 2 == 0 ? radius * 0.3 : radius * 0.115, (point * Math.PI / 5) - (Math.PI / 2));
            return string.Create(CultureInfo.InvariantCulture, $"{reach * Math.Cos(angle):0.#},{reach * Math.Sin(angle):0.#}");
        }));
        var id = string.Create(CultureInfo.InvariantCulture, $"a{svg.Length}");
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({x} {y}) rotate({turn})\" fill=\"#c8281e\" opacity=\".82\"><circle r=\"{radius}\" fill=\"none\" stroke=\"#c8281e\" stroke-width=\"{radius * 0.05}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<path id=\"{id}\" d=\"M{-arc * 0.9} {arc * 0.44}A{arc} {arc} 0 1 1 {arc * 0.9} {arc * 0.44}\" fill=\"none\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text font-size=\"{size}\" class=\"serif\" text-anchor=\"middle\"><textPath href=\"#{id}\" startOffset=\"50%\">{WebUtility.HtmlEncode(body)}</textPath></text>");
        svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{star}\"/></g>");
        return this;
    }

    /// <summary>Blue handwriting.</summary>
    public DrawnSheet Hand(double x, double y, double size, string text, bool isOwn = false)
    {
        if (isOwn)
        {
            own.Add(new MaskBox((x - 10) / width, (y - (size * 1.2)) / height, Math.Min(((text.Length * size) + 40) / width, 1 - ((x - 10) / width)), size * 1.7 / height));
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" class=\"hand\" fill=\"#23307a\" transform=\"rotate(-3 {x} {y}) skewX(-9)\" dx=\"{y * 0.158}\">{WebUtility.HtmlEncode(text)}</text>");
        return this;
    }

    /// <summary>A table with rules; cells may name the applicant when they begin with the mark.</summary>
    public double Table(double x, double y, IReadOnlyList<double> columns, double row, double size, IReadOnlyList<IReadOnlyList<string>> rows, Func<string, bool>? isOwn = null)
    {
        var right = x + columns.Sum();
        foreach (var cells in rows)
        {
            Line(x, y, right, y);
            var left = x;
            for (var cell = 0; cell < cells.Count; cell++)
            {
                var wide = columns[cell];
                var words = cells[cell];
                if (isOwn?.Invoke(words) == true)
                {
                    OwnText(left + 10, y + (row / 2) + (size * 0.36), size, words);
                }
                else
                {
                    Text(left + (wide / 2), y + (row / 2) + (size * 0.36), size, words, "middle");
                }

                left += wide;
            }

            y += row;
        }

        Line(x, y, right, y);
        var at = x;
        foreach (var wide in columns.Prepend(0))
        {
            at += wide;
            Line(at, y - (row * rows.Count), at, y);
        }

        return y;
    }

    public string ToHtml() => string.Create(CultureInfo.InvariantCulture, $$"""
        <!doctype html><meta charset="utf-8"><style>body{margin:0}svg{display:block}
        .serif{font-family:"Noto Serif CJK SC",serif}.sans{font-family:"Noto Sans CJK SC","WenQuanYi Zen Hei",sans-serif}.hand{font-family:"AR PL UMing CN",serif}.wqy{font-family:"WenQuanYi Zen Hei",sans-serif}</style>
        <svg xmlns="http://www.w3.org/2000/svg" width="{{width}}" height="{{height}}" viewBox="0 0 {{width}} {{height}}"><rect width="100%" height="100%" fill="{{ground}}"/>{{svg}}</svg>
        """);
}
