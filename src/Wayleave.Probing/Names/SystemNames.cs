using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.Probing.Names;

/// <summary>Looks names up as this machine's programs do, each name once a run.</summary>
internal sealed class SystemNames
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ImmutableArray<IPAddress>>>> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The addresses of a name, or of a literal address itself.</summary>
    /// <exception cref="SocketException">It has none.</exception>
    public Task<ImmutableArray<IPAddress>> LookUpAsync(string host) =>
        _known.GetOrAdd(host, name => new(() => AskAsync(name))).Value;

    private static async Task<ImmutableArray<IPAddress>> AskAsync(string host)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        var name = host.TrimEnd('.');
        // RFC 6761 §6.3 and §6.4: these two are never asked of a name server; browsers go to the loopback themselves.
        if (IsOrEndsWith(name, "localhost"))
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        if (IsOrEndsWith(name, "invalid"))
            throw new SocketException((int)SocketError.HostNotFound);
        var found = await Dns.GetHostAddressesAsync(name);
        return found.Length > 0 ? [.. found.Distinct()] : throw new SocketException((int)SocketError.NoData);
    }

    private static bool IsOrEndsWith(string name, string suffix) =>
        name.Equals(suffix, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase);
}
