namespace Wayleave.Server.Routing;

/// <summary>What comes of looking for a request's route.</summary>
internal enum RouteOutcome
{
    /// <summary>No route matches: 404.</summary>
    NotFound,

    /// <summary>There is a route.</summary>
    Found,

    /// <summary>The path can be read in several ways that lead to different routes: 400.</summary>
    Ambiguous,
}
