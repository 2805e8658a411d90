using System.Collections.Immutable;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>Finds the hop that ends sockets after a time, by the end's shape, by known limits, and by what the other ways show.</summary>
internal static class Culprits
{
    private static readonly string[] PingWords = ["ping", "keepalive", "keep-alive", "heartbeat", "pong"];

    /// <summary>The hop that ends sockets after that time.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="cut">The ends seen by the public way.</param>
    /// <param name="counts">What the limit counts.</param>
    public static Culprit Of(Evidence evidence, Cut cut, LimitKind counts)
    {
        ImmutableArray<KnownLimit> near = [.. KnownLimits.Near(counts, cut.Seconds)];
        Hop[] stations = [.. evidence.Hops.Where(h => h.Kind is HopKind.Edge or HopKind.Balancer or HopKind.Platform or HopKind.Proxy)];

        if (cut.End.Kind == EndKind.CloseFrame)
        {
            // API Gateway says goodbye with 1001; a proxy's idle timer cannot speak WebSocket.
            if (near.FirstOrDefault(l => l.Hop == "api-gateway" && stations.Any(s => s.Name == l.Hop)) is { } gateway)
                return new Culprit(gateway.Hop, HopKind.Platform, gateway, 0.9, $"that is {gateway.Setting}");
            return new Culprit("app", HopKind.App, null, 0.9, IsPing(cut.End)
                ? "the app server says that its ping was not answered"
                : "only the app can say goodbye with a close frame");
        }

        // A proxy counts bytes, whatever they mean; who lets a message count and a ping not must read frames.
        if (cut.MessagesOnly)
            return new Culprit("app", HopKind.App, null, 0.85, "only the app can tell a message, which counts, from a ping, which does not");

        bool? straightToo = StraightToo(evidence, cut);
        // Cut behind a hop between, too: then no hop before that one does it.
        Way? between = evidence.Direct.SkipLast(1).LastOrDefault(w => CutOn(w, cut) == true);
        Hop[] suspects = [.. stations.Where(s => Suspect(evidence, s, straightToo, between, stations.Length == 1))];
        foreach (KnownLimit limit in near)
        {
            if (suspects.FirstOrDefault(s => s.Name == limit.Hop) is { } seen)
                return new Culprit(seen.Name, seen.Kind, limit, near.Count(l => suspects.Any(s => s.Name == l.Hop)) > 1 ? 0.7 : 0.95, $"that is {limit.Setting}");
        }

        // An app server's own timer may hang up without a word: Phoenix does.
        if (near.FirstOrDefault(l => evidence.Hops.Any(h => h.Kind == HopKind.App && h.Signs.Any(s => s.StartsWith(l.Hop + ":", StringComparison.Ordinal)))) is { } own)
            return new Culprit("app", HopKind.App, own, 0.7, $"that is {own.Setting}");

        string like = near.FirstOrDefault(l => l.Hop is "nginx" or "haproxy" or "apache" or "varnish" or "envoy") is { } usual
            ? $"; a proxy that does not sign itself may still be one: the time is {usual.Setting}"
            : "";
        if (straightToo == false && between is null && suspects.FirstOrDefault(s => s.Kind is not HopKind.Proxy) is { } outer)
            return new Culprit(outer.Name, outer.Kind, null, 0.8, $"straight to {evidence.Direct[^1].Route} the socket lives on");
        Hop? proxy = suspects.LastOrDefault(s => s.Kind == HopKind.Proxy);
        if (straightToo == false && between is not null)
            return new Culprit(proxy?.Name ?? "proxy", HopKind.Proxy, null, 0.82, $"straight to {between.Route} it is cut as well, and straight to {evidence.Direct[^1].Route} it lives on");
        if (straightToo == true)
        {
            string too = $"straight to {evidence.Direct[^1].Route} it is cut as well";
            if (proxy is not null || like.Length > 0)
                return new Culprit(proxy?.Name ?? "proxy", HopKind.Proxy, null, proxy is null ? 0.6 : 0.75, too + (proxy is null ? like : $", where {proxy.Name} answers"));
            return new Culprit("app", HopKind.App, null, 0.65, too + ", and no proxy shows itself there");
        }

        if (proxy is not null)
            return new Culprit(proxy.Name, HopKind.Proxy, null, 0.65, "no other hop in the chain is known for that time" + like);
        return new Culprit("proxy", HopKind.Proxy, null, 0.6, "no hop that signs itself is known for that time" + like);
    }

    /// <summary>True for a close frame that speaks of an unanswered ping.</summary>
    /// <param name="end">The end.</param>
    public static bool IsPing(SessionEnd end) =>
        end.Kind == EndKind.CloseFrame && PingWords.Any(w => end.Reason.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>True if the same time ends sockets straight at the origin too, false if they live on there; null if that was not watched.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="cut">The ends seen by the public way.</param>
    public static bool? StraightToo(Evidence evidence, Cut cut) => evidence.Direct.IsEmpty ? null : CutOn(evidence.Direct[^1], cut);

    // What other ways show rules out a hop that is not on a way where the socket is cut as well, or that is on one where it lives.
    private static bool Suspect(Evidence evidence, Hop hop, bool? straightToo, Way? between, bool alone)
    {
        if (straightToo == true)
            return hop.Kind is not (HopKind.Edge or HopKind.Balancer) && ShowsOn(evidence.Direct[^1], hop);
        if (between is not null)
            return ShowsOn(between, hop);
        return straightToo is null || hop.Kind != HopKind.Proxy || alone;
    }

    private static bool ShowsOn(Way way, Hop hop) => Products.Named(hop.Name) is { } product && way.Exchanges.Any(e => product.Signs.Any(s => s.Shows(e.Exchange)));

    private static bool? CutOn(Way origin, Cut cut)
    {
        HeldSocket[] held =
        [
            .. origin.Probes.OfType<IdleProbe>().Select(HeldSocket.Of).OfType<HeldSocket>().Where(h => h.Mode == IdleMode.Silent),
            .. cut.Ended[0].Probe is HandshakeProbe ? origin.Handshakes.Select(HeldSocket.Of).OfType<HeldSocket>() : [],
        ];
        if (held.Any(h => h.Cut && Math.Abs(h.Silence - cut.Seconds) <= KnownLimits.Tolerance(cut.Seconds)))
            return true;
        return held.Any(h => h.Age > cut.Ended[0].Age + 0.5) ? false : null;
    }
}
