using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Policy.Quantities;

namespace Zhiping.Web;

/// <summary>Every component once, for those who write pages and for the accessibility test. Nothing here does anything.</summary>
[ForAnyone]
public sealed class ComponentsModel(TimeProvider clock) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "请填写取得年月")]
    public string? Obtained { get; set; } = "2018年11月";

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "请选择要不要遮盖")]
    public string? Mask { get; set; } = "yes";

    [BindProperty]
    [Required(ErrorMessage = "请填写岗位职责，没有内容请写“无”")]
    public string? Duties { get; set; }

    [BindProperty]
    public string? Remarks { get; set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public ClauseRef Clause { get; } = new("阿克苏文化系列2024通知", "四(一)1");

    public IActionResult OnPost()
    {
        var page = Page();
        page.StatusCode = ModelState.IsValid ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return page;
    }
}
