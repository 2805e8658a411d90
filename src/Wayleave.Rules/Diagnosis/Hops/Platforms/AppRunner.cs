namespace Wayleave.Rules.Diagnosis.Hops.Platforms;

/// <summary>AWS App Runner: an Envoy that passes no upgrades.</summary>
internal static class AppRunner
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("apprunner", HopKind.Platform)
    {
        HostSuffixes = [".awsapprunner.com"],
    };
}
