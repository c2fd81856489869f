using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Bodies;
using Zhiping.Career;
using Zhiping.Data;
using Zhiping.Demo.Drawing;
using Zhiping.Policy.Forms;

namespace Zhiping.Demo;

/// <summary>What people of the demo do beside their applications: register by card, keep a career file, appeal for a lost account.</summary>
public sealed partial class SeasonPlayer
{
    private static readonly IReadOnlyDictionary<string, string> WrittenByHand = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["title"] = "乡镇文化站业务骨干轮训",
        ["date"] = "2020-10",
        ["content"] = "我编写教案并授课，三年轮训全部乡镇文化站的业务骨干。",
    };

    /// <summary>
    /// Registers with pictures of both sides of the card: the number had been mistyped and is corrected by what was read; the old card was
    /// printed without the middle dot of the name, so the name is corrected by hand and the person says why.
    /// </summary>
    private async Task<DemoAccount> RegisterByCard()
    {
        var person = Enumerable.Range(1, 40).Select(number => MadeUpPeople.Of(seed, "stranger", number)).First(p => p.Name.Contains('·', StringComparison.Ordinal));
        var slip = person.IdentityNumber[..9] + person.IdentityNumber[10] + person.IdentityNumber[9] + person.IdentityNumber[11..];
        var (front, back) = await CardOf(person with { Name = person.Name.Replace("·", "", StringComparison.Ordinal) });
        var id = await With<CardDesk, Guid>(desk => desk.BeginAsync(new CardTyped(person.Name, slip, person.Mobile, person.Email), front, back, CancellationToken.None));
        await Worker.RunDue(clock.Now());
        var read = await With<CardDesk, CardRead?>(desk => desk.FindAsync(id, CancellationToken.None));
        var number = read?.Found?.Number ?? person.IdentityNumber;
        var (check, note, refusal) = CardDesk.Judge(read, person.Name, number, "身份证是早年办的，名字里漏印了间隔号；户口簿上有，所附的都按户口簿写。");
        RefusalException.ThrowIf(refusal);
        var (enrolment, refusals) = Enrolment.Read(person.Name, number, person.Mobile, person.Email, Today);
        RefusalException.ThrowIf(refusals.Count > 0 ? refusals[0] : null);
        var code = await With<Registrar, Guid>(registrar => registrar.BeginAsync(enrolment! with { Card = check, CardNote = note }, DemoPassword, CancellationToken.None));
        await With<CardDesk>(desk => desk.ForgetAsync(id, CancellationToken.None));
        var (mailed, texted) = (await MailedCode(person), await TextedCode(person));
        var account = await With<Registrar, Person>(registrar => registrar.CompleteAsync(code, mailed, texted, clock.Now(), CancellationToken.None));
        return new DemoAccount(account.Id, person, null, null);
    }

    /// <summary>Somebody with a draft has lost password, mobile and e-mail and appeals; the title office has to look at the card.</summary>
    private async Task AppealFor(Taking taking)
    {
        var person = taking.Applicant.Person;
        var (mobile, email) = ("154" + person.Mobile[3..5] + "9" + person.Mobile[6..], "new-" + person.Email);
        var (front, back) = await CardOf(person);
        var code = await With<AppealDesk, Guid>(desk => desk.BeginAsync(
            new AppealContent(person.Name, person.IdentityNumber, mobile, email, "换了手机号码，原来的邮箱是以前单位的，已经停用，密码也忘了。"), bodies.Region.Id, CancellationToken.None));
        var texted = await TextedCode(person with { Mobile = mobile });
        var (uprightFront, uprightBack) = await With<ICardReader, (byte[]?, byte[]?)>(async cards =>
            (await cards.UprightAsync(front, CancellationToken.None), await cards.UprightAsync(back, CancellationToken.None)));
        await With<AppealDesk, Applicants.Appeal>(desk => desk.SubmitAsync(code, texted, uprightFront!, uprightBack!, clock.Now(), CancellationToken.None));
    }

    /// <summary>
    /// Saves the whole application back into the career file, where the office's finding stands beside each entry; one is changed afterwards and so
    /// loses it, one is written by hand with a proof that is hard to read and kept all the same.
    /// </summary>
    private async Task KeepCareer(Taking taking)
    {
        var open = await With<ApplicationDesk, OpenApplication>(desk => desk.Desk(taking.ApplicationId, clock.Now()));
        foreach (var section in open.Asked.Where(s => CareerOrigin.Fits(s) && open.Saved(s.Id).Content.Entries.Count > 0))
        {
            await With<CareerDesk, int>(desk => desk.SaveBack(Own(taking), open, section));
        }

        var kind = open.Asked.First(s => s.Id == "achievements");
        var saved = await With<AppDb, CareerEntry?>(async db => (await db.CareerEntries().OfPerson(taking.PersonId).ToListAsync()).Find(e => e.SectionId == kind.Id));
        if (saved is not null)
        {
            var values = saved.Values.ToDictionary(v => v.Key, v => v.Key == "content" ? v.Value + "2024年又推广到三个乡镇。" : v.Value, StringComparer.Ordinal);
            await WriteCareer(taking, kind, saved.Id, values, null);
        }

        var blurred = await Scans.Get("proof", 5);
        var id = await WriteCareer(taking, kind, null, WrittenByHand, blurred);
        await Worker.RunDue(clock.Now());
        await WriteCareer(taking, kind, id, WrittenByHand, null, isLookedAt: true);
    }

    /// <summary>Somebody who is still filling in has written down beforehand what can be picked.</summary>
    private async Task WriteCareerAhead(Taking taking)
    {
        var open = await With<ApplicationDesk, OpenApplication>(desk => desk.Desk(taking.ApplicationId, clock.Now()));
        await WriteCareer(taking, open.Asked.First(s => s.Id == "achievements"), null, WrittenByHand, await Scans.Get("proof", 1));
        await Worker.RunDue(clock.Now());
    }

    /// <summary>Writes an entry; of one that is there all pages stay, those kept already or, where it was looked at, all.</summary>
    private async Task<Guid> WriteCareer(
        Taking taking, SectionDefinition kind, Guid? id, IReadOnlyDictionary<string, string> values, DrawnScan? proof, bool isLookedAt = false)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var entry = id is null ? null : await scope.ServiceProvider.GetRequiredService<AppDb>().CareerEntries().SingleAsync(e => e.Id == id);
        int[] kept = [.. Enumerable.Range(0, entry?.Pages.Count ?? 0)];
        using var content = new MemoryStream(proof?.Jpeg ?? []);
        return (await scope.ServiceProvider.GetRequiredService<CareerDesk>().Write(
            Own(taking), kind, entry, values, kept, [.. kept.Where(at => isLookedAt || entry!.Pages[at].IsKept)], proof is null ? [] : [("proof", "证明.jpg", content)])).Id;
    }

    /// <summary>Both sides of a person's card, drawn.</summary>
    private async Task<(byte[] Front, byte[] Back)> CardOf(MadeUpPerson person)
    {
        var drawn = new DrawnPerson(person.Name, "", person.IdentityNumber, person.IsWoman, person.Born);
        return ((await Scans.Get("id-front", person.Number, drawn, isFlawed: false)).Jpeg, (await Scans.Get("id-back", 0, isFlawed: false)).Jpeg);
    }
}
