using System.Net;
using System.Text;

namespace Zhiping.Documents;

/// <summary>The whole document around a print view: style, page size, foot, watermark. Nothing in it can run or load.</summary>
internal static class PrintShell
{
    public static string Around(IPrintModel model, string body)
    {
        var paper = model.Paper;
        var page = new StringBuilder();
        page.Append("@page{size:A4 ").Append(paper.Landscape ? "landscape" : "portrait").Append(';');
        page.Append(paper.Bleed ? "margin:0}" : "margin:16mm 17mm 18mm");
        if (!paper.Bleed)
        {
            if (paper.Foot.Length > 0)
            {
                page.Append(";@bottom-left{content:").Append(CssText(paper.Foot)).Append(";font:8.5pt/1.3 ").Append(Font).Append(";white-space:pre-line;width:75%}");
            }

            if (paper.PageNumbers)
            {
                page.Append(";@bottom-right{content:\"第 \" counter(page) \" 页　共 \" counter(pages) \" 页\";font:9.5pt/1.3 ").Append(Font).Append('}');
            }

            page.Append('}');
            if (paper.Mirrored)
            {
                page.Append("@page:right{margin-left:22mm;margin-right:14mm}@page:left{margin-left:14mm;margin-right:22mm}");
            }
        }

        return $"""
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <title>{WebUtility.HtmlEncode(model.Title)}</title>
            <style>{page}{Css}</style></head>
            <body>{Watermark(paper.Watermark)}{body}</body></html>
            """;
    }

    // 宋体 where the machine has it. AR PL UMing embeds as TrueType, small and searchable; it has no bold and
    // sets 。、 too high, so headings and marks are Noto Serif, which Chromium embeds as Type 3: few glyphs, and text that can still be searched.
    private const string Font = "\"SimSun\",\"NSimSun\",\"zp-marks\",\"AR PL UMing CN\",\"Noto Serif CJK SC\",serif";

