using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts.Own;

/// <summary>A body that the person may act for, with the roles in words.</summary>
public sealed record Office(Guid BodyId, string Name, string Roles);

/// <summary>The own account: what is registered, for whom one acts, the password. Numbers stay masked.</summary>
[ForSignedIn]
public sealed class OwnModel(AppDb db, CurrentPerson current, PersonVault vault, SignInDesk desk, SecondStepDesk steps, Texts texts, IEnumerable<IBodyNames> names)
    : PageModel, IShowAgain
{
    public Person Person { get; private set; } = null!;

    public string Number { get; private set; } = "";

    public string Mobile { get; private set; } = "";

    public string Email { get; private set; } = "";

    public bool HasSecondStep { get; private set; }

    public IReadOnlyList<Office> Offices { get; private set; } = [];

    [BindProperty]
    public Guid? Acting { get; set; }

    [BindProperty]
    public string? Old { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Acting = current.ActingBodyId;
        await ShowAgain(stop);
    }

    public async Task<IActionResult> OnPostActingAsync()
    {
        RefusalException.ThrowIf(Acting is { } body && current.Appointments.All(held => held.BodyId != body)
            ? new Refusal("您在这个单位没有任职。") { Field = "Acting" } : null);
        await Sessions.ActForAsync(HttpContext, Acting);
        TempData["Flash"] = "已切换";
        return Redirect("/");
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken stop)
    {
        var person = await db.People().FirstAsync(p => p.Id == current.Id, stop);
        var account = await desk.ChangeAsync(person, Old, Password, current.OwnAct(), stop);
        await Sessions.SignInAsync(HttpContext, account, person.Name, current.ActingBodyId);
        TempData["Flash"] = "密码改好了，别处的登录都已退出";
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        Person = await db.People().AsNoTracking().FirstAsync(p => p.Id == current.Id, cancel);
        Number = vault.IdentityNumberOf(Person).ToString();
        Mobile = Contacts.MaskMobile(vault.MobileOf(Person));
        Email = Contacts.MaskEmail(vault.EmailOf(Person));
        HasSecondStep = await steps.IsOnAsync(current.Id, cancel);
        var bodies = current.Appointments.Select(held => held.BodyId).Distinct().ToList();
        var known = names.FirstOrDefault() is { } book ? await book.NamesOf(bodies, cancel) : new Dictionary<Guid, string>();
        Offices = [.. bodies.Select(body => new Office(
            body,
            known.GetValueOrDefault(body) ?? texts.Plain("我的单位"),
            texts.Join(current.Appointments.Where(held => held.BodyId == body).Select(held => texts.Plain(Roles.NameOf(held.Role))))))];
    }
}
