namespace Wayleave.Conformance.Chains;

/// <summary>The tests that share the started programs.</summary>
[CollectionDefinition]
public sealed class ChainCollection : ICollectionFixture<ChainWorld>;
