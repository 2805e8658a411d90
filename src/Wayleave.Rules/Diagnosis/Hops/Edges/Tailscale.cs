namespace Wayleave.Rules.Diagnosis.Hops.Edges;

/// <summary>Tailscale Funnel, recognised by its host names.</summary>
internal static class Tailscale
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("tailscale", HopKind.Edge)
    {
        HostSuffixes = [".ts.net"],
    };
}
