using Zhiping.Accounts;

namespace Zhiping.Web;

/// <summary>Where each role can go, in one table.</summary>
public static class Navigation
{
    private static readonly NavItem[] Everyone =
    [
        new("首页", "/"), new("通知", "/notices"), new("评审条件", "/conditions"), new("评委会目录", "/directory"),
        new("办事步骤", "/steps"), new("下载", "/downloads"), new("公示", "/publicity"), new("查验证书", "/verify"),
    ];

    private static readonly NavItem[] Applicant =
    [
        new("我的申报", "/home"), new("继续教育", "/education"), new("工作单位", "/unit"), new("个人信息", "/me"), new("消息", "/messages"), new("通知", "/notices"),
    ];

    private static readonly NavItem Waiting = new("待我办理", "/home");

    private static readonly NavItem Reading = new("我的评阅", "/expert");

    private static readonly (Role Role, NavItem Item)[] Staff =
    [
        (Role.UnitHr, new("审核", "/office")),
        (Role.UnitLeader, new("审核", "/office")),
        (Role.AuthorityClerk, new("审核", "/office")),
        (Role.BureauClerk, new("审核", "/office")),
        (Role.OfficeClerk, new("审核", "/office")),
        (Role.OfficeHead, new("审核", "/office")),
        (Role.AuthorityClerk, new("延长申报时间", "/office/extensions") { Hint = "给个别的人、单位、县市延长，写明理由" }),
        (Role.BureauClerk, new("延长申报时间", "/office/extensions") { Hint = "给个别的人、单位、县市延长，写明理由" }),
        (Role.OfficeHead, new("延长申报时间", "/office/extensions") { Hint = "给个别的人、单位、县市延长，写明理由" }),
        (Role.OfficeClerk, new("缴费核对", "/office/payments")),
        (Role.OfficeHead, new("缴费核对", "/office/payments")),
        (Role.OfficeClerk, new("评审委员会", "/office/committees") { Also = ["/office/meetings"] }),
        (Role.OfficeHead, new("评审委员会", "/office/committees") { Also = ["/office/meetings"] }),
        (Role.Supervisor, new("退回情况", "/supervision/returns") { Hint = "各部门退回了多少申报，依据哪些条款" }),
        (Role.SettingUpClerk, new("会议和备案", "/filings") { Hint = "评审委员会、每次会议的备案、公示和文件" }),
        (Role.TitleOfficeClerk, new("会议和备案", "/filings") { Hint = "评审委员会、每次会议的备案、公示和文件" }),
        (Role.Supervisor, new("会议和备案", "/filings") { Hint = "评审委员会、每次会议的备案、公示和文件" }),
        (Role.UnitHr, new("注册审批", "/unit/people")),
        (Role.UnitHr, new("本单位", "/bodies/mine")),
        (Role.AuthorityClerk, new("单位注册", "/bodies/pending")),
        (Role.BureauClerk, new("单位注册", "/bodies/pending")),
        (Role.Operator, new("单位注册", "/bodies/pending") { Hint = "等上级部门审核的单位" }),
        (Role.Operator, new("地区和单位", "/bodies") { Hint = "设立地区、部门和办公室，任命经办人" }),
        (Role.TitleOfficeClerk, new("申诉办理", "/appeals") { Hint = "进不了账号的人，核对证件后决定" }),
        (Role.TitleOfficeClerk, new("课程管理", "/education/offer") { Hint = "继续教育课程，学了多少人" }),
        (Role.Operator, new("课程管理", "/education/offer") { Hint = "继续教育课程，学了多少人" }),
        (Role.Operator, new("通知维护", "/operations/notices") { Hint = "写草稿、检查、比较、试算和发布通知" }),
        (Role.Operator, new("后台任务", "/operations/work") { Hint = "没有办成的后台任务，可以再试" }),
    ];

    /// <summary>The entries for whoever is asking; those who sit in a meeting find their dossiers and, presiding, the board.</summary>
    public static IReadOnlyList<NavItem> Of(CurrentPerson person, ExpertSeats seats)
    {
        if (!person.IsSignedIn)
        {
            return Everyone;
        }

        List<NavItem> sitting = seats.Any ? [Reading] : [];
        if (seats.Presides is { } meeting)
        {
            sitting.Add(new("主持会议", $"/meetings/{meeting}"));
        }

        return person.ActingBodyId is null
            ? seats.Any ? [Waiting, .. sitting, .. Applicant.Where(x => x.Href is not ("/education" or "/unit")).Select(x => x.Href == "/home" ? x with { Href = "/applications" } : x)] : Applicant
            : [Waiting, .. Staff.Where(x => person.Has(x.Role)).Select(x => x.Item).DistinctBy(x => x.Href), .. sitting, new("消息", "/messages"), new("通知", "/notices")];
    }

    /// <summary>A role as the masthead names it; Chinese text and key.</summary>
    public static string RoleName(Role role) => role switch
    {
        Role.UnitHr => "单位人事",
        Role.UnitLeader => "单位负责人",
        Role.AuthorityClerk => "主管部门",
        Role.BureauClerk => "人社局、教科局",
        Role.OfficeClerk => "评委会办公室",
        Role.OfficeHead => "评委会办公室主任",
        Role.Chair => "评委会主任",
        Role.SettingUpClerk => "组建部门",
        Role.TitleOfficeClerk => "职称办公室",
        Role.Supervisor => "监督",
        Role.Operator => "平台运维",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role."),
    };
}
