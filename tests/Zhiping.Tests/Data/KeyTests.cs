using System.Security.Cryptography;
using System.Text;
using Zhiping.Data;

namespace Zhiping.Tests.Data;

public sealed class KeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zp.").FullName;

    private string KeyFile => Path.Combine(_folder, "keys.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void KeyFile_IsMadeForItsOwnerOnly_AndReadAgain()
    {
        using var first = KeyRing.OpenOrCreate(KeyFile);
        using var second = KeyRing.OpenOrCreate(KeyFile);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal(first.SigningKeyId, second.SigningKeyId);
        Assert.Equal(first.Derive("one"), second.Derive("one"));
        Assert.NotEqual(first.Derive("one"), first.Derive("other"));
    }

    [Fact]
    public void KeyFile_ThatOthersCanRead_IsRefused()
    {
        KeyRing.OpenOrCreate(KeyFile).Dispose();
        File.SetUnixFileMode(KeyFile, File.GetUnixFileMode(KeyFile) | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<StartRefusedException>(() => KeyRing.OpenOrCreate(KeyFile)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"sealing\":[{\"id\":1,\"key\":\"!!\"}],\"root\":\"\",\"signing\":\"\"}")]
    public void KeyFile_ThatIsNone_IsRefusedInWords(string text)
    {
        File.WriteAllText(KeyFile, text);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains("put back the copy", Assert.Throws<StartRefusedException>(() => KeyRing.OpenOrCreate(KeyFile)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Seal_OpensForItsPlaceOnly_AndNotWhenChanged()
    {
        using var keys = KeyRing.OpenOrCreate(KeyFile);
        var sealer = new Sealer(keys);
        var closed = sealer.Seal("99999919850315001X", "person/1/identity-number");
        Assert.Equal("99999919850315001X", sealer.OpenText(closed, "person/1/identity-number"));
        Assert.NotEqual(closed, sealer.Seal("99999919850315001X", "person/1/identity-number"));
        Assert.ThrowsAny<CryptographicException>(() => sealer.OpenText(closed, "person/2/identity-number"));
        for (var i = 0; i < closed.Length; i++)
        {
            var changed = closed.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => sealer.Open(changed, "person/1/identity-number"));
        }

        Assert.ThrowsAny<CryptographicException>(() => sealer.Open([1, 2, 3], ""));
    }

    [Fact]
    public void Rotate_SealsWithTheNewKeyAndOpensWithTheOld()
    {
        byte[] old;
        using (var before = KeyRing.OpenOrCreate(KeyFile))
        {
            old = new Sealer(before).Seal("old", "x");
        }

        Assert.Equal(2, KeyRing.Rotate(KeyFile));
        using var after = KeyRing.OpenOrCreate(KeyFile);
        var sealer = new Sealer(after);
        Assert.Equal("old", sealer.OpenText(old, "x"));
        Assert.Equal(2, after.CurrentSealingKey);
        Assert.Equal("new", sealer.OpenText(sealer.Seal("new", "x"), "x"));
    }

    [Fact]
    public void BlindIndex_FindsEqualValuesOfOneKindOnly()
    {
        using var keys = KeyRing.OpenOrCreate(KeyFile);
        var index = new BlindIndex(keys);
        Assert.Equal(index.Of("mobile", "13900000001"), index.Of("mobile", "13900000001"));
        Assert.NotEqual(index.Of("mobile", "13900000001"), index.Of("email", "13900000001"));
        Assert.NotEqual(index.Of("mobile", "13900000001"), SHA256.HashData(Encoding.UTF8.GetBytes("13900000001")));
    }

    [Fact]
    public void Sign_HoldsForItsPurposeAndContentOnly()
    {
        using var keys = KeyRing.OpenOrCreate(KeyFile);
        var signature = keys.Sign("one", "content"u8);
        Assert.True(KeyRing.Verify(keys.PublicKey, "one", "content"u8, signature));
        Assert.False(KeyRing.Verify(keys.PublicKey, "two", "content"u8, signature));
        Assert.False(KeyRing.Verify(keys.PublicKey, "one", "Content"u8, signature));
        Assert.False(KeyRing.Verify([1, 2, 3], "one", "content"u8, signature));
    }
}
