using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>What the keys of a notice are called, for those who read differences and not files.</summary>
public static class NoticeParts
{
    private static readonly Dictionary<string, LocalText> Names = new(StringComparer.Ordinal)
    {
        ["title"] = new("标题", "title"), ["shortTitle"] = new("简称", "short title"), ["issuer"] = new("发布单位", "issuer"), ["issuedOn"] = new("印发日期", "issued on"),
        ["documentNumber"] = new("文号", "document number"), ["id"] = new("名称", "name"), ["year"] = new("年度", "year"), ["region"] = new("地区", "region"),
        ["clauses"] = new("条款原文", "quoted clause"), ["documents"] = new("引用的文件", "cited document"), ["contacts"] = new("联系方式", "contacts"),
        ["programmes"] = new("申报方式", "kind of programme"), ["channels"] = new("申报渠道", "channel"), ["series"] = new("系列和专业", "series and specialty"),
        ["windows"] = new("时间安排", "window"), ["returns"] = new("退回和提交次数", "returns"), ["unitPublicity"] = new("单位公示", "unit publicity"),
        ["extensions"] = new("延长时间", "extension"),
        ["routes"] = new("办理顺序", "route"), ["reviewChecklist"] = new("审核要点", "checklist"), ["fees"] = new("评审费", "fee"), ["payment"] = new("缴费", "payment"),
        ["defence"] = new("答辩", "defence"), ["meeting"] = new("评审会议", "meeting"), ["passCaps"] = new("通过率", "pass cap"), ["scoringStandards"] = new("量化赋分标准", "scoring standard"),
        ["resultPublicity"] = new("结果公示", "publicity of the result"), ["penalties"] = new("处理", "penalty"), ["paper"] = new("纸质材料", "paper"), ["masking"] = new("遮盖", "masking"),
        ["continuingEducation"] = new("继续教育", "continuing education"), ["seniorityCutOff"] = new("资历截止日", "seniority cut-off"), ["assessments"] = new("年度考核", "assessments"),
        ["putonghua"] = new("普通话", "Putonghua"), ["grassroots"] = new("基层服务", "service at the grassroots"), ["titleScope"] = new("使用范围", "scope of the title"),
        ["filings"] = new("备案", "filing"), ["issuing"] = new("确认和印发", "confirming and issuing"),
        ["confirmedBy"] = new("由谁确认", "confirmed by"), ["issuedBy"] = new("由谁印发", "issued by"), ["pledge"] = new("承诺书", "pledge"), ["form"] = new("申报书", "form"), ["calendar"] = new("工作日历", "calendar"),
        ["vagueWords"] = new("含糊词语", "vague words"), ["checks"] = new("平台检查", "check"), ["hitPolicies"] = new("命中方式", "hit policy"), ["ladder"] = new("学历资历条件", "ladder"),
        ["rules"] = new("规则", "rule"), ["tables"] = new("判定表", "decision table"), ["directory"] = new("评委会目录", "directory"), ["counties"] = new("县市", "county"),
        ["application"] = new("申报", "application"), ["review"] = new("审核", "review"), ["document"] = new("文件", "document"),
        ["certificates"] = new("证书", "certificates"), ["opens"] = new("开始", "opens"), ["closes"] = new("截止", "closes"), ["endedBy"] = new("以什么为准", "ended by"),
        ["consequence"] = new("逾期", "when late"), ["variants"] = new("另有规定", "variant"), ["percent"] = new("比例", "share"), ["base"] = new("基数", "base"),
        ["rounding"] = new("取整", "rounding"), ["ties"] = new("同分", "ties"), ["smallBases"] = new("小基数", "small bases"), ["amount"] = new("金额", "amount"),
        ["hours"] = new("学时", "hours"), ["years"] = new("年度", "years"), ["demands"] = new("要求", "demand"), ["clause"] = new("依据", "clause"), ["severity"] = new("轻重", "severity"),
        ["must"] = new("必须", "must"), ["when"] = new("条件", "when"), ["message"] = new("提示", "message"), ["remedy"] = new("改法", "remedy"), ["why"] = new("理由", "why"),
        ["name"] = new("名称", "name"), ["text"] = new("内容", "text"), ["workingDays"] = new("工作日数", "working days"), ["returnWithin"] = new("时限", "within"),
        ["maxSubmissions"] = new("最多次数", "most submissions"), ["yearsInTitle"] = new("任现职年限", "years in the title"), ["yearsInSpecialty"] = new("专业年限", "years in the specialty"),
        ["education"] = new("学历", "education"), ["sections"] = new("栏目", "section"), ["slots"] = new("附件", "slot"), ["fields"] = new("字段", "field"), ["titles"] = new("职称名称", "titles"),
        ["specialties"] = new("专业", "specialty"), ["levels"] = new("级别", "levels"), ["steps"] = new("步骤", "steps"), ["items"] = new("清单", "items"), ["criteria"] = new("评分项", "criterion"),
        ["posts"] = new("岗位数额", "posts"), ["unitKinds"] = new("单位性质", "kinds of unit"), ["tiers"] = new("单位层次", "tiers"), ["offices"] = new("办理部门", "offices"), ["together"] = new("几年合计", "together"),
        ["quorum"] = new("法定人数", "quorum"), ["majority"] = new("多数", "majority"), ["atLeast"] = new("人数", "at least"), ["exemptions"] = new("免答辩", "exemption"),
        ["requiredLevels"] = new("答辩的级别", "levels that defend"), ["alsoWhen"] = new("也要答辩", "who also defends"), ["overrun"] = new("补正逾期", "correction too late"),
    };

    /// <summary>A path in words: passCaps[deputy-senior].percent is 通过率（deputy-senior）比例.</summary>
    public static LocalText Say(string path)
    {
        var (zh, en) = (new List<string>(), new List<string>());
        foreach (var part in path.Split('.'))
        {
            var open = part.IndexOf('[', StringComparison.Ordinal);
            var key = open < 0 ? part : part[..open];
            var item = open < 0 ? "" : part[(open + 1)..].TrimEnd(']');
            var name = Names.GetValueOrDefault(key) ?? new LocalText(key, key);
            zh.Add(item.Length == 0 ? name.Zh : $"{name.Zh}（{item}）");
            en.Add(item.Length == 0 ? name.En : $"{name.En} ({item})");
        }

        return new LocalText(string.Join(" ", zh), string.Join(", ", en));
    }
}
