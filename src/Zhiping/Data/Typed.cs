namespace Zhiping.Data;

/// <summary>What people type in Chinese keyboards: full-width letters, digits and spaces.</summary>
public static class Typed
{
    /// <summary>The same with plain letters, digits and spaces.</summary>
    public static string Narrow(string? text) => string.Create((text ?? "").Length, text ?? "", static (narrow, wide) =>
    {
        for (var i = 0; i < wide.Length; i++)
        {
            narrow[i] = wide[i] switch
            {
                >= '\uFF01' and <= '\uFF5E' and var c => (char)(c - 0xFEE0),
                '\u3000' => ' ',
                var c => c,
            };
        }
    });
}