    private const string Css = """
        @font-face{font-family:"zp-marks";src:local("NotoSerifCJKsc-Regular"),local("Noto Serif CJK SC");unicode-range:U+3000-303F,U+FF00-FF1F,U+2018-201D,U+2014,U+2026}
        *{box-sizing:border-box}
        html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        body{margin:0;background:#fff;color:#000;font:10.5pt/1.5 "SimSun","NSimSun","zp-marks","AR PL UMing CN","Noto Serif CJK SC",serif;font-variant-numeric:tabular-nums}
        h1,h2,h3,b,.sec th,.redhead,.cert-main .title{font-family:"Songti SC","Noto Serif CJK SC",serif}
        h1{font-size:20pt;line-height:1.3;text-align:center;letter-spacing:.12em;margin:2mm 0 4mm}
        h2{font-size:12pt;margin:5mm 0 2mm}
        p{margin:0 0 2mm}
        .watermark{position:fixed;inset:0;width:100%;height:100%;z-index:-1}
        .head{display:flex;justify-content:space-between;font-size:9pt}
        .qr{width:17mm;height:17mm;display:block}
        table.form{width:100%;border-collapse:collapse;table-layout:fixed;border:1.2pt solid #000;margin:0 0 -1.2pt}
        table.form th,table.form td{border:.6pt solid #000;padding:.9mm 1.2mm;text-align:center;vertical-align:middle;font-weight:400;font-size:10pt;line-height:1.35;overflow-wrap:anywhere}
        table.form tr{break-inside:avoid}
        table.form tr.long{break-inside:auto}
        table.form .sec th{text-align:left;font-weight:700;padding-block:1.3mm;break-after:avoid}
        table.form .text{text-align:left;white-space:pre-wrap;vertical-align:top}
        table.form .ph{padding:1.5mm}
        table.form .hd th{break-after:avoid}
        .portrait{display:block;width:25mm;height:35mm;object-fit:cover;margin:auto}
        .portrait.none{border:.6pt solid #000;color:#46525e;font-size:9pt;display:flex;align-items:center;justify-content:center;text-align:center}
        .opinion{position:relative;border:1.2pt solid #000;margin:0 0 -1.2pt;break-inside:avoid;padding:1.5mm 2mm}
        .opinion h3{font-size:10pt;margin:0}
        .opinion .hand{height:45mm}
        .opinion .hand.small{height:28mm}
        .opinion .sentence{color:#000;font-size:9pt;margin:0}
        .opinion .sign{display:flex;justify-content:space-between;font-size:10pt;padding:0 8mm 1mm}
        .letter{font-size:14pt;line-height:2;max-width:165mm;margin:0 auto}
        .letter h1{margin:12mm 0 10mm}
        .letter p{text-indent:2em;margin:0;text-align:justify;white-space:pre-wrap;overflow-wrap:anywhere}
        .letter p.plain{text-indent:0}
        .letter .closing{margin-top:14mm;text-align:right;line-height:2.2}
        .letter .closing p{text-indent:0;text-align:right}
        .attachment{font-size:11pt}
        .blank{display:inline-block;min-width:24mm;border-bottom:.6pt solid #000;text-align:center;text-indent:0}
        .note{font-size:9pt;line-height:1.6}
        .note p{text-indent:0}
        .mono{font-family:"Noto Sans Mono CJK SC","DejaVu Sans Mono",monospace;font-size:7.5pt;word-break:break-all}
        .left{text-align:left!important}
        .docnum{text-align:center;font-size:12pt;margin-bottom:6mm}
        .redhead{color:#a5231a;text-align:center;font-size:26pt;font-weight:700;letter-spacing:.1em;line-height:1.3;border-bottom:1.6pt solid #a5231a;padding-bottom:5mm;margin:6mm 0 8mm}
        .break{break-before:page}
        .cert-page{width:297mm;height:209.5mm;padding:13mm}
        .cert{height:100%;border:1.4pt solid #17548a;outline:.4pt solid #17548a;outline-offset:-2.6mm;padding:20mm 24mm 15mm;display:grid;grid-template:1fr auto/34mm 1fr;gap:0 18mm}
        .cert-left{padding-top:28mm;text-align:center}.cert-left .portrait{width:30mm;height:42mm}.cert-left p{font-size:14pt;margin:3mm 0 0}
        .cert-main h1{font-size:27pt;letter-spacing:.14em;margin:0 0 12mm;color:#17548a;text-align:left}
        .cert-main .say{font-size:14pt;line-height:1.9;margin:0 0 4mm}
        .cert-main .title{font-size:30pt;font-weight:700;line-height:1.3;margin:0 0 9mm;letter-spacing:.06em}.cert-main .title span{font-size:20pt;font-weight:400}
        .cert-main dl{display:grid;grid-template-columns:max-content 1fr;gap:1.6mm 8mm;font-size:12.5pt;margin:0}.cert-main dt{color:#46525e}.cert-main dd{margin:0}
        .cert-foot{grid-column:1/-1;display:flex;justify-content:space-between;align-items:flex-end}
        .cert-foot .v{display:flex;gap:5mm;align-items:flex-end}.cert-foot .v span{display:block;font-size:9.5pt;color:#46525e}.cert-foot .v b{font-size:13pt;letter-spacing:.04em}
        .cert-foot .qr{width:26mm;height:26mm}
        .issuer{display:flex;gap:7mm;align-items:center;font-size:12.5pt}.issuer svg{width:36mm;height:36mm}.issuer p{margin:0}
        .bag{font-size:15pt;line-height:2.3}.bag h1{font-size:24pt;margin:10mm 0}.bag .two{display:grid;grid-template-columns:1fr 1fr;gap:0 10mm}
        .bag .line{display:flex}.bag .line b{font-weight:400}.bag .line span{flex:1;border-bottom:.6pt solid #000;text-align:center}
        """;

    private static string Watermark(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return string.Empty;
        }

        var texts = new StringBuilder();
        for (var index = 0; index < lines.Count; index++)
        {
            texts.Append($"""<text x="{index * 90}" y="{60 + (index * 72)}" font-size="{(index == 0 ? 17 : 14)}" fill="#17202a" fill-opacity=".1">{WebUtility.HtmlEncode(lines[index])}</text>""");
        }

        return $"""<svg class="watermark" aria-hidden="true"><defs><pattern id="w" width="300" height="150" patternUnits="userSpaceOnUse" patternTransform="rotate(-28)">{texts}</pattern></defs><rect width="100%" height="100%" fill="url(#w)"/></svg>""";
    }

    // A text inside a style: quotes, backslashes, line ends and angle brackets as escapes, so that it cannot leave its string.
    private static string CssText(string text)
    {
        var css = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\' or '<' or '>' or '&' || char.IsControl(letter))
            {
                css.Append('\\').Append(((int)letter).ToString("X")).Append(' ');
            }
            else
            {
                css.Append(letter);
            }
        }

        return css.Append('"').ToString();
    }
}
