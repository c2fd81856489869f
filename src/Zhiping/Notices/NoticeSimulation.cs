using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhiping.Data;
using Zhiping.Policy.Quantities;
using Zhiping.Policy.Rules;

namespace Zhiping.Notices;

/// <summary>What one revision would change for the applications under way against another, worked out in the background. (B10)</summary>
public sealed class NoticeSimulation
{
    /// <summary>So many applications are told with their findings; all are counted.</summary>
    public const int Told = 200;

    private NoticeSimulation()
    {
    }

    public NoticeSimulation(Act act, string before, string after)
    {
        Id = Ids.Row(act.At);
        Before = before;
        After = after;
        AskedAt = act.At;
        AskedById = act.By!.Value;
    }

    public Guid Id { get; private set; }

    /// <summary>A <see cref="NoticeSource"/>.</summary>
    public string Before { get; private set; } = "";

    public string After { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    public Guid AskedById { get; private set; }

    /// <summary>How many applications have been looked at.</summary>
    public int Applications { get; private set; }

    public int Changed { get; private set; }

    public int NowBarred { get; private set; }

    public int NowAllowed { get; private set; }

    /// <summary>A <see cref="SimulationTold"/> as JSON; null until it is done.</summary>
    public string? Result { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    public SimulationTold? Outcome => Result is null ? null : JsonSerializer.Deserialize<SimulationTold>(Result);

    internal void Count(SimulationResult part)
    {
        Applications += part.Applications;
        Changed += part.Changed;
        NowBarred += part.NowBarred;
        NowAllowed += part.NowAllowed;
    }

    internal void Begin() => (Applications, Changed, NowBarred, NowAllowed) = (0, 0, 0, 0);

    internal void Done(DateTimeOffset at, SimulationTold told)
    {
        Result = JsonSerializer.Serialize(told);
        DoneAt = at;
    }
}

/// <summary>The outcome of a simulation: by rule and clause, and the first applications that change.</summary>
public sealed record SimulationTold(IReadOnlyList<RuleCount> Rules, IReadOnlyList<ToldFlip> Flips);

/// <summary>In how many applications a rule finds something that it did not find before, and no longer finds what it did.</summary>
public sealed record RuleCount(string RuleId, ClauseRef? Clause, LocalText Example, int Added, int Removed);

/// <summary>One application whose findings differ. It is told without the person's name: who writes rules sees cases, not people.</summary>
public sealed record ToldFlip(Guid Application, LocalText Title, bool MayBefore, bool MayAfter, IReadOnlyList<ToldFinding> Added, IReadOnlyList<ToldFinding> Removed);

public sealed record ToldFinding(string RuleId, Severity Severity, LocalText Message, ClauseRef? Clause);

internal sealed class NoticeSimulationTable : IEntityTypeConfiguration<NoticeSimulation>
{
    public void Configure(EntityTypeBuilder<NoticeSimulation> builder)
    {
        builder.ToTable("notice_simulations", t =>
        {
            t.HasCheckConstraint("ck_notice_simulations_counts", "applications >= changed and changed >= now_barred + now_allowed and now_barred >= 0 and now_allowed >= 0");
            t.HasCheckConstraint("ck_notice_simulations_done", "(done_at is null) = (result is null)");
        });
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Before).HasMaxLength(130);
        builder.Property(s => s.After).HasMaxLength(130);
        builder.Property(s => s.Result).HasColumnType("jsonb");
        builder.Ignore(s => s.Outcome);
        builder.HasIndex(s => s.AskedAt);
    }
}
