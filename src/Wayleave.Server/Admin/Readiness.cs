using System.Collections.Immutable;

namespace Wayleave.Server.Admin;

/// <summary>
/// Whether requests are to be sent here. Not while we are about to stop, nor when no route has a destination that is up. As long as one
/// has, we are ready: whoever takes us out for the sake of one dead app takes the others' sockets along, and every other gateway in front of
/// that app goes the same moment. The routes without are named all the same, and each can be asked for.
/// </summary>
/// <param name="IsReady">Whether they are.</param>
/// <param name="Why">What is amiss, in sentences; some of it may be while we are ready.</param>
internal sealed record Readiness(bool IsReady, ImmutableArray<string> Why)
{
    /// <summary>Judges.</summary>
    /// <param name="isServing">False once we are told to stop.</param>
    /// <param name="routes">The routes asked for.</param>
    public static Readiness Judge(bool isServing, ImmutableArray<RouteReadiness> routes)
    {
        var why = routes.Where(route => !route.IsUsable).Select(route => $"route {route.Name} has no destination that is up");
        return isServing
            ? new Readiness(routes.IsEmpty || routes.Any(route => route.IsUsable), [.. why])
            : new Readiness(false, ["the gateway is about to stop", .. why]);
    }
}
