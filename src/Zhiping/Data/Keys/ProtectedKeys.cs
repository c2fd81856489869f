using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;

namespace Zhiping.Data;

/// <summary>One of ASP.NET's data-protection keys (cookies, antiforgery), encrypted by the key ring and shared by all nodes.</summary>
public sealed class ProtectedKey
{
    private ProtectedKey()
    {
    }

    public ProtectedKey(Guid id, string name, string xml)
    {
        Id = id;
        Name = name;
        Xml = xml;
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Xml { get; private set; } = "";
}

internal sealed class ProtectedKeyTable : IEntityTypeConfiguration<ProtectedKey>
{
    public void Configure(EntityTypeBuilder<ProtectedKey> builder)
    {
        builder.ToTable("protected_keys", table => table.HasCheckConstraint("ck_protected_keys_encrypted", "xml like '%sealed%'"));
        builder.HasKey(key => key.Id);
    }
}

/// <summary>Keeps the data-protection keys in the database, sealed.</summary>
internal static class ProtectedKeys
{
    public static void AddProtectedKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("zhiping");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new Repository(provider.GetRequiredService<IServiceScopeFactory>());
            options.XmlEncryptor = new Encryptor(provider.GetRequiredService<Sealer>());
        }));
    }

    private sealed class Repository(IServiceScopeFactory scopes) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var scope = scopes.CreateScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            return [.. db.Set<ProtectedKey>().AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var scope = scopes.CreateScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var now = scope.ServiceProvider.GetRequiredService<RealClock>().Now;
            db.Add(new ProtectedKey(Ids.Row(now), friendlyName, element.ToString(SaveOptions.DisableFormatting)));
            db.SaveChanges();
        }
    }

    private sealed class Encryptor(Sealer sealer) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
            new XElement("sealed", Convert.ToBase64String(sealer.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), Decryptor.Context))),
            typeof(Decryptor));
    }

    /// <summary>Made by the key manager through its constructor that takes the services.</summary>
    public sealed class Decryptor(IServiceProvider services) : IXmlDecryptor
    {
        internal const string Context = "data-protection";

        public XElement Decrypt(XElement encryptedElement)
            => XElement.Parse(services.GetRequiredService<Sealer>().OpenText(Convert.FromBase64String(encryptedElement.Value), Context));
    }
}
