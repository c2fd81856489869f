using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Committees;
using Zhiping.Data;
using Zhiping.Notices;

namespace Zhiping.Meetings.Office;

/// <summary>One recusal with the codes and names that the office needs to decide it.</summary>
public sealed record RecusalRow(Recusal Recusal, string Code, int Number, string Expert);

/// <summary>Drawing experts, seats, recusals.</summary>
[ForRoles(Role.OfficeClerk, Role.OfficeHead)]
public sealed class MembersModel(AppDb db, CurrentPerson person, NoticeStore notices, MeetingDesk desk, DrawSeeds seeds) : OfficePage(db, person, notices)
{
    [BindProperty]
    public int? Count { get; set; }

    [BindProperty]
    public int Standby { get; set; } = 3;

    [BindProperty]
    public string? Specialty { get; set; }

    [BindProperty]
    public int? MaxPerUnit { get; set; }

    [BindProperty]
    public Seat Seat { get; set; }

    [BindProperty]
    public Guid Member { get; set; }

    [BindProperty]
    public Guid Dossier { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<(MeetingMember Member, string Name)> Members { get; private set; } = [];

    public IReadOnlyList<ExpertDraw> Draws { get; private set; } = [];

    public IReadOnlyList<RecusalRow> Recusals { get; private set; } = [];

    public IReadOnlyList<Dossier> Dossiers { get; private set; } = [];

    public int Seated => Members.Count(m => m.Member.Sits);

    public Task<IActionResult> OnPostDraw(Guid id, CancellationToken cancel) =>
        Do(id, "已抽取，种子已记录。", () => desk.DrawMembers(
            Person.Act(), id, seeds.Next(), Count ?? 0, Standby, string.IsNullOrEmpty(Specialty) ? null : Specialty, MaxPerUnit, cancel), cancel);

    public Task<IActionResult> OnPostAppoint(Guid id, CancellationToken cancel) =>
        Do(id, "已指定。", () => desk.Appoint(Person.Act(), Member, Seat, cancel), cancel);

    public Task<IActionResult> OnPostReplace(Guid id, CancellationToken cancel) =>
        Do(id, "已由候补专家替补。", () => desk.Replace(Person.Act(Reason), Member, cancel), cancel);

    public Task<IActionResult> OnPostGrant(Guid id, Guid recusal, CancellationToken cancel) =>
        Do(id, "已同意回避，材料改由别人评阅。", () => desk.DecideRecusal(Person.Act(Reason), recusal, granted: true, cancel), cancel);

    public Task<IActionResult> OnPostRefuse(Guid id, Guid recusal, CancellationToken cancel) =>
        Do(id, "已决定不回避。", () => desk.DecideRecusal(Person.Act(Reason), recusal, granted: false, cancel), cancel);

    public Task<IActionResult> OnPostOrder(Guid id, CancellationToken cancel) =>
        Do(id, "已决定回避。", () => desk.OrderRecusal(Person.Act(Reason), Dossier, Member, cancel), cancel);

    /// <summary>The recorded draw as a file that anyone can check.</summary>
    public async Task<IActionResult> OnGetDraw(Guid id, Guid draw, CancellationToken cancel)
    {
        var found = await Db.ExpertDraws().SingleOrDefaultAsync(d => d.Id == draw && d.MeetingId == id, cancel);
        return found is null || !await Db.Meetings().AnyAsync(m => m.Id == id && m.BodyId == Person.ActingBodyId, cancel)
            ? NotFound()
            : File(found.Result, "application/json", $"draw-{found.SeedHex[..12]}.json");
    }

    protected override async Task Read(CancellationToken cancel)
    {
        var members = await Db.MeetingMembers().Where(m => m.MeetingId == Meeting.Id).Join(Db.People(), m => m.PersonId, p => p.Id, (m, p) => new { m, p.Name }).ToListAsync(cancel);
        Members = [.. members.OrderBy(x => x.m.Seat switch { Seat.Chair => 0, Seat.Deputy => 1, Seat.Member => 2, Seat.Standby => 3, _ => 4 }).ThenBy(x => x.m.Seat == Seat.Standby ? x.m.Place : x.m.Number).Select(x => (x.m, x.Name))];
        Draws = await Db.ExpertDraws().Where(d => d.MeetingId == Meeting.Id).OrderBy(d => d.At).ToListAsync(cancel);
        Dossiers = await Db.Dossiers().Before(Meeting.Id).OrderBy(d => d.Code).ToListAsync(cancel);
        var codes = await Db.Dossiers().Where(d => d.MeetingId == Meeting.Id).ToDictionaryAsync(d => d.Id, d => d.Code, cancel);
        var byId = members.ToDictionary(x => x.m.Id);
        Recusals = [.. (await Db.Recusals().Where(r => r.MeetingId == Meeting.Id).OrderBy(r => r.AskedAt).ToListAsync(cancel))
            .OrderBy(r => r.State == RecusalState.Open ? 0 : 1)
            .Select(r => new RecusalRow(r, codes[r.DossierId], byId[r.MemberId].m.Number, byId[r.MemberId].Name))];
    }
}
