using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Bodies.Manage;

/// <summary>The operator enters regions, authorities, bureaus and offices. (A1, A9)</summary>
[ForRoles(Role.Operator)]
public sealed class BodiesModel(AppDb db, CurrentPerson person) : PageModel, IShowAgain
{
    [BindProperty]
    public BodyForm Input { get; set; } = new();

    [BindProperty]
    [Required(ErrorMessage = "请选择是什么部门")]
    public BodyKind? Kind { get; set; }

    /// <summary>The body above; none for a region.</summary>
    [BindProperty]
    public Guid? ParentId { get; set; }

    /// <summary>A region's id in addresses.</summary>
    [BindProperty]
    [RegularExpression("[a-z][a-z0-9-]{1,38}", ErrorMessage = "只用小写字母、数字和连字符，以字母开头")]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    public IReadOnlyList<Body> All { get; private set; } = [];

    public IReadOnlyList<Body> Parents { get; private set; } = [];

    /// <summary>A kind of body in words; Chinese text and key.</summary>
    public static string Name(BodyKind kind) => kind switch
    {
        BodyKind.Region => "地区",
        BodyKind.Unit => "基层单位",
        BodyKind.RecommendingUnit => "推荐单位",
        BodyKind.CompetentAuthority => "行业主管部门",
        BodyKind.HrssBureau => "人社局",
        BodyKind.EducationBureau => "教科局",
        BodyKind.SettingUpBody => "组建部门",
        BodyKind.CommitteeOffice => "评委会办公室",
        BodyKind.TitleOffice => "职称办公室",
        BodyKind.Supervision => "监督部门",
        BodyKind.Platform => "平台运维",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind."),
    };

    public Task OnGetAsync(CancellationToken cancel) => ShowAgain(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return await this.Again(cancel);
        }

        RefusalException.ThrowIf(BodyRules.CanAmend(Input.Facts()));
        var parent = ParentId is null ? null : await db.Bodies().SingleOrDefaultAsync(b => b.Id == ParentId, cancel);
        if (Kind == BodyKind.Region)
        {
            var code = Code ?? throw new RefusalException(new Refusal("请填写地区的代号") { Field = "Code" });
            db.Add(Body.Region(person.Act(), code, Input.Facts(), null, null));
        }
        else if (parent is null)
        {
            throw new RefusalException(new Refusal("请选择上级") { Field = "ParentId" });
        }
        else
        {
            RefusalException.ThrowIf(Kind == BodyKind.Unit ? BodyRules.CanRegister(Input.Facts(), parent) : null);
            var body = new Body(person.Act(), Kind!.Value, parent, Input.Facts());
            db.Add(Kind == BodyKind.Unit && parent.Kind == BodyKind.CompetentAuthority ? body.Under(person.Act(), parent) : body);
        }

        await db.Commit(cancel);
        this.Flash("已登记");
        return RedirectToPage();
    }

    public async Task ShowAgain(CancellationToken cancel)
    {
        var like = "%" + (Query ?? "").Trim() + "%";
        All = await db.Bodies().AsNoTracking().Where(b => EF.Functions.Like(b.Name, like)).OrderBy(b => b.Path.Length).ThenBy(b => b.Name).Take(200).ToListAsync(cancel);
        Parents = await db.Bodies().AsNoTracking().Where(b => b.Kind != BodyKind.Unit && b.State == BodyState.Active).OrderBy(b => b.Path).ToListAsync(cancel);
    }
}
