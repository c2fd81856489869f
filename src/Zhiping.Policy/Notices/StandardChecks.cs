using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>The checks that the platform knows how to make, by id, with their names.</summary>
public static class StandardChecks
{
    public static readonly IReadOnlyDictionary<string, LocalText> All = new Dictionary<string, LocalText>(StringComparer.Ordinal)
    {
        ["offered"] = new("申报的系列、专业和级别", "series, specialty and level are offered"),
        ["section-filled"] = new("各节都已填写或写明“无”", "every section is filled or says none"),
        ["field-filled"] = new("每一栏都已填写", "every field is filled"),
        ["field-form"] = new("填写格式", "fields are well formed"),
        ["entry-proof"] = new("每一项都有佐证", "every entry has its proof"),
        ["slot-pages"] = new("应上传的附件齐全", "every attachment is there"),
        ["page-format"] = new("附件格式", "attachments have the right format"),
        ["page-ready"] = new("附件能够打开", "attachments can be opened"),
        ["page-upright"] = new("附件放正", "attachments are upright"),
        ["page-legible"] = new("附件清晰", "attachments are legible"),
        ["mask-answered"] = new("每页都回答了是否需要遮盖", "every page is answered for masking"),
        ["mask-applied"] = new("需要遮盖的都已遮盖", "pages that need masking are masked"),
        ["mask-share"] = new("没有大面积遮盖", "no large areas are masked"),
        ["hours"] = new("继续教育学时", "class hours of continuing education"),
        ["putonghua"] = new("普通话等级", "level of Putonghua"),
        ["ladder"] = new("学历、资历和年限", "education, seniority and years"),
        ["assessments"] = new("年度考核", "annual assessments"),
        ["career-gaps"] = new("工作经历前后衔接", "the career joins without gaps"),
        ["career-start"] = new("工作经历从参加工作起", "the career begins with the first employment"),
        ["grassroots"] = new("基层服务时间", "service at the grassroots"),
        ["since-title"] = new("取得现职称之后的成果", "achievements since the present title"),
        ["vague-words"] = new("没有含糊的词语", "no vague wording"),
        ["first-application"] = new("首次申报中级的年限证明", "proof of years for a first application"),
    };
}
