using System.Security.Cryptography;

namespace Zhiping.Data;

/// <summary>The only source of ids. Row ids are time-ordered and never shown to experts; blind ids say nothing.</summary>
public static class Ids
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; // no 0 O 1 I L: people copy codes by hand

    /// <summary>A time-ordered id for a row.</summary>
#pragma warning disable RS0030
    public static Guid Row(DateTimeOffset at) => Guid.CreateVersion7(at);

    /// <summary>A random id for what an expert or a stranger may see: dossiers, shown pages, tokens.</summary>
    public static Guid Blind() => Guid.NewGuid();
#pragma warning restore RS0030

    /// <summary>A random code of that many characters, easy to read aloud.</summary>
    public static string Code(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>A code of that many characters from a hash, for what must come out the same again.</summary>
    public static string CodeOf(ReadOnlySpan<byte> hash, int length)
    {
        Span<char> code = stackalloc char[length];
        for (var i = 0; i < length; i++)
        {
            code[i] = Alphabet[hash[i] % Alphabet.Length];
        }

        return new string(code);
    }
}
