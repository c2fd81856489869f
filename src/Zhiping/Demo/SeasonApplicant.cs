using Zhiping.Bodies;
using Zhiping.Policy.Quantities;

namespace Zhiping.Demo;

/// <summary>What somebody does wrong, or what happens to them, in a played season.</summary>
public enum SeasonTrait
{
    None,

    /// <summary>Fills in half and never submits.</summary>
    NeverSubmits,

    /// <summary>Submits a millisecond after the closing edge.</summary>
    SubmitsTooLate,

    /// <summary>Submits in time, but the unit's publicity ends after the closing edge.</summary>
    SlowUnit,

    /// <summary>The committee's office returns it once; corrected in time.</summary>
    ReturnedOnce,

    /// <summary>Returned by the committee's office and corrected after the clock ran out.</summary>
    CorrectsTooLate,

    /// <summary>Three submissions to the committee that fail.</summary>
    FailsThrice,

    /// <summary>Leaves the own name on a page and answers 'no masking needed'.</summary>
    LeavesName,

    ReturnedByUnit,

    ReturnedByAuthority,

    /// <summary>Asks the unit to give it back, corrects and submits again.</summary>
    AsksBack,

    /// <summary>Takes it back before it reaches the committee.</summary>
    Withdraws,

    /// <summary>Tries to submit a second application in the same year.</summary>
    AppliesTwice,

    /// <summary>Forgets something that the check finds, tries to submit anyway, then mends it.</summary>
    SubmitsUnfinished,

    /// <summary>Never pays.</summary>
    NeverPays,
}

/// <summary>One scripted applicant. Everything about them follows from the seed and the number.</summary>
public sealed record SeasonApplicant(
    int Number, MadeUpPerson Person, Body Unit, string Series, string Specialty, Level Level, SeasonTrait Trait, bool Exempt, int Standing)
{
    /// <summary>The first few live through every page over HTTP.</summary>
    public const int OverHttp = 5;

    private static readonly SeasonTrait[] OfTheFirst =
        [SeasonTrait.None, SeasonTrait.ReturnedOnce, SeasonTrait.LeavesName, SeasonTrait.AsksBack, SeasonTrait.SubmitsUnfinished];

    private static readonly SeasonTrait[] Block =
    [
        SeasonTrait.NeverSubmits, SeasonTrait.SubmitsTooLate, SeasonTrait.SlowUnit, SeasonTrait.ReturnedOnce, SeasonTrait.ReturnedOnce,
        SeasonTrait.ReturnedOnce, SeasonTrait.CorrectsTooLate, SeasonTrait.FailsThrice, SeasonTrait.LeavesName, SeasonTrait.LeavesName,
        SeasonTrait.ReturnedByUnit, SeasonTrait.ReturnedByAuthority, SeasonTrait.AsksBack, SeasonTrait.Withdraws, SeasonTrait.AppliesTwice,
        SeasonTrait.SubmitsUnfinished, SeasonTrait.SubmitsUnfinished, SeasonTrait.NeverPays,
        .. Enumerable.Repeat(SeasonTrait.None, 22),
    ];

    private static readonly Level[] Levels =
    [
        Level.Assistant, Level.Assistant, Level.Assistant, Level.Intermediate, Level.Intermediate, Level.Intermediate, Level.Intermediate,
        Level.DeputySenior, Level.DeputySenior, Level.DeputySenior, Level.DeputySenior, Level.DeputySenior, Level.FullSenior, Level.FullSenior,
    ];

    /// <summary>Everybody of a season.</summary>
    public static IReadOnlyList<SeasonApplicant> All(ulong seed, int count, DemoBodies bodies) =>
        [.. Enumerable.Range(1, count).Select(number => Of(seed, number, bodies))];

    private static SeasonApplicant Of(ulong seed, int number, DemoBodies bodies)
    {
        var choice = SeededChoice.For(seed, "applicant", number);
        var (unit, specialties) = choice.Of(bodies.Units);
        var block = SeededChoice.For(seed, "block", number / Block.Length);
        var trait = number <= OverHttp ? OfTheFirst[number - 1] : Block[(number + block.Below(Block.Length)) % Block.Length];
        var (series, specialty) = choice.Of(specialties);
        return new SeasonApplicant(
            number, MadeUpPeople.Of(seed, "applicant", number), unit, series, specialty, choice.Of(Levels), trait,
            Exempt: choice.Percent(12), Standing: choice.Below(100));
    }

    /// <summary>Well above the line, in the crowd at the line whose votes and scores are all the same, or short of votes.</summary>
    public bool IsStrong => Standing < 50;

    /// <summary>All alike, so that the cap cuts through a tie.</summary>
    public bool IsAtTheLine => Standing is >= 50 and < 88;
}
