using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Policy.Forms;

namespace Zhiping.Applications.Submit;

/// <summary>What was handed in, as it was frozen. (D9)</summary>
[ForSignedIn]
public sealed class SubmittedModel(ApplicationDesk desk, AppDb db, CurrentPerson me, RequestInstant instant) : ApplicationPage(desk, db, me, instant)
{
    [BindProperty(SupportsGet = true, Name = "number")]
    public int Number { get; set; }

    public Submission Submission { get; private set; } = null!;

    public ApplicationDocument Document { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<bool> Load(CancellationToken cancel)
    {
        if (await Db.Submissions().AsNoTracking().SingleOrDefaultAsync(s => s.ApplicationId == Id && s.Number == Number, cancel) is not { } found)
        {
            return false;
        }

        Submission = found;
        Document = ApplicationDocument.Parse(found.Content);
        return true;
    }
}
