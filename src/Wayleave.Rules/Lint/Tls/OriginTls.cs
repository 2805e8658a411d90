using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Lint.Delivery;
using Hop = Wayleave.Rules.Config.Model.Hop;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>How what an edge comes to takes plain HTTP and TLS.</summary>
internal static class OriginTls
{
    /// <summary>The hop that an edge comes to: the one balancer, else the one proxy. Of several nobody knows which it is; behind a tunnel it is none of them.</summary>
    public static Hop? Of(Deployment deployment, Hop edge)
    {
        Hop[] behind = [.. deployment.Hops.Where(hop => hop != edge)];
        if (Array.Exists(behind, hop => hop.Place is HopPlace.Edge)) return null;
        Hop[] balancers = Array.FindAll(behind, hop => hop.Place is HopPlace.Balancer);
        return (balancers.Length > 0 ? balancers : Array.FindAll(behind, hop => hop.Place is HopPlace.Proxy)) is [var only] ? only : null;
    }

    /// <summary>The line by which a hop redirects what comes over plain HTTP to https, whatever it does over TLS; null if it does not.</summary>
    public static Span? RedirectsPlain(Deployment deployment, Hop origin)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Hop == origin))
        {
            // Asked by a name of its own, a proxy answers for each of its ports.
            string? host = deployment.Domain ?? crossing.Passage.Listener?.Names.FirstOrDefault(name => name.Contains('.', StringComparison.Ordinal) && !name.Contains('*', StringComparison.Ordinal));
            Passage[] plain = [.. origin.Pass(crossing.Handshake with { Secure = false, Host = host }).Where(passage => passage.Listener is { Tls: false, Port: null or 80 })];
            if (plain.Length > 0 && plain.All(RedirectOnUpgrade.LeadsToTls)) return plain[0].At;
        }

        return null;
    }

    /// <summary>The line at which a hop listens with TLS, where nothing takes plain HTTP; null if something does or that is not known.</summary>
    public static Span? HasTlsOnly(Deployment deployment, Hop origin)
    {
        Passage[] plain = [.. deployment.Crossings.Where(crossing => crossing.Hop == origin).SelectMany(crossing => origin.Pass(crossing.Handshake with { Secure = false }))];
        return plain.Length > 0 && plain.All(passage => passage.Listener is { Tls: true }) ? plain[0].Listener!.At : null;
    }

    /// <summary>The line at which a hop listens on port 80, where it listens nowhere else; null if it has TLS or that is not known.</summary>
    public static Span? HasPlainOnly(Deployment deployment, Hop origin)
    {
        Crossing[] all = [.. deployment.Crossings.Where(crossing => crossing.Hop == origin)];
        return all.Length > 0 && all.All(crossing => crossing.Passage is { End: not PassageEnd.Unknown, Listener: { Tls: false, Port: 80 } } && (crossing.Passage.Version is not null || crossing.Hop.Place is HopPlace.Balancer)) ? all[0].Passage.Listener!.At : null;
    }
}
