using Microsoft.AspNetCore.Identity;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>
/// What signing in needs: password, stamp, second factors. Its id is the person's; the user name is a random id and the
/// framework's columns for e-mail and telephone stay empty, because those stand sealed in <see cref="Person"/>.
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    public Account()
    {
    }

    public Account(Guid personId)
    {
        Id = personId;
        UserName = Ids.Blind().ToString("N");
        NormalizedUserName = UserName.ToUpperInvariant();
        SecurityStamp = Ids.Code(32);
    }

    /// <summary>
    /// Until when a password holds that somebody else has handed over; null for one of the person's own. It opens nothing but the page
    /// that sets another, since only the person acts as the person. (A4, D2)
    /// </summary>
    public DateTimeOffset? TemporaryUntil { get; set; }
}

/// <summary>The sealed numbers of a person together with the indexes by which they are found.</summary>
public sealed record SealedContacts(
    byte[] IdentityNumber, byte[] IdentityNumberIndex, byte[] Mobile, byte[] MobileIndex, byte[] Email, byte[] EmailIndex);

/// <summary>A human being with an account: applicant, clerk, expert, all of these at once. One for all regions. (A1, A2)</summary>
public sealed class Person : Recorded
{
    private Person()
    {
    }

    /// <summary>Registers somebody whose e-mail has answered.</summary>
    public Person(Act act, Guid id, string name, SealedContacts contacts, CardCheck card = CardCheck.NotShown, byte[]? sealedCardNote = null)
    {
        Id = id;
        Name = name;
        RegisteredAt = act.At;
        EmailConfirmedAt = act.At;
        Card = card;
        SealedCardNote = sealedCardNote;
        Put(contacts);
        Record(act, "Register", ("card", card));
    }

    public override string SubjectKind => "person";

    public string Name { get; private set; } = "";

    public byte[] SealedIdentityNumber { get; private set; } = [];

    public byte[] IdentityNumberIndex { get; private set; } = [];

    public byte[] SealedMobile { get; private set; } = [];

    public byte[] MobileIndex { get; private set; } = [];

    public byte[] SealedEmail { get; private set; } = [];

    public byte[] EmailIndex { get; private set; } = [];

    public DateTimeOffset RegisteredAt { get; private set; }

    public DateTimeOffset EmailConfirmedAt { get; private set; }

    /// <summary>When the mobile answered with its code; null while it has not, or where the region sends no text messages. (A2)</summary>
    public DateTimeOffset? MobileConfirmedAt { get; private set; }

    /// <summary>How name and number stood to what the machine read on the card. (A2)</summary>
    public CardCheck Card { get; private set; }

    /// <summary>Why they differ, in the person's own words; the unit's HR reads it before it approves.</summary>
    public byte[]? SealedCardNote { get; private set; }

    /// <summary>PostgreSQL's own row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Corrects the name as it stands on the card, before any application was submitted.</summary>
    public void Rename(Act act, string name)
    {
        Name = name;
        Record(act, "Rename");
    }

    /// <summary>The mobile has answered with its code.</summary>
    public void ConfirmMobile(Act act)
    {
        MobileConfirmedAt = act.At;
        Record(act, "ConfirmMobile");
    }

    /// <summary>Takes another mobile, which has answered with its code where text messages are sent.</summary>
    public void ChangeMobile(Act act, byte[] sealedMobile, byte[] index, bool isConfirmed)
    {
        SealedMobile = sealedMobile;
        MobileIndex = index;
        MobileConfirmedAt = isConfirmed ? act.At : null;
        Record(act, "ChangeMobile");
    }

    /// <summary>Takes an e-mail that has answered with its code.</summary>
    public void ChangeEmail(Act act, byte[] sealedEmail, byte[] index)
    {
        SealedEmail = sealedEmail;
        EmailIndex = index;
        EmailConfirmedAt = act.At;
        Record(act, "ChangeEmail");
    }

    /// <summary>Leaves on record that the second step of the sign-in was turned on or off, and how.</summary>
    public void RecordSecondStep(Act act, bool isOn, string way) => Record(act, isOn ? "SecondStepOn" : "SecondStepOff", ("way", way));

    /// <summary>Leaves on record that a new password was set, and how.</summary>
    public void RecordNewPassword(Act act, string way) => Record(act, "NewPassword", ("way", way));

    /// <summary>Leaves on record that somebody saw a number of this person in clear. (never the number)</summary>
    public void RecordClearView(Act act, string field, string purpose) => Record(act, "ClearView", ("field", field), ("purpose", purpose));

    /// <summary>Leaves on record that the portrait was removed because of a virus in its file.</summary>
    public void RecordPortraitRemoved(Act act, string sha256) => Record(act, "RemoveInfectedPortrait", ("file", sha256));

    private void Put(SealedContacts contacts)
    {
        SealedIdentityNumber = contacts.IdentityNumber;
        IdentityNumberIndex = contacts.IdentityNumberIndex;
        SealedMobile = contacts.Mobile;
        MobileIndex = contacts.MobileIndex;
        SealedEmail = contacts.Email;
        EmailIndex = contacts.EmailIndex;
    }
}
