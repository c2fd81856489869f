using Xunit.v3;

namespace Zhiping.Tests;

/// <summary>Names the requirement that a test proves, by its id in the list of requirements.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequirementAttribute(params string[] ids) : Attribute, ITraitAttribute
{
    public IReadOnlyList<string> Ids { get; } = ids;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits()
        => [.. Ids.Select(id => KeyValuePair.Create("Requirement", id))];
}
