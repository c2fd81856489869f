namespace Zhiping.Tests.Access;

/// <summary>The world of the matrix is made once for all classes that need everything to exist.</summary>
[CollectionDefinition(nameof(AccessCollection))]
public sealed class AccessCollection : ICollectionFixture<AccessWorld>;
