using Xunit.Sdk;
using Xunit.v3;
using Zhiping.Tests.Harness;

[assembly: TestCollectionOrderer(typeof(StableOrder))]
[assembly: TestCaseOrderer(typeof(StableOrder))]

namespace Zhiping.Tests.Harness;

/// <summary>
/// The same order on every machine and in every folder (the default order follows a hash of the path). Classes that take minutes start first,
/// so that none of them runs alone at the end.
/// </summary>
public sealed class StableOrder : ITestCollectionOrderer, ITestCaseOrderer
{
    private static readonly string[] Long = ["SeasonTests", "ApplicantJourneyTests", "AxeTests", "MeetingJourneyTests", "DemoWorldTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Rank(collection.TestCollectionDisplayName)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase =>
        [.. testCases.OrderBy(test => test.TestCaseDisplayName, StringComparer.Ordinal)];

    private static int Rank(string name)
    {
        var at = Array.FindIndex(Long, part => name.Contains(part, StringComparison.Ordinal));
        return at < 0 ? Long.Length : at;
    }
}
