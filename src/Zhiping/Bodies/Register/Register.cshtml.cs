using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Bodies.Register;

/// <summary>单位注册: a unit that is missing registers itself through its HR office; the body above approves. (A7)</summary>
[ForSignedIn]
public sealed class RegisterModel(AppDb db, CurrentPerson person) : PageModel, IShowAgain
{
    private static readonly BodyKind[] MayDecide = [BodyKind.CompetentAuthority, BodyKind.HrssBureau, BodyKind.EducationBureau];

    [BindProperty]
    public BodyForm Input { get; set; } = new();

    /// <summary>The body above that decides.</summary>
    [BindProperty]
    public Guid? AboveId { get; set; }

    public IReadOnlyList<(Body Region, IReadOnlyList<Body> Above)> Choices { get; private set; } = [];

    /// <summary>Registrations of this person, so that nobody registers twice for want of an answer.</summary>
    public IReadOnlyList<Body> Mine { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ShowAgain(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return await this.Again(cancel);
        }

        var above = await db.Bodies().SingleOrDefaultAsync(b => b.Id == AboveId && MayDecide.Contains(b.Kind), cancel)
            ?? throw new RefusalException(new Refusal("请选择您单位的行业主管部门") { Field = "AboveId" });
        var facts = Input.Facts() with { County = above.County };
        var code = facts.CreditCode is { } typed ? Typed.Narrow(typed).Trim().ToUpperInvariant() : null;
        if (code is { Length: > 0 } && await db.Bodies().AnyAsync(b => b.CreditCode == code && b.State != BodyState.Declined, cancel))
        {
            throw new RefusalException(new Refusal("这个统一社会信用代码已经注册过了") { Field = "Input.CreditCode", Remedy = "请在“选择单位”里查找。查不到的，可能还在等上级审核" });
        }

        var unit = Body.Register(person.OwnAct(), above, facts);
        db.Add(unit);
        await db.Commit(cancel);
        this.Flash("单位注册已提交，请等上级部门审核");
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var bodies = await db.Bodies().AsNoTracking()
            .Where(b => b.State == BodyState.Active && (b.Kind == BodyKind.Region || MayDecide.Contains(b.Kind))).OrderBy(b => b.Name).ToListAsync(cancel);
        Choices = [.. bodies.Where(b => b.Kind == BodyKind.Region)
            .Select(r => (r, (IReadOnlyList<Body>)[.. bodies.Where(b => b.RegionId == r.Id && b.Kind != BodyKind.Region)]))];
        Mine = await db.Bodies().AsNoTracking().Where(b => b.RegisteredById == person.Id).OrderByDescending(b => b.CreatedAt).ToListAsync(cancel);
    }
}
