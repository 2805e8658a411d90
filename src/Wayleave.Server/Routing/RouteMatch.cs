using System.Collections.Immutable;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Routing;

/// <summary>The route that a request takes.</summary>
/// <param name="Index">Its place in the settings: what is kept for a route beside its settings is found by it.</param>
/// <param name="Route">Its settings.</param>
/// <param name="Parameters">What <c>{param}</c> stands for in this path, decoded.</param>
internal sealed record RouteMatch(int Index, RouteSettings Route, ImmutableDictionary<string, string> Parameters);
