namespace Wayleave.Rules.Diagnosis;

/// <summary>The kinds of hops, from the page inwards.</summary>
public enum HopKind
{
    /// <summary>The page or program that calls.</summary>
    Client,

    /// <summary>Name resolution.</summary>
    Dns,

    /// <summary>A content network or tunnel edge: Cloudflare, CloudFront, ngrok.</summary>
    Edge,

    /// <summary>A cloud provider's balancer.</summary>
    Balancer,

    /// <summary>A proxy that the project runs.</summary>
    Proxy,

    /// <summary>A hosting platform's own front.</summary>
    Platform,

    /// <summary>The application at the far end.</summary>
    App,
}
