using System.ComponentModel.DataAnnotations;
using Zhiping.Policy.Quantities;

namespace Zhiping.Bodies;

/// <summary>What a form asks of a unit. (A8)</summary>
public sealed class BodyForm
{
    [Required(ErrorMessage = "请填写单位名称")]
    [StringLength(200, ErrorMessage = "太长了")]
    public string Name { get; set; } = "";

    [StringLength(18, ErrorMessage = "统一社会信用代码是18位")]
    public string? CreditCode { get; set; }

    public UnitKind? UnitKind { get; set; }

    public Tier? Tier { get; set; }

    [StringLength(60, ErrorMessage = "太长了")]
    public string? County { get; set; }

    [StringLength(60, ErrorMessage = "太长了")]
    public string? ContactName { get; set; }

    [StringLength(60, ErrorMessage = "太长了")]
    public string? ContactPhone { get; set; }

    public static BodyForm Of(Body body) => new()
    {
        Name = body.Name,
        CreditCode = body.CreditCode,
        UnitKind = body.UnitKind,
        Tier = body.Tier,
        County = body.County,
        ContactName = body.ContactName,
        ContactPhone = body.ContactPhone,
    };

    public BodyFacts Facts() => new()
    {
        Name = Name,
        CreditCode = CreditCode,
        UnitKind = UnitKind,
        Tier = Tier,
        County = string.IsNullOrWhiteSpace(County) ? null : County.Trim(),
        ContactName = ContactName,
        ContactPhone = ContactPhone,
    };
}
