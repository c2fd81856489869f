using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Notices;

namespace Zhiping.Publicity;

/// <summary>What the unit does to an application. (F2)</summary>
public static class UnitVerbs
{
    /// <summary>Shows the application publicly in the unit.</summary>
    public static UnitPublicity StartPublicity(
        this Application application, Act act, Submission submission, UnitPublicity? existing, DateOnly from, DateOnly to, PublicityText text, Notice notice)
    {
        RefusalException.ThrowIf(PublicityRules.CanStart(application, act.At, existing, from, to, text, notice));
        var days = PublicityRules.CountedDays(from, to, act.At, notice.Calendar);
        var publicity = new UnitPublicity(act, application, submission, from, to, days, text);
        application.Record(act, "StartPublicity", ("publicity", publicity.Id), ("firstDay", from.ToString("O")), ("lastDay", to.ToString("O")));
        return publicity;
    }

    /// <summary>Recommends in the prescribed words and passes the application on to the next office of its route.</summary>
    public static (UnitOpinion Opinion, Passage Passage) Recommend(
        this Application application, Act act, Submission submission, UnitPublicity? publicity, Notice notice, bool wordsConfirmed, NextOffice next, Posts? posts = null)
    {
        RefusalException.ThrowIf(PublicityRules.CanRecommend(application, act.At, publicity, notice.UnitPublicity, wordsConfirmed));
        RefusalException.ThrowIf(PublicityRules.BeyondPosts(notice.PostsOf(application.Placing), posts));
        var opinion = new UnitOpinion(act, submission, publicity!, notice.UnitPublicity.Opinion, posts?.Vacancies);
        var passage = new Passage(act, application, submission, next.BodyId);
        application.Move(act, ApplicationVerb.Recommend, next.State, next.BodyId, next.Due, ("opinion", opinion.Id), ("toBody", next.BodyId));
        return (opinion, passage);
    }
}

/// <summary>What a unit says of its posts of a level, and how many of its people it has recommended for them this time.</summary>
/// <param name="Vacancies">Null where the unit has not said.</param>
public sealed record Posts(int? Vacancies, int Recommended);

/// <summary>Where an application goes next: the body, the state it has there and what is due there.</summary>
public sealed record NextOffice(Guid BodyId, ApplicationState State, DueDate? Due);
