using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>What an HTTPRoute of the Gateway API does with a handshake, as far as that holds for every program that serves it.</summary>
/// <param name="file">The file.</param>
/// <param name="route">The route.</param>
/// <seealso href="https://gateway-api.sigs.k8s.io/reference/spec/">Gateway API specification</seealso>
internal sealed class GatewayHop(KubernetesFile file, KubernetesObject route) : Hop("gateway", HopPlace.Proxy, route.At)
{
    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths =>
        [.. Rules().SelectMany(rule => Matches(rule)).Where(match => match.Path.StartsWith('/') && match.Type != "RegularExpression" && SocketPathNames.Says(match.Path)).Select(match => new SocketPath(match.Path, SocketPathFrom.File, match.At))];

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        (DataNode Rule, IngressPath Match)? best = null;
        foreach (DataNode rule in Rules())
        {
            foreach ((Span at, string type, string path) in Matches(rule))
            {
                if (type == "RegularExpression" || path.Contains(TemplateMask.Hidden, StringComparison.Ordinal)) return [];
                var match = new IngressPath(at, null, path, type == "Exact" ? "Exact" : "Prefix", null, null);
                if (match.Matches(handshake.Path) && (best is null || IsBetter(match, best.Value.Match))) best = (rule, match);
            }
        }

        return best is { } chosen ? [Passage(chosen.Rule, chosen.Match.At)] : [];
    }

    private static bool IsBetter(IngressPath match, IngressPath other) => match.Type != other.Type ? match.Type == "Exact" : match.Path.Length > other.Path.Length;

    private ImmutableArray<DataNode> Rules() => route.Spec?["rules"]?.Items ?? [];

    // A rule without matches takes every path. One that also asks for headers or a method may or may not take a handshake.
    private static IEnumerable<(Span At, string Type, string Path)> Matches(DataNode rule)
    {
        if (rule["matches"] is not DataList matches) return [(rule.At, "PathPrefix", "/")];
        return matches.Values.Where(match => match["headers"] is null && match["queryParams"] is null && match["method"]?.Text is null or "GET")
            .Select(match => (match["path"]?.At ?? match.At, match.Find("path", "type")?.Text ?? "PathPrefix", match.Find("path", "value")?.Text ?? "/"));
    }

    private Passage Passage(DataNode rule, Span match)
    {
        DataNode? backend = rule["backendRefs"]?.Items.FirstOrDefault();
        var passage = new Passage
        {
            At = backend?.At ?? match,
            End = PassageEnd.Forwarded,
            To = backend is null ? null : new Upstream(backend.At)
            {
                Host = backend["name"]?.Text, Sticky = null,
                Port = int.TryParse(backend["port"]?.Text, CultureInfo.InvariantCulture, out int port) ? port : null,
                Tls = file.Objects.Any(one => one.Kind == "BackendTLSPolicy" && (one.Spec?["targetRefs"]?.Items ?? []).Any(target => target["name"]?.Text == backend["name"]?.Text)) ? true : null,
            },
        };
        foreach (DataNode filter in rule["filters"]?.Items ?? []) passage = Apply(passage, filter);
        return passage.To is null && passage.End is PassageEnd.Forwarded ? passage with { End = PassageEnd.Unknown } : passage;
    }

    private static Passage Apply(Passage passage, DataNode filter)
    {
        switch (filter["type"]?.Text)
        {
            // To https alone: only what came over plain HTTP is redirected, if the route hangs on that listener.
            case "RequestRedirect" when filter.Find("requestRedirect", "scheme")?.Text is not "https":
                return passage with { At = filter.At, End = PassageEnd.Redirected, Status = 302, To = null };
            case "RequestRedirect":
                return passage with { At = filter.At, End = PassageEnd.Unknown, To = null };
            case "RequestHeaderModifier":
                foreach (DataNode header in filter.Find("requestHeaderModifier", "set")?.Items ?? [])
                {
                    if (header["name"]?.Text is { } name) passage = passage with { Headers = passage.Headers.SetItem(name.ToLowerInvariant(), header["value"] is DataScalar { IsTemplate: false } value ? HeaderFate.Is(value.Value, header.At) : HeaderFate.Unknown(header.At)) };
                }

                foreach (DataNode header in filter.Find("requestHeaderModifier", "remove")?.Items ?? [])
                {
                    if (header.Text is { } name) passage = passage with { Headers = passage.Headers.SetItem(name.ToLowerInvariant(), HeaderFate.Gone(header.At)) };
                }

                return passage;
            case "URLRewrite" when filter.Find("urlRewrite", "hostname") is DataScalar { IsTemplate: false } host:
                return passage with { Headers = passage.Headers.SetItem("host", HeaderFate.Is(host.Value, host.At)) };
            default:
                return passage;
        }
    }
}
