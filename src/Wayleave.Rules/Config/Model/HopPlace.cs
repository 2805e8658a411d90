namespace Wayleave.Rules.Config.Model;

/// <summary>What a hop is in a chain, the outermost first.</summary>
public enum HopPlace
{
    /// <summary>A CDN or a tunnel.</summary>
    Edge,

    /// <summary>A cloud's balancer or ingress.</summary>
    Balancer,

    /// <summary>A proxy that the project runs.</summary>
    Proxy,

    /// <summary>The server that runs the app.</summary>
    Server,
}
