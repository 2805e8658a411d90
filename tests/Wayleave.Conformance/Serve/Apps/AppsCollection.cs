namespace Wayleave.Conformance.Serve.Apps;

/// <summary>The tests that share the started apps.</summary>
[CollectionDefinition]
public sealed class AppsCollection : ICollectionFixture<AppsWorld>;
