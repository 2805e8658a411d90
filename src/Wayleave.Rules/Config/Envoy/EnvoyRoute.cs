using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Envoy;

/// <summary>A route that takes a handshake.</summary>
/// <param name="Manager">The connection manager.</param>
/// <param name="Node">The route.</param>
/// <param name="Known">False where a condition cannot be judged, so another route may take it.</param>
public sealed record EnvoyRoute(EnvoyManager Manager, DataNode Node, bool Known)
{
    /// <summary>What it does where it passes requests on; null if it answers itself.</summary>
    public DataNode? Action => Node.Get("route");

    /// <summary>The line that names the cluster, or the route's own beginning.</summary>
    public Span At => (Action.Field("cluster") ?? Action.Field("weighted_clusters") ?? Action.Field("cluster_header"))?.At ?? Node.At;

    /// <summary>The name of its cluster; null if there are several or it is not known.</summary>
    public string? Cluster => Action.Get("cluster") is DataScalar { IsTemplate: false } name ? name.Value : null;
}
