using System.Globalization;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Quantities;

namespace Zhiping.Demo;

/// <summary>A page that somebody will upload.</summary>
/// <param name="Entry">The entry it proves, or null for the whole section.</param>
/// <param name="Scan">What kind of paper it is.</param>
/// <param name="ShowsName">The applicant's name stands on it, so it needs masking where experts see it.</param>
public sealed record MadeUpPage(string Section, string? Entry, string Slot, string Scan, bool ShowsName);

/// <summary>What can be missing from a made-up application until its owner mends it.</summary>
public enum MadeUpFault
{
    /// <summary>Hours of one year are short.</summary>
    HoursShort,

    /// <summary>A field was left empty.</summary>
    EmptyField,

    /// <summary>The pledge is not uploaded.</summary>
    NoPledge,
}

/// <summary>A complete application by the standard catalogue, made up from the seed: right in everything unless a fault is asked for.</summary>
public sealed class MadeUpApplication
{
    private readonly Dictionary<string, SectionContent> sections = new(StringComparer.Ordinal);
    private readonly List<MadeUpPage> pages = [];
    private readonly SeededChoice choice;
    private readonly Level level;
    private readonly bool isPresenter;
    private readonly bool postedThisYear;
    private int entries;

    public MadeUpApplication(ulong seed, int number, MadeUpPerson person, string unitName, string specialty, Level level, MadeUpFault? fault = null, bool postedThisYear = false)
    {
        choice = SeededChoice.For(seed, "content", number);
        this.level = level;
        this.postedThisYear = postedThisYear;
        isPresenter = specialty == "broadcasting";
        Basics(person);
        Record(unitName);
        Work(specialty);
        Learning(fault);
        Closing(fault);
    }

    /// <summary>Section by id.</summary>
    public IReadOnlyDictionary<string, SectionContent> Sections => sections;

    /// <summary>All pages in the order of the form.</summary>
    public IReadOnlyList<MadeUpPage> Pages => pages;

    private (int Year, int Month) FirstEmployment => level switch
    {
        Level.Entry or Level.Assistant => (2021, 7),
        Level.Intermediate => (2014, 7),
        Level.DeputySenior => (2008, 7),
        Level.FullSenior => (1998, 7),
        _ => throw new InvalidOperationException($"{level} is no level."),
    };

    private void Basics(MadeUpPerson person)
    {
        var since = Month(FirstEmployment);
        Single("basics", new()
        {
            ["name"] = person.Name,
            ["sex"] = person.IsWoman ? "female" : "male",
            ["ethnicGroup"] = "无",
            ["politicalAffiliation"] = "无",
            ["birthMonth"] = person.Born.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            ["firstEmployment"] = since,
            ["specialtySince"] = since,
            ["position"] = "专业技术岗位",
            ["firstApplication"] = level <= Level.Assistant ? "yes" : "no",
            ["transferredFromOffice"] = "no",
        });
        Page("basics", null, "id-front", "id-front", true);
        Page("basics", null, "id-back", "id-back", false);
        Page("basics", null, "portrait", "portrait", true);
        None("aidXinjiang");
    }

    private void Record(string unitName)
    {
        var (year, _) = FirstEmployment;
        Entry("education", new()
        {
            ["school"] = "示例师范大学",
            ["major"] = "文化产业管理",
            ["level"] = "bachelor",
            ["degree"] = "学士",
            ["from"] = $"{year - 4}-09",
            ["graduated"] = $"{year}-06",
        });
        Page("education", Last("education"), "diploma", "diploma", true);
        Page("education", Last("education"), "chsi", "chsi", true);

        if (level <= Level.Assistant)
        {
            None("presentTitle");
        }
        else
        {
            var (title, held, obtained) = level switch
            {
                Level.Intermediate => ("助理馆员", "Assistant", "2018-12-20"),
                Level.DeputySenior => ("馆员", "Intermediate", "2018-11-18"),
                _ => ("副研究馆员", "DeputySenior", "2017-12-16"),
            };
            Entry("presentTitle", new()
            {
                ["title"] = title,
                ["level"] = held,
                ["specialty"] = "本专业",
                ["obtained"] = obtained,
                ["appointed"] = obtained[..4] + "-12-31",
                ["inXinjiang"] = "yes",
            });
            Page("presentTitle", Last("presentTitle"), "qualification", "document", true);
            Page("presentTitle", Last("presentTitle"), "certificate", "title-certificate", true);
        }

        var since = Month(FirstEmployment);
        Entry("career", new() { ["from"] = since, ["employer"] = unitName, ["post"] = "本专业技术工作", ["posting"] = "no" });
        foreach (var assessed in (int[])[2021, 2022, 2023])
        {
            Entry("assessments", new() { ["year"] = $"{assessed}", ["result"] = choice.Percent(20) ? "excellent" : "qualified" });
            Page("assessments", Last("assessments"), "form", "assessment", true);
            Page("assessments", Last("assessments"), "form", "assessment", true);
        }
    }

