using Zhiping.Data;

namespace Zhiping.Applications;

/// <summary>The facts about a person and a unit that rules may read, gathered from the folders that own them.</summary>
public sealed class Standings(AppDb db)
{
    /// <summary>The unit that approved the person, or null while none has.</summary>
    public Task<Guid?> UnitOf(Guid personId, CancellationToken cancel) => throw new NotSupportedException($"{db} {personId}");

    /// <summary>The facts at an instant.</summary>
    public Task<Standing> Of(Guid personId, Guid unitId, DateTimeOffset at, CancellationToken cancel) => throw new NotSupportedException($"{db} {personId}");
}
