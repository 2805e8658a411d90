using System.Net;
using Wayleave.Protocol.Edges;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>The socket's port is none that the edge proxies, so the connection never reaches the origin.</summary>
internal sealed class EdgePortClosed : IDiagnosisRule
{
    private static readonly int[] Plain = [80, 8080, 8880, 2052, 2082, 2086, 2095];
    private static readonly int[] Secured = [443, 2053, 2083, 2087, 2096, 8443];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("port-that-the-edge-does-not-proxy", CauseNames.EdgePortNotProxied)
    {
        Why = "Cloudflare accepts connections for a proxied name on a fixed list of ports only; on any other the connection times out.",
        Source = "https://developers.cloudflare.com/fundamentals/reference/network-ports/",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        int port = evidence.Socket.Port;
        int[] right = evidence.Secure ? Secured : Plain;
        int[] wrong = evidence.Secure ? Plain : Secured;
        if (right.Contains(port) || evidence.Public.Opened)
            yield break;
        string[] edges = [.. Addresses(evidence).Where(IsCloudflare)];
        TcpProbe? tcp = evidence.Public.Probes.OfType<TcpProbe>().FirstOrDefault();
        if (edges.Length == 0)
            yield break;

        if (wrong.Contains(port))
        {
            // It answers there, in the other scheme: that is scheme-port-mismatch.
            yield break;
        }

        if (!evidence.Public.Probes.OfType<TcpProbe>().Any(t => t.Failure is null))
        {
            yield return Info.Found(
                Severity.Error,
                0.95,
                "cloudflare",
                $"{evidence.Socket.Host} resolves to Cloudflare's address {edges[0]}, which proxies {(evidence.Secure ? "TLS" : "plain HTTP")} on the ports {string.Join(", ", right)} only; the socket's port {Words.Number(port)} is not among them.",
                evidence.Browser,
                tcp,
                evidence.Public.Probes.OfType<DnsProbe>().FirstOrDefault());
        }
    }

    private static IEnumerable<string> Addresses(Evidence evidence) =>
        evidence.Public.Probes.OfType<DnsProbe>().SelectMany(d => d.Addresses)
            .Concat(evidence.Public.Probes.OfType<TcpProbe>().Select(t => t.Address[..Math.Max(0, t.Address.LastIndexOf(':'))].Trim('[', ']')))
            .Distinct(StringComparer.Ordinal);

    private static bool IsCloudflare(string address) => IPAddress.TryParse(address, out IPAddress? parsed) && EdgeRanges.Find(parsed) is { Provider: "cloudflare" };
}
