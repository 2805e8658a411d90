namespace Wayleave.Conformance.Carry.Apps;

/// <summary>One page in the browser, with an address, a route and a hop of its own, and what is done there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What is done: a function of Scripts.</param>
/// <param name="App">The app behind the gateway.</param>
/// <param name="Hop">What stands in front of the gateway: a hop of the lab, or <c>nginx</c>, the real one as it is without a word on upgrades.</param>
internal sealed record CarriedPage(string Name, string Kind, string App, string Hop)
{
    /// <summary>The route's settings of carry.</summary>
    public string Carry { get; init; } = "{ grace: 20s }";

    /// <summary>Whether there is a twin: the same without carry.</summary>
    public bool HasTwin { get; init; }

    /// <summary>Another app at another path of the page's address; null: none.</summary>
    public (string Path, string App)? Beside { get; init; }

    /// <summary>The path that the page is at.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The apps that it needs.</summary>
    public IEnumerable<string> Apps => Beside is { } beside ? [App, beside.App] : [App];
}
