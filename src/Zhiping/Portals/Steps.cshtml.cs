using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;

namespace Zhiping.Portals;

/// <summary>One step on the way; all three are Chinese texts and keys.</summary>
public sealed record HelpStep(string Title, string Who, string How);

/// <summary>The way from registration to the certificate, step by step. (B8)</summary>
[ForAnyone]
public sealed class StepsModel : PageModel
{
    public static readonly IReadOnlyList<HelpStep> All =
    [
        new("注册账号", "申报人", "用身份证号码注册，邮箱收验证码确认。一个账号各地区通用，只注册一次。"),
        new("完善个人信息", "申报人", "填写个人信息，上传一寸彩色证件照。证件照会印在电子证书上。"),
        new("选择单位", "申报人", "搜索本单位，核对人事联系人和电话后确认。确认后不能自己更改。找不到的，请单位人事先注册单位。"),
        new("单位确认身份", "单位人事", "单位在“注册审批”里确认您是本单位职工。确认后才能提交申报书。"),
        new("填写申报书", "申报人", "各节可以按任意顺序填，随时保存。没有内容的栏目写“无”。每项都要上传佐证，逐页回答要不要遮盖。"),
        new("检查并提交", "申报人", "检查一次列出所有要改的地方。提交后不能再改；要改的，请单位退回。"),
        new("单位公示、出具意见", "用人单位", "在本单位公示，通知规定不少于5个工作日的从其规定；没有异议的，出具推荐意见后上报。"),
        new("逐级审核", "主管部门", "核对真实性、完整性、时效性。不符合的一次说清，退回给您改。"),
        new("评委会审核", "评委会办公室", "形式审核通过后显示“已接收材料”。退回的次数和改正的时限，按通知规定。"),
        new("缴费、交材料", "申报人", "显示“已接收材料”后缴评审费，打印有水印的评审表，按通知交纸质材料。"),
        new("答辩", "申报人", "通知规定要答辩的级别参加答辩，时间地点另行通知每个人。符合规定的可以免答辩。"),
        new("评审会议", "评委会", "专家看遮盖后的材料独立评审，会议无记名投票，到会人数和通过票数按规定。"),
        new("结果公示", "评委会办公室", "通过的人员在系统内公示，单位同步公示。公示期可以提出异议，也可以申请复查。"),
        new("发文、电子证书", "组建部门", "公示没有问题的，印发任职资格文件，生成电子证书。证书任何人都可以查验。"),
    ];
}
