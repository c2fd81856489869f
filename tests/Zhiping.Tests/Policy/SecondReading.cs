using Zhiping.Policy.Quantities;

namespace Zhiping.Tests.Policy;

/// <summary>
/// What a reader of a notice's text would hold against a person, written from the text and the law it rests on, and knowing nothing of the notice's data:
/// years are lived through one day at a time (<see cref="DayByDay"/>), and each complaint carries the id under which the platform says the same.
/// </summary>
internal abstract class SecondReading
{
    private readonly Dictionary<DateTime, int> _lived = [];

    /// <summary>The notice whose text was read.</summary>
    public abstract string Notice { get; }

    /// <summary>Whom to draw.</summary>
    public abstract LifeRange Range { get; }

    /// <summary>The last day that counts for years: 评审资历计算时间截止; where a notice names none, the last day of its year.</summary>
    public abstract DateTime CutOff { get; }

    /// <summary>The complaints that this reading speaks of; what else the platform says is not compared.</summary>
    public abstract string[] Judged { get; }

    /// <summary>What is wrong with a life, each complaint once.</summary>
    public abstract IEnumerable<string> Complaints(RandomLife life);

    /// <summary>All five notices by the reader's hand.</summary>
    public static IReadOnlyDictionary<string, SecondReading> All { get; } =
        new SecondReading[] { new ReadingOfCulture2024(), new ReadingOfGeneral2023(), new ReadingOfPartySchool2024(), new ReadingOfBayingol2021(), new ReadingOfPress2023() }
            .ToDictionary(reading => reading.Notice, StringComparer.Ordinal);

    /// <summary>离退休人员不得申报; 公务员和参公人员不得申报; 事业单位工作人员在记过以上处分期内不得申报 (N3 一, N4 一, and Order 40 under the others).</summary>
    protected static IEnumerable<string> OfTheLaw(RandomLife life)
    {
        if (life.Retired)
        {
            yield return "not-retired";
        }

        if (life.CivilServant)
        {
            yield return "not-civil-servant";
        }

        if (life.UnderSanction && life.Unit == UnitKind.PublicInstitution)
        {
            yield return "not-under-sanction";
        }
    }

    /// <summary>Full years from a day to the cut-off, both days lived.</summary>
    protected int Full(DateTime from)
    {
        if (!_lived.TryGetValue(from, out var years))
        {
            _lived[from] = years = DayByDay.FullYears(from, CutOff);
        }

        return years;
    }

    /// <summary>
    /// 申报高一级: nobody applies for a level that they hold or have passed. Of 授予 the notices say only that it is of intermediate level: a title of that level in another series does not stand
    /// against it, as the platform has it too (a first reading had refused it).
    /// </summary>
    protected bool MayByLadder(RandomLife life) => (life.Kind == ProgrammeKind.Conferral || !(life.Held >= life.Wanted)) && StandsOnTheLadder(life);

    /// <summary>
    /// The national ladder. An assessment 基本合格 since the present title puts it off by a year, 不合格 by two (N4 五(一)11; taken for the others): the clock of the title stands still,
    /// so whoever holds no title is not put off. 高技能人才 instead: 取得高级工、技师、高级技师后分别满2年、3年、4年的，可分别申报助理级、中级、副高级.
    /// </summary>
    protected bool StandsOnTheLadder(RandomLife life)
    {
        if (life.Kind == ProgrammeKind.SkilledWorkerRoute)
        {
            var rank = Array.IndexOf(RandomLife.Skills, life.Skill);
            var (needs, years) = life.Wanted switch { Level.Assistant => (0, 2), Level.Intermediate => (1, 3), Level.DeputySenior => (2, 4), _ => (0, 0) };
            // Nothing is said of full senior: it is not open by this way, which is a complaint of its own.
            return rank >= needs && Full(life.SkillSince) >= years;
        }

        var delay = life.Assessed.Where(a => a.Key >= life.Obtained.Year).Sum(a => a.Value switch { "basically-qualified" => 1, "unqualified" => 2, _ => 0 });
        bool Educated(string least) => Array.IndexOf(RandomLife.Educations, life.Education) >= Array.IndexOf(RandomLife.Educations, least);
        bool Served(Level level, int years) => life.Held == level && Full(life.Obtained) >= years + delay;
        bool Worked(int years) => Full(life.Since) >= years;
        return life.Wanted switch
        {
            Level.Entry => Educated("secondary") && Worked(1),
            Level.Assistant => Educated("master") || (Educated("bachelor") && Worked(1)) || (Educated("college") && (Served(Level.Entry, 2) || Worked(3))) || (Educated("secondary") && Served(Level.Entry, 4)),
            Level.Intermediate => Educated("doctor") || (Educated("master") && Served(Level.Assistant, 2)) || (Educated("college") && Served(Level.Assistant, 4)) || (Educated("bachelor") && Worked(5)),
            Level.DeputySenior => (Educated("doctor") && Served(Level.Intermediate, 2)) || (Educated("bachelor") && Served(Level.Intermediate, 5)) || (Educated("college") && Served(Level.Intermediate, 7)),
            _ => Educated("bachelor") && Served(Level.DeputySenior, 5),
        };
    }

    /// <summary>The years, of those asked, in which the hours fall short; an exemption frees its year.</summary>
    protected static IEnumerable<string> ShortOfHours(RandomLife life, int total, int specialty, int general, params int[] years) => years
        .Where(year => life.Hours[year] is { Exempt: false } had && (had.Specialty < specialty || had.General < general || had.Specialty + had.General < total))
        .Select(year => $"hours {year}");

    /// <summary>The last three assessments of a skilled worker are all passed: 近三年考核合格.</summary>
    protected static bool PassedEach(RandomLife life, params int[] years) => years.All(year => life.Assessed.GetValueOrDefault(year) is "excellent" or "qualified");

    /// <summary>普通话水平不得低于: missing or below the level named.</summary>
    protected static bool SpeaksAtLeast(RandomLife life, string level) =>
        life.Putonghua is { } has && Array.IndexOf(RandomLife.PutonghuaLevels, has) <= Array.IndexOf(RandomLife.PutonghuaLevels, level);

    /// <summary>One complaint, or none.</summary>
    protected static IEnumerable<string> If(bool wrong, string complaint) => wrong ? [complaint] : [];
}
