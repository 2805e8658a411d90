using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Destinations.Naming;

/// <summary>Looks destinations' names up, and again at their time to live: new dials follow the new records, open sockets stay.</summary>
/// <remarks>
/// In this order: literal addresses; <c>localhost</c>; the hosts file; <c>.local</c> by the system (multicast names are its business);
/// the name servers of <c>resolv.conf</c>; the system's resolver where there are none or none answers. Names come from settings alone,
/// so they are few and none is ever dropped. Thread-safe.
/// </remarks>
internal sealed class Names
{
    // Neither the hosts file nor the system's resolver tells a time to live.
    private static readonly TimeSpan HostsLife = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SystemLife = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, NameEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly NameSources _sources;
    private readonly TimeProvider _time;
    private readonly NameServers _servers;

    /// <summary>Makes one that knows nothing yet.</summary>
    /// <param name="sources">Where names come from.</param>
    /// <param name="time">The clock.</param>
    public Names(NameSources sources, TimeProvider time)
    {
        (_sources, _time) = (sources, time);
        _servers = new NameServers(new NameServerClient(sources.QueryId), time);
    }

    /// <summary>The addresses of a host, from memory while they are fresh.</summary>
    /// <param name="host">A name or a literal address.</param>
    /// <param name="cancel">Stops the wait; the look-up goes on for others.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled; every other failure is a value.</exception>
    public ValueTask<NameAnswer> LookUpAsync(string host, CancellationToken cancel) =>
        IPAddress.TryParse(host, out var literal)
            ? new ValueTask<NameAnswer>(NameAnswer.Of(literal))
            : _entries.GetOrAdd(host, name => new NameEntry(() => FindAsync(name), _time)).GetAsync(cancel);

    private async Task<LookUp> FindAsync(string host)
    {
        var name = host.TrimEnd('.');
        // RFC 6761 §6.3: the loopback, and never asked of a name server.
        if (IsOrEndsWith(name, "localhost"))
            return new LookUp(NameAnswer.Of(IPAddress.IPv6Loopback, IPAddress.Loopback), HostsLife);
        if (_sources.Hosts().Find(name) is { IsEmpty: false } listed)
            return new LookUp(NameAnswer.Of(listed), HostsLife);
        // RFC 6762 §3: multicast names, which no name server knows.
        if (IsOrEndsWith(name, "local") || _sources.Resolver() is not { Servers.IsEmpty: false } resolver)
            return await AskSystemAsync(host).ConfigureAwait(false);

        var found = await _servers.FindAsync(host, resolver).ConfigureAwait(false);
        if (!found.IsFailure)
            return found;
        var other = await AskSystemAsync(host).ConfigureAwait(false);
        // That the system finds nothing either proves nothing: it asks the same servers.
        return other.Answer.Failure is null ? other : found;
    }

    private async Task<LookUp> AskSystemAsync(string host)
    {
        try
        {
            var addresses = await _sources.System(host, CancellationToken.None).ConfigureAwait(false);
            return addresses.Length > 0
                ? new LookUp(NameAnswer.Of(addresses), SystemLife)
                : new LookUp(NameAnswer.Failed(DialFailureKind.NameNotFound, $"{host}: the system knows no address"), NameServers.NegativeLife);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            return new LookUp(NameAnswer.Failed(DialFailureKind.NameNotFound, $"{host}: the system does not know the name"), NameServers.NegativeLife);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return new LookUp(NameAnswer.Failed(DialFailureKind.NameUnknown, $"{host}: the system cannot look it up ({exception.Message})"), TimeSpan.Zero);
        }
    }

    private static bool IsOrEndsWith(string name, string suffix) =>
        name.Equals(suffix, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase);
}
