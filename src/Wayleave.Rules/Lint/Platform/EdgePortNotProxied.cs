using System.Globalization;
using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Scripts;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A socket is opened at a port that the edge does not accept.</summary>
internal sealed class EdgePortNotProxied : ILintRule
{
    // `wss://host:3053/…`, `"wss://" + location.hostname + ":3053"` and `wss://${location.hostname}:3053`. The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_port = new(
        @"(?<scheme>wss?)://([\w.-]+|[""'`]\s*\+\s*(window\.|document\.|self\.)?location\.hostname\s*\+\s*[""'`]|\$\{\s*(window\.|document\.|self\.)?location\.hostname\s*\}):(?<port>\d{2,5})\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private static readonly string[] s_own = ["localhost", "127.0.0.1", "0.0.0.0"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("edge-port-not-proxied", CauseNames.EdgePortNotProxied, Severity.Error)
    {
        Why = "An edge accepts connections on a fixed list of ports. Cloudflare proxies 80, 8080, 8880, 2052, 2082, 2086, 2095 and, with TLS, 443, 2053, 2083, 2087, 2096, 8443; on any other the connection times out.",
        Fix = "Open the socket on the page's own port, under a path that a proxy leads to the inner port; or take a port of the list.",
        Source = "https://developers.cloudflare.com/fundamentals/reference/network-ports/",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        // A tunnel of the edge's own opens no port at all.
        if (deployment.Front is not { TlsPorts.IsEmpty: false } edge || deployment.Hops.Any(hop => hop.Place is HopPlace.Edge)) yield break;
        foreach (ScriptFile file in deployment.Of<ScriptFile>())
        {
            foreach (Match match in s_port.Matches(file.Source.Text))
            {
                int port = int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
                if (Accepts(edge, port) || s_own.Any(own => match.Value.Contains(own, StringComparison.Ordinal)) || !file.IsPlain(match.Index, "localhost", "NODE_ENV", "import.meta", ".DEV", "isDev", "development")) continue;
                yield return Info.Found(new Span(file.Source, match.Index, match.Index + match.Length), $"the page opens its socket at port {port}, and {edge.Title} accepts none there: it times out");
            }
        }

        if (deployment.Domain is { } domain && Port(domain) is { } told && !Accepts(edge, told) && deployment.Crossings.FirstOrDefault(crossing => crossing.Before is null) is { } any)
        {
            yield return Info.Found(any.Passage.Listener?.At ?? any.Passage.At, $"{any.Socket.Path} is asked for at port {told}, and {edge.Title} accepts no connection there: it times out");
            yield break;
        }

        if (!edge.KeepsPort) yield break;
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing is { Before: null, Hop.Place: HopPlace.Proxy, Passage: { End: PassageEnd.Forwarded, Listener: { Port: not null } } }))
        {
            Listener listener = crossing.Passage.Listener!;
            // What the container's port is published as is what the edge asks for.
            int port = ComposeHops.Service(crossing.Hop, deployment.Files)?.Ports.FirstOrDefault(one => one.Target == listener.Port)?.Published ?? listener.Port!.Value;
            if (Accepts(edge, port) || OriginListening.IsInner(listener)) continue;
            yield return Info.Found(Severity.Warning, listener.At, $"{crossing.Socket.Path} comes in at port {port}, and {edge.Title} accepts no connection there: unless it is told to ask the origin at that port, the socket times out");
        }
    }

    private static bool Accepts(KnownEdge edge, int port) => edge.TlsPorts.Contains(port) || edge.PlainPorts.Contains(port);

    private static int? Port(string host) =>
        host.LastIndexOf(':') is > 0 and var colon && int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null;
}
