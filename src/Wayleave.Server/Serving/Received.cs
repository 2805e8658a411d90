using Wayleave.Server.Forwarding;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Serving;

/// <summary>A request that may go on: it is sound, it comes from whom it may, and there is a route for it.</summary>
/// <param name="Request">The request as it counts.</param>
/// <param name="Client">Who asks.</param>
/// <param name="Match">The route it takes.</param>
/// <param name="Run">What runs behind the route.</param>
internal sealed record Received(GuardedRequest Request, ClientIdentity Client, RouteMatch Match, RouteRun Run);
