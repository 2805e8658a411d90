using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.Probing.Names;

/// <summary>Looks names up as this machine's programs do, each name once a run.</summary>
internal sealed class SystemNames
{
    // RFC 1035 §2.3.4, as text; the class library throws at longer ones instead of not finding them.
    private const int LongestName = 253;

    private readonly ConcurrentDictionary<string, Lazy<Task<ImmutableArray<IPAddress>>>> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The addresses of a name, or of a literal address itself.</summary>
    /// <exception cref="SocketException">It has none.</exception>
    public Task<ImmutableArray<IPAddress>> LookUpAsync(string host) =>
        _known.GetOrAdd(host, name => new(() => WatchedAsync(AskAsync(name)))).Value;

    private static async Task<ImmutableArray<IPAddress>> AskAsync(string host)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        var name = host.TrimEnd('.');
        // RFC 6761 §6.3 and §6.4: these two are never asked of a name server; browsers go to the loopback themselves.
        if (IsOrEndsWith(name, "localhost"))
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        if (IsOrEndsWith(name, "invalid") || name.Length > LongestName)
            throw new SocketException((int)SocketError.HostNotFound);
        var found = await Dns.GetHostAddressesAsync(name);
        return found.Length > 0 ? [.. found.Distinct()] : throw new SocketException((int)SocketError.NoData);
    }

    // A lookup outlives those who gave up waiting for it; its failure is then nobody's business.
    private static Task<ImmutableArray<IPAddress>> WatchedAsync(Task<ImmutableArray<IPAddress>> asking)
    {
        _ = asking.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return asking;
    }

    private static bool IsOrEndsWith(string name, string suffix) =>
        name.Equals(suffix, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase);
}
