using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>The only place where identity numbers, mobiles and e-mails are sealed, opened and looked for.</summary>
public sealed class PersonVault(Sealer sealer, BlindIndex index)
{
    /// <summary>Seals the three for a person.</summary>
    public SealedContacts Seal(Guid personId, IdentityNumber number, string mobile, string email) => new(
        sealer.Seal(number.Reveal(), Context(personId, "identity-number")), IndexOf(number),
        SealMobile(personId, mobile), MobileIndex(mobile), SealEmail(personId, email), EmailIndex(email));

    public byte[] SealMobile(Guid personId, string mobile) => sealer.Seal(mobile, Context(personId, "mobile"));

    public byte[] SealEmail(Guid personId, string email) => sealer.Seal(email, Context(personId, "email"));

    /// <summary>The person's number, which masks itself unless revealed; for the age and for printed forms.</summary>
    public IdentityNumber IdentityNumberOf(Person person)
        => IdentityNumber.FromStore(sealer.OpenText(person.SealedIdentityNumber, Context(person.Id, "identity-number")));

    /// <summary>The clear mobile: for the paper forms; screens mask it.</summary>
    public string MobileOf(Person person) => sealer.OpenText(person.SealedMobile, Context(person.Id, "mobile"));

    /// <summary>The clear e-mail: to write to it; screens mask it.</summary>
    public string EmailOf(Person person) => sealer.OpenText(person.SealedEmail, Context(person.Id, "email"));

    /// <summary>Seals why a person's card differs from what the person typed.</summary>
    public byte[] SealCardNote(Guid personId, string note) => sealer.Seal(note, Context(personId, "card-note"));

    /// <summary>Why the card differs, in the person's words; null where it does not.</summary>
    public string? CardNoteOf(Person person) => person.SealedCardNote is { } note ? sealer.OpenText(note, Context(person.Id, "card-note")) : null;

    public byte[] IndexOf(IdentityNumber number) => index.Of("identity-number", number.Reveal());

    public byte[] MobileIndex(string mobile) => index.Of("mobile", mobile);

    public byte[] EmailIndex(string email) => index.Of("email", email);

    /// <summary>The person with that login name: identity number, mobile or e-mail. (A3)</summary>
    public async Task<Person?> FindAsync(AppDb db, string? login, CancellationToken stop = default)
    {
        var (kind, hash) = LoginIndex(login);
        return kind switch
        {
            "email" => await db.People().FirstOrDefaultAsync(person => person.EmailIndex == hash, stop),
            "mobile" => await db.People().FirstOrDefaultAsync(person => person.MobileIndex == hash, stop),
            _ => await db.People().FirstOrDefaultAsync(person => person.IdentityNumberIndex == hash, stop),
        };
    }

    /// <summary>What kind of login name was typed, and its index.</summary>
    internal (string Kind, byte[] Index) LoginIndex(string? login)
    {
        var text = login ?? "";
        if (text.Contains('@', StringComparison.Ordinal) || text.Contains('＠', StringComparison.Ordinal))
        {
            return ("email", EmailIndex(Contacts.NormaliseEmail(text)));
        }

        var mobile = Contacts.NormaliseMobile(text);
        return mobile.Length == 11 ? ("mobile", MobileIndex(mobile)) : ("identity-number", index.Of("identity-number", IdentityNumber.Normalise(text)));
    }

    private static string Context(Guid personId, string field) => $"person/{personId}/{field}";
}
