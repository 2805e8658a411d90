namespace Wayleave.Protocol.Edges;

/// <summary>What a provider does with a socket.</summary>
public enum ProviderKind
{
    /// <summary>A content delivery network in front of the origin.</summary>
    Edge,

    /// <summary>A load balancer.</summary>
    Balancer,

    /// <summary>A gateway for functions and APIs: often with a WebSocket of its own kind, or none.</summary>
    ApiGateway,

    /// <summary>A tunnel from a public name to a machine at home.</summary>
    Tunnel,

    /// <summary>A platform that runs the app.</summary>
    Platform,

    /// <summary>A host of static files: there is no app that could open a socket.</summary>
    Static,
}
