using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Edges;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Hops;

/// <summary>Puts the hops that show themselves into their order, from the client to the app.</summary>
public static class Chain
{
    /// <summary>The name of a hop that evidence proves and that does not sign itself.</summary>
    public const string Unsigned = "proxy";

    /// <summary>The name of the far end.</summary>
    public const string App = "app";

    /// <summary>The name of the page or program that calls.</summary>
    public const string Client = "client";

    /// <summary>The name of resolution.</summary>
    public const string Dns = "dns";

    /// <summary>The hops that the evidence of one socket shows.</summary>
    /// <param name="evidence">What was seen.</param>
    public static ImmutableArray<Hop> Of(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return Ordered(Found(evidence));
    }

    /// <summary>The hops of a whole run, with every hop that a finding names.</summary>
    /// <param name="subjects">What was seen at each socket.</param>
    /// <param name="findings">The findings that stand.</param>
    internal static ImmutableArray<Hop> Of(ImmutableArray<Evidence> subjects, ImmutableArray<Finding> findings)
    {
        List<Trace> traces = [.. subjects.SelectMany(Found)];
        foreach (Finding finding in findings.Where(f => traces.TrueForAll(t => t.Name != f.Hop)))
            traces.Add(new Trace(finding.Hop, Products.Named(finding.Hop)?.Kind ?? KindOf(finding.Hop), $"named by the finding {finding.Cause}", 0));
        return Ordered(traces);
    }

    private static IEnumerable<Trace> Found(Evidence evidence)
    {
        yield return new Trace(Client, HopKind.Client, evidence.Page is null ? "the doctor, as a browser would" : "the page", 0);
        foreach (DnsProbe dns in evidence.Public.Probes.OfType<DnsProbe>())
            yield return new Trace(Dns, HopKind.Dns, $"{dns.Host} asked at {dns.Resolver}", 0);
        foreach (Trace trace in ByName(evidence))
            yield return trace;

        int depth = 0;
        foreach (Way way in evidence.Ways)
        {
            foreach ((_, HttpExchange exchange) in way.Exchanges.Where(e => e.Exchange.Status is not null))
            {
                foreach (Product product in Products.All)
                {
                    foreach (Sign sign in product.Signs.Concat(product.Writes).Where(s => s.Shows(exchange)))
                        yield return product.Kind == HopKind.App
                            ? new Trace(App, HopKind.App, $"{product.Name}: {sign.Text}", depth)
                            : new Trace(product.Name, product.Kind, sign.Text, depth);
                }
            }

            depth++;
        }

        foreach (string sign in Unseen.Signs(evidence))
            yield return new Trace(Unsigned, HopKind.Proxy, sign, 0);
        yield return new Trace(App, HopKind.App, "", depth);
    }

    private static IEnumerable<Trace> ByName(Evidence evidence)
    {
        DnsProbe[] lookups = [.. evidence.Public.Probes.OfType<DnsProbe>()];
        foreach (string name in lookups.SelectMany(d => d.CnameChain).Append(evidence.Socket.Host))
        {
            if (ProviderSuffixes.Find(name) is { } provider)
                yield return new Trace(provider.Name, Products.Named(provider.Name)?.Kind ?? KindOf(provider.Kind), $"the name {name.TrimEnd('.')}", 0);
        }

        foreach (string address in lookups.SelectMany(d => d.Addresses))
        {
            if (IPAddress.TryParse(address, out IPAddress? parsed) && EdgeRanges.Find(parsed) is { } range)
                yield return new Trace(range.Provider, HopKind.Edge, $"{address} lies in its published ranges", 0);
        }
    }

    // Within one kind, a hop that is still seen on a way further in stands further in.
    private static ImmutableArray<Hop> Ordered(IEnumerable<Trace> traces) =>
    [
        .. traces.GroupBy(t => t.Name, StringComparer.Ordinal)
            .Select(g => (Hop: new Hop(g.Key, g.First().Kind, [.. g.Select(t => t.Sign).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal)]), Depth: g.Max(t => t.Depth)))
            .OrderBy(h => Place(h.Hop.Kind))
            .ThenBy(h => h.Depth)
            .Select(h => h.Hop),
    ];

    // A platform's front stands before a proxy in the project's own container.
    private static int Place(HopKind kind) => kind switch
    {
        HopKind.Client => 0,
        HopKind.Dns => 1,
        HopKind.Edge => 2,
        HopKind.Balancer => 3,
        HopKind.Platform => 4,
        HopKind.Proxy => 5,
        _ => 6,
    };

    private static HopKind KindOf(string name) => name switch
    {
        Client => HopKind.Client,
        Dns => HopKind.Dns,
        App => HopKind.App,
        _ => HopKind.Proxy,
    };

    private static HopKind KindOf(ProviderKind kind) => kind switch
    {
        ProviderKind.Edge or ProviderKind.Tunnel => HopKind.Edge,
        ProviderKind.Balancer or ProviderKind.ApiGateway => HopKind.Balancer,
        _ => HopKind.Platform,
    };

    private sealed record Trace(string Name, HopKind Kind, string Sign, int Depth);
}
