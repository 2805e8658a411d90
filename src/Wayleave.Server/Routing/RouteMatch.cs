using System.Collections.Immutable;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Routing;

/// <summary>The route that a request takes.</summary>
/// <param name="Index">Its place in the settings: what is kept for a route beside its settings is found by it.</param>
/// <param name="Route">Its settings.</param>
/// <param name="Parameters">What <c>{param}</c> stands for in this path, decoded.</param>
internal sealed record RouteMatch(int Index, RouteSettings Route, ImmutableDictionary<string, string> Parameters)
{
    /// <summary>Which of our own paths it is; null: it is a route of the settings.</summary>
    public OwnEndpoint? Own { get; init; }

    /// <summary>The Origins whose pages may read answers of ours.</summary>
    public ImmutableArray<string> Readers { get; init; } = Route.Origins;

    /// <summary>Whether channels are given there.</summary>
    public bool GivesEvents => Own is OwnEndpoint.Events or OwnEndpoint.Poll or OwnEndpoint.Head || !Route.Channels.IsEmpty;
}
