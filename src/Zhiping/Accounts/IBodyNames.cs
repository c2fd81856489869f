namespace Zhiping.Accounts;

/// <summary>The names of bodies, which a later folder knows.</summary>
public interface IBodyNames
{
    /// <summary>Name by id; an id without a body is left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> NamesOf(IReadOnlyCollection<Guid> bodyIds, CancellationToken stop);
}
