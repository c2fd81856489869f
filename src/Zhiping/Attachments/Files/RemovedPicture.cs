namespace Zhiping.Attachments.Files;

/// <summary>What stands in the place of a page whose file was found to carry a virus, wherever the page is shown: it says so in both languages.</summary>
internal static class RemovedPicture
{
    // A sheet of A4 in portrait, so that it stands where the page stood.
    private const string Svg =
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1414" viewBox="0 0 1000 1414" font-family="sans-serif" text-anchor="middle">
        <rect width="1000" height="1414" fill="#f5f5f4"/><rect x="40" y="40" width="920" height="1334" fill="none" stroke="#8a8a86" stroke-width="4" stroke-dasharray="18 14"/>
        <text x="500" y="620" font-size="72" fill="#1c1c1c">这一页已删除</text>
        <text x="500" y="710" font-size="38" fill="#44443f">收下以后，病毒检查发现它的文件带有病毒。</text>
        <text x="500" y="810" font-size="44" fill="#1c1c1c">This page was removed</text>
        <text x="500" y="870" font-size="32" fill="#44443f">A virus was found in its file after it had been taken.</text></svg>
        """;

    public static IResult Answer() => Results.Text(Svg, "image/svg+xml; charset=utf-8");
}
