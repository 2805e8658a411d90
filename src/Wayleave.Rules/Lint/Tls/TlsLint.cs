using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>The rules about TLS, HTTP versions and what comes before them on a connection.</summary>
internal static class TlsLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new HAProxyUpgradeOverHttp2(),
        new HAProxyProxyHeaderOneSided(),
        new Http2Upstream(),
        new AppMeshHttp2(),
        new CloudRunHttp2(),
        new EnvoyHttp2Only(),
        new ProxyProtocolOneSided(),
        new EdgeRedirectedToTls(),
        new CloudflareTlsMode(),
        new CloudFrontOriginScheme(),
        new EdgeOriginWithoutTls(),
        new NginxUpstreamWithoutSni(),
        new SchemePortMismatch(),
        new NginxHttp2Upstream(),
        new NginxProxyProtocolMismatch(),
        new ApacheTlsToBackendOff(),
        new CaddyUpstreamScheme(),
    ];
}
