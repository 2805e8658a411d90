namespace Wayleave.Conformance.Carry.Apps;

/// <summary>The tests that share the carried apps and the browser.</summary>
[CollectionDefinition]
public sealed class CarriedAppsCollection : ICollectionFixture<CarriedAppsWorld>;
