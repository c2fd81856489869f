using Zhiping.Data;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;

namespace Zhiping.Applications;

/// <summary>One level of a specialty: what it is called, or why nobody can apply for it.</summary>
public sealed record LevelOffer(Level Level, LocalText Title, Refusal? WhyNot);

/// <summary>What a notice offers to somebody of a unit. Pure.</summary>
public static class ApplicationOffers
{
    /// <summary>The levels of a specialty that are offered or that people might look for. (B3, C1)</summary>
    public static IReadOnlyList<LevelOffer> Levels(Notice notice, string series, Specialty specialty) =>
    [
        .. Enum.GetValues<Level>().Where(l => specialty.Titles.ContainsKey(l) || specialty.ByExam.Contains(l))
            .Select(l => new LevelOffer(l, notice.TitleOf(series, specialty.Id, l), specialty.ByExam.Contains(l) ? ByExam(specialty, l) : null)),
    ];

    /// <summary>The channels with the reason why one is not open to this unit and series. (B4)</summary>
    public static Refusal? ChannelWhyNot(Notice notice, Channel channel, string series, UnitFacts unit)
    {
        var offer = notice.Channels.FirstOrDefault(c => c.Channel == channel);
        return offer is null ? new Refusal("这份通知没有开放“{0}”。", Terms.Name(channel)) { Field = "Channel" }
            : !offer.Here ? new Refusal("“{0}”不在本平台申报。", Terms.Name(channel)) { Field = "Channel", Clause = offer.Clause }
            : offer.UnitKinds.Count > 0 && !offer.UnitKinds.Contains(unit.Kind)
                ? new Refusal("“{0}”不面向{1}。", Terms.Name(channel), Terms.Name(unit.Kind)) { Field = "Channel", Clause = offer.Clause }
            : offer.Series.Count > 0 && !offer.Series.Contains(series)
                ? new Refusal("“{0}”不面向这个系列。", Terms.Name(channel)) { Field = "Channel", Clause = offer.Clause }
            : null;
    }

    /// <summary>Why an application for this cannot be created now; null when it can.</summary>
    /// <param name="extendedTo">More time granted to this person, unit or county.</param>
    public static Refusal? WhyNot(Notice notice, ApplicationChoice choice, UnitFacts unit, DateTimeOffset at, DateTimeOffset? extendedTo = null)
    {
        if (NotOpen(notice, at, new Placing(unit.Kind, unit.Tier, unit.County, choice.Channel, choice.Level, choice.Series, choice.Specialty), extendedTo) is { } notOpen)
        {
            return notOpen;
        }

        if (notice.FindSpecialty(choice.Series, choice.Specialty) is not { } specialty)
        {
            return new Refusal("请选择系列和专业。") { Field = "Specialty" };
        }

        if (!Enum.IsDefined(choice.Level))
        {
            return new Refusal("请选择申报的专业和级别。") { Field = "Level" };
        }

        if (specialty.ByExam.Contains(choice.Level))
        {
            return ByExam(specialty, choice.Level);
        }

        if (!specialty.Titles.ContainsKey(choice.Level))
        {
            return new Refusal("{0}专业没有{1}，请另选级别。", specialty.Name, Terms.Name(choice.Level)) { Field = "Level", Clause = specialty.Clause };
        }

        return KindWhyNot(notice, choice) ?? ChannelWhyNot(notice, choice.Channel, choice.Series, unit);
    }

    /// <summary>Why nobody can apply at this instant: not yet, or not any more. (B1, B2)</summary>
    /// <param name="placing">Where the application stands, as the window may differ by it; null asks whether it is open to anybody.</param>
    /// <param name="extendedTo">More time granted to whoever asks.</param>
    public static Refusal? NotOpen(Notice notice, DateTimeOffset at, Placing? placing = null, DateTimeOffset? extendedTo = null)
    {
        var window = placing is null ? notice.Windows.Application : notice.Windows.Application.For(placing);
        if (notice.Abstract || notice.StandIn)
        {
            return new Refusal("这份通知是其他通知的依据，不能直接按它申报。") { Remedy = "请按您所在系列的通知申报。" };
        }

        if (placing is null && window.IsOpenToAny(at))
        {
            return null;
        }

        if (window.Opens?.At is { } opens && at < opens)
        {
            return new Refusal("申报还没有开始，{0}（北京时间）开始。", Beijing.Full(opens)) { Clause = window.Clause, Remedy = "您可以先选好单位，请单位确认。" };
        }

        return window is { Closes.At: { } closes } && window.IsClosed(at) && !(at < extendedTo)
            ? new Refusal("申报已于{0}（北京时间）截止，不能再建立申报书。", Beijing.Full(closes)) { Clause = window.Clause, Remedy = "有疑问的，请联系通知上的业务咨询电话。" }
            : null;
    }

    private static Refusal? KindWhyNot(Notice notice, ApplicationChoice choice)
    {
        var programme = notice.ProgrammeOf(choice.Kind);
        return programme is null ? new Refusal("这份通知没有开放“{0}”。", Terms.Name(choice.Kind)) { Field = "Kind" }
            : !programme.Offers(choice.Level)
                ? new Refusal("“{0}”不包括{1}。", Terms.Name(choice.Kind), Terms.Name(choice.Level)) { Field = "Kind", Clause = programme.Clause }
            : null;
    }

    private static Refusal ByExam(Specialty specialty, Level level) =>
        new("{0}专业的{1}实行以考代评，参加国家考试取得，不接受申报。", specialty.Name, Terms.Name(level)) { Field = "Level", Clause = specialty.Clause };
}
