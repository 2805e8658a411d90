using System.Diagnostics.CodeAnalysis;
using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Health;

namespace Wayleave.Server.Destinations;

/// <summary>One app instance of one route: its address, how much it carries, and how it does. It outlives reloads. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token source has neither a timer nor a link to another: there is nothing to dispose of.")]
internal sealed class Destination
{
    private readonly Action<Destination> _emptied;
    private CancellationTokenSource _down = new();
    private int _openSockets;
    private int _runningRequests;
    private volatile bool _retired;
    private volatile bool _endsSockets;

    /// <summary>Made by <see cref="DestinationPool"/>.</summary>
    /// <param name="route">The route's name.</param>
    /// <param name="url">Its address.</param>
    /// <param name="time">The clock.</param>
    /// <param name="changed">Told of each change of its health.</param>
    /// <param name="emptied">Told when it is retired and its last lease has ended.</param>
    public Destination(string route, Uri url, TimeProvider time, Action<Destination, DestinationChangeKind, string> changed, Action<Destination> emptied)
    {
        (Key, Url, Settings, _emptied) = (new DestinationKey(route, url.AbsoluteUri), url, new DestinationSettings(url), emptied);
        Host = url.IdnHost.Trim('[', ']');
        Literal = IPAddress.TryParse(Host, out var literal) ? literal.IsIPv4MappedToIPv6 ? literal.MapToIPv4() : literal : null;
        Tls = url.Scheme is "https" or "h2";
        Http2 = url.Scheme is "h2" or "h2c";
        // The class library knows no default port of h2 and h2c.
        Port = url.Port > 0 ? url.Port : Tls ? 443 : 80;
        Health = new HealthState(time, (kind, why) =>
        {
            if (kind == DestinationChangeKind.Down)
                EndSockets();
            changed(this, kind, why);
        });
    }

    /// <summary>What makes it the same one after a reload.</summary>
    public DestinationKey Key { get; }

    /// <summary>Its address as in the settings.</summary>
    public Uri Url { get; }

    /// <summary>The same as settings: what is found out about an address once.</summary>
    public DestinationSettings Settings { get; }

    /// <summary>Its host: a name, or an address without brackets.</summary>
    public string Host { get; }

    /// <summary>Its host as an address; null where it is a name.</summary>
    public IPAddress? Literal { get; }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Whether it speaks TLS.</summary>
    public bool Tls { get; }

    /// <summary>Whether ordinary requests go over HTTP/2 (<c>h2://</c>, <c>h2c://</c>).</summary>
    public bool Http2 { get; }

    /// <summary>How it does.</summary>
    public HealthState Health { get; }

    /// <summary>How many sockets are open, those on their way included.</summary>
    public int OpenSockets => Volatile.Read(ref _openSockets);

    /// <summary>How many requests run.</summary>
    public int RunningRequests => Volatile.Read(ref _runningRequests);

    /// <summary>What it carries: sockets and requests.</summary>
    public int Load => OpenSockets + RunningRequests;

    /// <summary>Whether the settings no longer name it: it only lives until its last lease ends.</summary>
    public bool IsRetired => _retired;

    /// <summary>Counts a request or a socket, from before the dial until its end.</summary>
    /// <param name="kind">What it is.</param>
    /// <returns>To be released at its end.</returns>
    public DestinationLease Enter(LeaseKind kind)
    {
        Interlocked.Increment(ref kind == LeaseKind.Socket ? ref _openSockets : ref _runningRequests);
        // What hangs on a token leaves room behind in its source, for as long as the destination lives: nobody does where nothing can come of it.
        return new DestinationLease(this, kind, _endsSockets ? Volatile.Read(ref _down).Token : CancellationToken.None);
    }

    /// <summary>The URL.</summary>
    public override string ToString() => Key.Url;

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    internal void Leave(LeaseKind kind)
    {
        Interlocked.Decrement(ref kind == LeaseKind.Socket ? ref _openSockets : ref _runningRequests);
        if (_retired && Load == 0)
            _emptied(this);
    }

    /// <summary>Takes the settings of a (re)load.</summary>
    internal void Adopt(RouteSettings route) => (_retired, _endsSockets) = (false, route.EndSocketsWhenDown);

    /// <summary>Lets it go once nobody holds it.</summary>
    internal void Retire()
    {
        _retired = true;
        if (Load == 0)
            _emptied(this);
    }

    // Those who come later, since there is no other or after it has come up, get a token that has not ended.
    private void EndSockets()
    {
        if (!_endsSockets)
            return;
        var ended = Interlocked.Exchange(ref _down, new CancellationTokenSource());
        // Asynchronously: thousands of sockets may hang on it, and the health check must go on.
        _ = ended.CancelAsync();
    }
}
