using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Lab.Faults;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Engine;

/// <summary>A running chain: one listener for each hop, each passing on to the next over a real socket, the last to the app.</summary>
public sealed class LabChain : IAsyncDisposable
{
    private readonly ImmutableArray<HopListener> _listeners;
    private readonly LabCertificates _certificates;

    private LabChain(ImmutableArray<HopListener> listeners, LabCertificates certificates)
    {
        (_listeners, _certificates) = (listeners, certificates);
        Hops = [.. listeners.Select(listener => new RunningHop(listener.Hop.Name, listener.Url))];
    }

    /// <summary>The outermost hop's address, http or https.</summary>
    public Uri Url => Hops[0].Url;

    /// <summary>The hops in the order in which a request meets them, each with its own address.</summary>
    public ImmutableArray<RunningHop> Hops { get; }

    /// <summary>The authority that has signed the chain's certificates: what a client has to trust where the chain listens with TLS.</summary>
    public X509Certificate2 Authority => _certificates.Authority;

    /// <summary>Starts a chain; it serves when this returns.</summary>
    /// <param name="plan">The hops and their faults.</param>
    /// <param name="to">The app behind them: http or https.</param>
    /// <param name="options">How to run it; null: the defaults.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The address to listen at is taken or not this machine's.</exception>
    public static async Task<LabChain> StartAsync(LabPlan plan, Uri to, LabOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(to);
        options ??= new LabOptions();
        var standIns = plan.Hops.Select(hop => hop.Kind.Create(hop)).ToArray();
        var certificates = new LabCertificates(options.Time, standIns[0].AuthorityName);
        var listeners = new List<HopListener>();
        try
        {
            // From the app outwards, so that each hop knows the address of the next.
            for (int i = plan.Hops.Length - 1; i >= 0; i--)
            {
                var before = i == 0 ? null : standIns[i - 1];
                var hop = new HopRuntime
                {
                    Name = NameOf(plan, i),
                    StandIn = standIns[i],
                    Faults = FaultsOf(plan.Hops[i], standIns[i], options),
                    Upstream = UpstreamOf(standIns[i], listeners.Count == 0 ? to : listeners[^1].Url),
                    Options = options,
                    Chance = new Chance(HashCode.Combine(options.Seed, i)),
                    Certificates = certificates,
                };
                var certificate = i == 0
                    ? options.Tls ? options.Certificate ?? certificates.Issue() : null
                    : before!.Upstream >= UpstreamScheme.TlsUnverified ? certificates.Issue() : null;
                var listener = new HopListener(hop, i == 0 ? options.Listen : new(System.Net.IPAddress.Loopback, 0), certificate);
                listeners.Add(listener);
                listener.Start();
            }
        }
        catch (System.Net.Sockets.SocketException)
        {
            foreach (var listener in listeners)
                await listener.DisposeAsync().ConfigureAwait(false);
            certificates.Dispose();
            throw;
        }

        listeners.Reverse();
        return new LabChain([.. listeners], certificates);
    }

    /// <summary>Ends every connection and closes the ports. Safe twice.</summary>
    public async ValueTask DisposeAsync()
    {
        // From the client inwards, so that no hop sees its next one vanish and reports it.
        foreach (var listener in _listeners)
            await listener.DisposeAsync().ConfigureAwait(false);
        _certificates.Dispose();
    }

    private static string NameOf(LabPlan plan, int index)
    {
        string kind = plan.Hops[index].Kind.Name;
        int earlier = plan.Hops.Take(index).Count(hop => hop.Kind.Name == kind);
        return earlier == 0 ? kind : $"{kind}-{earlier + 1}";
    }

    // The hop's own idle limit is a fault like any other; one that is written takes its place.
    private static ImmutableArray<Fault> FaultsOf(HopPlan plan, Hops.StandIn standIn, LabOptions options)
    {
        ImmutableArray<Fault> faults = [.. plan.Faults.Select(fault => fault.Kind.Create(fault))];
        return standIn.IdleLimit is { } limit && !faults.OfType<Idle>().Any()
            ? faults.Add(new Idle(limit / options.Speed, standIn.IdleCountsAppOnly))
            : faults;
    }

    private static Uri UpstreamOf(Hops.StandIn standIn, Uri next) => standIn.Upstream switch
    {
        UpstreamScheme.Plain => new UriBuilder(next) { Scheme = "http", Port = next.Port }.Uri,
        UpstreamScheme.TlsUnverified or UpstreamScheme.TlsVerified => new UriBuilder(next) { Scheme = "https", Port = next.Port }.Uri,
        _ => next,
    };
}
