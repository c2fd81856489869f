using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

public sealed record CitedDocument(string Id, LocalText Title, LocalText ShortTitle, string? Number);

public sealed record Contact(LocalText Name, IReadOnlyList<string> Phones);

/// <summary>Whom to ask, who helps with the platform, whom to complain to (B1c).</summary>
public sealed record Contacts(Contact Enquiry, Contact Technical, Contact Supervision);

/// <summary>A kind of programme that the notice offers (B6).</summary>
public sealed record ProgrammeDefinition : NoticeItem
{
    public required ProgrammeKind Kind { get; init; }

    /// <summary>Empty for all levels.</summary>
    public required IReadOnlyList<Level> Levels { get; init; }

    /// <summary>Blind experts, defence, vote and cap.</summary>
    public required bool Judged { get; init; }

    /// <summary>Who decides a kind that is not judged; null where it is.</summary>
    public OfficeRole? DecidedBy { get; init; }

    public bool Offers(Level level) => Levels.Count == 0 || Levels.Contains(level);
}

/// <summary>A channel that the notice opens (B4).</summary>
public sealed record ChannelDefinition : NoticeItem
{
    public required Channel Channel { get; init; }

    /// <summary>Empty for all kinds of unit.</summary>
    public required IReadOnlyList<UnitKind> UnitKinds { get; init; }

    /// <summary>Empty for all series.</summary>
    public required IReadOnlyList<string> Series { get; init; }

    /// <summary>Applied for here, or only explained and done elsewhere.</summary>
    public required bool Here { get; init; }

    public required bool CommissionLetter { get; init; }

    public LocalText? Note { get; init; }
}

public sealed record Series : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required IReadOnlyList<Specialty> Specialties { get; init; }
}

public sealed record Specialty : NoticeItem
{
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The title of each level that can be applied for.</summary>
    public required IReadOnlyDictionary<Level, LocalText> Titles { get; init; }

    /// <summary>Skilled workers may apply (C4).</summary>
    public required bool SkilledWorkerRoute { get; init; }

    /// <summary>Levels settled by national exam, for which nobody can apply (B3, C1).</summary>
    public required IReadOnlyList<Level> ByExam { get; init; }

    /// <summary>Id of the cited document with the evaluation conditions.</summary>
    public string? Conditions { get; init; }
}

/// <summary>Where a title counts (J6a).</summary>
public sealed record TitleScope : NoticeItem
{
    public required LocalText Text { get; init; }

    /// <summary>Another scope for some; the first that fits holds.</summary>
    public IReadOnlyList<TitleScopeVariant> Variants { get; init; } = [];

    /// <summary>Where the title of one application counts.</summary>
    public LocalText For(Placing placing) => Variants.FirstOrDefault(v => v.Fits(placing))?.Text ?? Text;
}

/// <summary>Where the titles of some count: those of one channel in the counties only.</summary>
public sealed record TitleScopeVariant : Variant
{
    public required LocalText Text { get; init; }
}
