namespace Zhiping.Demo;

/// <summary>What happens in a season, in order of instant, then applicant number, then the order in which it was planned.</summary>
public sealed class EventQueue
{
    private readonly PriorityQueue<PlannedEvent, (DateTimeOffset At, int Number, int Order)> queue = new();
    private int order;

    public int Count => queue.Count;

    /// <summary>Plans something. An instant before the present is moved up to it by the player, so that time never runs back.</summary>
    public void Plan(DateTimeOffset at, int number, string stage, Func<Task> what) =>
        queue.Enqueue(new PlannedEvent(at, number, stage, what), (at, number, order++));

    public bool TryNext(out PlannedEvent next) => queue.TryDequeue(out next!, out _);
}

/// <summary>One planned event.</summary>
/// <param name="Number">The applicant's number; 0 for the offices and the committee.</param>
/// <param name="Stage">Where its seconds are counted.</param>
public sealed record PlannedEvent(DateTimeOffset At, int Number, string Stage, Func<Task> What);
