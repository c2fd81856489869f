using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Publicity;

namespace Zhiping.Review.Case;

/// <summary>Which papers of the notice's list have arrived at the counter. (F8)</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead)]
public sealed class PaperModel(AppDb db, CurrentPerson person, OfficeCases cases, RequestInstant instant, ReviewDesk desk)
    : OfficePage(db, person, cases, instant)
{
    [BindProperty]
    public string Item { get; set; } = "";

    [BindProperty]
    public int Copies { get; set; } = 1;

    [BindProperty]
    public bool OriginalsKept { get; set; }

    public IReadOnlyList<PaperReceipt> Receipts { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public bool MayReceive => InHand && Application.State is ApplicationState.Admitted or ApplicationState.Paid;

    public async Task<IActionResult> OnGet(CancellationToken cancel) => await Load(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!await MaySee(cancel))
        {
            return NotFound();
        }

        await desk.ReceivePaper(Person.Act(), Id, Item, Copies, OriginalsKept, cancel);
        return Done("已登记收到纸质材料。", $"/office/cases/{Id}/paper");
    }

    protected override async Task LoadMore(CancellationToken cancel)
    {
        Receipts = await Db.PaperReceipts().Where(p => p.ApplicationId == Id).ToListAsync(cancel);
        var people = Receipts.Select(r => r.By).ToList();
        Names = await Db.People().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
    }
}
