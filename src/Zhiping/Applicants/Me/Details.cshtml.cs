using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;

namespace Zhiping.Applicants.Me;

/// <summary>完善个人信息: what the official form prints of a person. (A5)</summary>
[ForSignedIn]
public sealed class DetailsModel(AppDb db, CurrentPerson person) : PageModel
{
    /// <summary>What the form asks for.</summary>
    public sealed class Form
    {
        [Required(ErrorMessage = "请选择性别")]
        [StringLength(10, ErrorMessage = "太长了")]
        public string Sex { get; set; } = "";

        [Required(ErrorMessage = "请填写民族")]
        [StringLength(40, ErrorMessage = "太长了")]
        public string EthnicGroup { get; set; } = "";

        [Required(ErrorMessage = "请填写政治面貌")]
        [StringLength(60, ErrorMessage = "太长了")]
        public string PoliticalAffiliation { get; set; } = "";

        [Required(ErrorMessage = "请填写出生日期")]
        public DateOnly? Born { get; set; }

        [Required(ErrorMessage = "请填写参加工作时间")]
        public DateOnly? WorkStarted { get; set; }

        [StringLength(40, ErrorMessage = "太长了")]
        public string? Telephone { get; set; }

        [StringLength(200, ErrorMessage = "太长了")]
        public string? Address { get; set; }
    }

    [BindProperty]
    public Form Input { get; set; } = new();

    public bool IsFilled { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (await db.PersonalDetails().AsNoTracking().SingleOrDefaultAsync(d => d.Id == person.Id, cancel) is { } details)
        {
            IsFilled = true;
            Input = new Form
            {
                Sex = details.Sex,
                EthnicGroup = details.EthnicGroup,
                PoliticalAffiliation = details.PoliticalAffiliation,
                Born = details.Born,
                WorkStarted = details.WorkStarted,
                Telephone = details.Telephone,
                Address = details.Address,
            };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return await this.Again(cancel);
        }

        var filled = new DetailsFilled(
            Input.Sex, Input.EthnicGroup, Input.PoliticalAffiliation, Input.Born!.Value, Input.WorkStarted!.Value, Input.Telephone, Input.Address);
        if (await db.PersonalDetails().SingleOrDefaultAsync(d => d.Id == person.Id, cancel) is { } details)
        {
            details.Fill(person.OwnAct(), filled);
        }
        else
        {
            db.Add(new PersonalDetails(person.OwnAct(), person.Id, filled));
        }

        await db.Commit(cancel);
        this.Flash("个人信息已保存");
        return RedirectToPage();
    }
}