    private void Work(string specialty)
    {
        for (var i = 1; i <= 2; i++)
        {
            Entry("practice", new()
            {
                ["title"] = $"{SpecialtyWork(specialty)}实践第{i}项",
                ["from"] = $"{2020 + i}-01",
                ["until"] = $"{2020 + i}-12",
                ["content"] = "我负责方案、排期和现场组织，完成全部场次，并整理了记录。",
            });
            Page("practice", Last("practice"), "proof", "proof", choice.Percent(50));
            Entry("achievements", new()
            {
                ["title"] = $"{SpecialtyWork(specialty)}成果第{i}项",
                ["date"] = $"{2021 + i}-0{choice.Between(1, 9)}",
                ["content"] = "我主持完成，参加人次比上一年增加两成，做法在本单位长期使用。",
            });
            Page("achievements", Last("achievements"), "proof", "proof", choice.Percent(50));
        }

        None("intellectualProperty");
        if (level >= Level.DeputySenior && choice.Percent(40))
        {
            Entry("papers", new()
            {
                ["title"] = "基层公共文化服务的组织与实践",
                ["journal"] = "示例文化研究",
                ["number"] = "CN00-0000",
                ["date"] = $"2022-0{choice.Between(1, 9)}",
                ["rank"] = "独立作者",
                ["characters"] = "6",
            });
            foreach (var slot in (string[])["cover", "contents", "text", "text", "back", "copyright", "search-report"])
            {
                Page("papers", Last("papers"), slot, "paper", slot == "text" && choice.Percent(50));
            }
        }
        else
        {
            None("papers");
        }

        // Asked of senior levels but not of presenters and coaches. (N0 五(三))
        if (level >= Level.DeputySenior && specialty is not ("broadcasting" or "amateur-coach"))
        {
            for (var year = 2021; year <= 2024; year++)
            {
                Entry("grassroots", new()
                {
                    ["year"] = $"{year}",
                    ["form"] = postedThisYear && year == 2024 ? "village-posting" : "grassroots-service",
                    ["place"] = "天河镇",
                    ["days"] = $"{choice.Between(60, 88)}",
                    ["content"] = "送文化下乡，辅导业余队伍。",
                });
                Page("grassroots", Last("grassroots"), "proof", "proof", choice.Percent(50));
            }
        }
    }

    private void Learning(MadeUpFault? fault)
    {
        for (var year = 2021; year <= 2024; year++)
        {
            var isShort = fault == MadeUpFault.HoursShort && year == 2023;
            foreach (var (subject, hours) in ((string, int)[])[("specialty", isShort ? 42 : choice.Between(60, 72)), ("general", choice.Between(30, 36))])
            {
                Entry("continuingEducation", new()
                {
                    ["year"] = $"{year}",
                    ["subject"] = subject,
                    ["hours"] = $"{hours}",
                    ["source"] = "upload",
                });
                Page("continuingEducation", Last("continuingEducation"), "certificate", "hours", true);
            }
        }

        Entry("putonghua", new()
        {
            ["level"] = isPresenter ? "Level1B" : "Level2B",
            ["occupation"] = isPresenter ? "chinese-presenter" : "other",
            ["number"] = $"00{choice.Below(1_000_000):D6}",
            ["date"] = "2019-06",
        });
        Page("putonghua", Last("putonghua"), "certificate", "putonghua", true);
    }

    private void Closing(MadeUpFault? fault)
    {
        Single("summary", new()
        {
            ["text"] = fault == MadeUpFault.EmptyField
                ? ""
                : "任现职以来，我一直在本单位从事本专业工作。我负责年度计划和现场组织，每年下基层辅导，带出了稳定的业余队伍；我整理了方法和记录，本单位的同事都在使用。",
        });
        Single("pledge", new() { ["declassified"] = "yes" });
        if (fault != MadeUpFault.NoPledge)
        {
            Page("pledge", null, "pledge", "pledge", true);
        }

        None("others");
    }

    private static string SpecialtyWork(string specialty) => specialty switch
    {
        "acting" or "instrumental" or "directing" or "stage-design" => "舞台创作与演出",
        "library" => "阅读推广",
        "relics" => "文物保护与展览",
        "broadcasting" => "节目播音主持",
        "amateur-coach" => "青少年训练",
        _ => "群众文化活动",
    };

    private static string Month((int Year, int Month) month) => $"{month.Year:D4}-{month.Month:D2}";

    private void Single(string section, Dictionary<string, string> values) =>
        sections[section] = new SectionContent { Entries = [new SectionEntry { Id = section, Values = values }] };

    private void None(string section) => sections[section] = new SectionContent { None = true };

    private void Entry(string section, Dictionary<string, string> values)
    {
        var entry = new SectionEntry { Id = $"e{++entries}", Values = values };
        sections[section] = new SectionContent { Entries = [.. sections.GetValueOrDefault(section)?.Entries ?? [], entry] };
    }

    private string Last(string section) => sections[section].Entries[^1].Id;

    private void Page(string section, string? entry, string slot, string scan, bool showsName) =>
        pages.Add(new MadeUpPage(section, entry, slot, scan, showsName));
}
