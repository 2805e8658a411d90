using System.Collections.Immutable;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>What was seen at one socket, by the public way and by each other way tried, with the questions that rules ask most.</summary>
public sealed class Evidence
{
    private readonly Lazy<ImmutableArray<Hop>> hops;

    /// <summary>Gathers what a run saw of one socket.</summary>
    /// <param name="run">The run.</param>
    /// <param name="socket">The socket's URL; the page's own where the page opens no socket.</param>
    public Evidence(Run run, string socket)
    {
        ArgumentNullException.ThrowIfNull(run);
        Run = run;
        Socket = new Uri(socket);
        Public = new Way(Probe.PublicRoute, Mine(Probe.PublicRoute));
        Direct = [.. run.Asked.Routes.Select(route => new Way(route, Mine(route)))];
        Page = run.Probes.OfType<PageProbe>().FirstOrDefault();
        hops = new Lazy<ImmutableArray<Hop>>(() => Diagnosis.Hops.Chain.Of(this), LazyThreadSafetyMode.None);

        IEnumerable<Probe> Mine(string route) =>
            run.Probes.Where(p => p.Route == route && (p.Socket is null || p.Socket == socket));
    }

    /// <summary>The whole run, for what belongs to no single socket.</summary>
    public Run Run { get; }

    /// <summary>The socket's URL.</summary>
    public Uri Socket { get; }

    /// <summary>What the caller gave and asked for.</summary>
    public Asked Asked => Run.Asked;

    /// <summary>The public URL's own way.</summary>
    public Way Public { get; }

    /// <summary>The ways of <c>--via</c> and <c>--origin</c>, the outermost hop first.</summary>
    public ImmutableArray<Way> Direct { get; }

    /// <summary>All ways, the public one first.</summary>
    public IEnumerable<Way> Ways => [Public, .. Direct];

    /// <summary>The page that opens the socket; null if the target is the socket itself.</summary>
    public PageProbe? Page { get; }

    /// <summary>True if this speaks of a page that opens no socket, so that <see cref="Socket"/> is the page's URL.</summary>
    public bool IsPage => Socket.Scheme is "http" or "https";

    /// <summary>True if the socket is reached over TLS.</summary>
    public bool Secure => Socket.Scheme is "wss" or "https";

    /// <summary>The browser's own handshake by the public way; null if it was not tried.</summary>
    public HandshakeProbe? Browser => Public.Browser;

    /// <summary>The first way straight to a hop or the origin on which the browser's own handshake opens; null if there is none.</summary>
    public Way? OpenWay => Direct.FirstOrDefault(w => w.Opened);

    /// <summary>True if a way straight to the origin was tried and its handshake, like the public one, does not open.</summary>
    public bool FailsDirectToo => !Direct.IsEmpty && Direct[^1] is { Browser: not null, Opened: false };

    /// <summary>The chain of hops as far as it shows itself at this socket, from the client to the app.</summary>
    public ImmutableArray<Hop> Hops => hops.Value;

    /// <summary>Whether a hop of that name shows itself in the chain.</summary>
    /// <param name="name">The product in lower case.</param>
    public bool Has(string name) => Hops.Any(h => h.Name == name);
}
