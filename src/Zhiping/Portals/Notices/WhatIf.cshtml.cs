using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;
using Zhiping.Data;
using Zhiping.Notices;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Portals.Notices;

/// <summary>测一测 of one notice, without an account: every level by every way, clause by clause, with the offices and the deadlines of that place. Nothing is kept. (C8, F1, B1)</summary>
[ForAnyone]
public sealed class WhatIfModel(NoticeStore notices, TimeProvider clock) : PageModel
{
    /// <summary>Series/specialty.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Specialty { get; set; }

    [BindProperty(SupportsGet = true, Name = "u")]
    public UnitKind UnitKind { get; set; } = UnitKind.PublicInstitution;

    [BindProperty(SupportsGet = true, Name = "tier")]
    public Tier Tier { get; set; } = Tier.County;

    [BindProperty(SupportsGet = true, Name = "county")]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true, Name = "channel")]
    public Channel Channel { get; set; } = Channel.Targeted;

    [BindProperty(SupportsGet = true, Name = "e")]
    public string? Education { get; set; }

    [BindProperty(SupportsGet = true, Name = "l")]
    public Level? Title { get; set; }

    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Obtained { get; set; }

    [BindProperty(SupportsGet = true, Name = "y")]
    public string? Since { get; set; }

    [BindProperty(SupportsGet = true, Name = "skill")]
    public string? Skill { get; set; }

    [BindProperty(SupportsGet = true, Name = "skillSince")]
    public string? SkillObtained { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public string? Putonghua { get; set; }

    [BindProperty(SupportsGet = true, Name = "first")]
    public bool? FirstApplication { get; set; }

    [BindProperty(SupportsGet = true, Name = "retired")]
    public bool Retired { get; set; }

    [BindProperty(SupportsGet = true, Name = "civil")]
    public bool CivilServant { get; set; }

    [BindProperty(SupportsGet = true, Name = "sanction")]
    public bool UnderSanction { get; set; }

    [BindProperty(SupportsGet = true, Name = "examYear")]
    public int? ExamYear { get; set; }

    /// <summary>The line that the result reached.</summary>
    [BindProperty(SupportsGet = true, Name = "examLine")]
    public string? ExamLine { get; set; }

    public PublishedNotice Published { get; private set; } = null!;

    public Notice Notice => Published.Notice;

    /// <summary>What the rules answered; null before anything was asked.</summary>
    public IReadOnlyList<WhatIfLevel>? Answers { get; private set; }

    /// <summary>The years and subjects for which the notice asks class hours.</summary>
    public IReadOnlyList<int> HoursYears => [.. Notice.ContinuingEducation.Demands.SelectMany(d => d.Years).Distinct().Order()];

    public IReadOnlyList<int> AssessmentYears => Notice.Assessments?.Years ?? [];

    /// <summary>The notice has a section for exam results.</summary>
    public bool AsksExam => Notice.Form.Sections.Any(s => s.Kind == Policy.Forms.SectionKind.Exam);

    public string? Said(string name) => Request.Query[name].FirstOrDefault();

    public async Task<IActionResult> OnGetAsync(string region, string name, CancellationToken cancel)
    {
        if (await notices.Current(region + "/" + name, cancel) is not { } published)
        {
            return NotFound();
        }

        Published = published;
        if (!string.IsNullOrEmpty(Specialty))
        {
            Answers = WhatIf.Every(published, Facts(), clock.GetUtcNow());
        }

        return Page();
    }

    private WhatIfFacts Facts() => new(Specialty!, Known(Education), Title, Month(Obtained), Month(Since))
    {
        UnitKind = UnitKind,
        Tier = Tier,
        County = Known(County),
        Channel = Channel,
        Skill = Known(Skill),
        SkillObtained = Month(SkillObtained),
        Putonghua = Known(Putonghua),
        FirstApplication = FirstApplication,
        Retired = Retired,
        CivilServant = CivilServant,
        UnderSanction = UnderSanction,
        Hours = HoursSaid(),
        Assessments = AssessmentYears.Select(y => (Year: y, Result: Known(Said($"a{y}")))).Where(a => a.Result is not null).ToDictionary(a => a.Year, a => a.Result!),
        Exam = ExamYear is { } year ? (year, Known(ExamLine)) : null,
    };

    private Dictionary<(int, HoursSubject), decimal> HoursSaid()
    {
        var said = new Dictionary<(int, HoursSubject), decimal>();
        foreach (var year in HoursYears)
        {
            foreach (var (mark, subject) in new[] { ("s", HoursSubject.Specialty), ("g", HoursSubject.General) })
            {
                if (decimal.TryParse(Said($"h{year}{mark}"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours is >= 0 and < 10_000)
                {
                    said[(year, subject)] = hours;
                }
            }
        }

        return said;
    }

    private static string? Known(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>A month as browsers send it, yyyy-MM; null for anything else.</summary>
    private static string? Month(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim() + "-01", "yyyy-MM-dd", out var day) ? day.ToString("yyyy-MM", CultureInfo.InvariantCulture) : null;
}
