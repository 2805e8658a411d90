namespace Wayleave.Rules.Diagnosis.Hops.Edges;

/// <summary>A Cloudflare tunnel (cloudflared), recognised by its host names.</summary>
internal static class CloudflareTunnel
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("cloudflare", HopKind.Edge)
    {
        HostSuffixes = [".cfargotunnel.com", ".trycloudflare.com"],
    };
}
