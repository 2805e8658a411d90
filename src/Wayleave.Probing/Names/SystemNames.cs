using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.Probing.Names;

/// <summary>Looks names up as this machine's programs do, each name once a run.</summary>
internal sealed class SystemNames
{
    // RFC 1035 §2.3.4, as text; the class library throws at longer ones instead of not finding them.
    private const int LongestName = 253;

    private readonly ConcurrentDictionary<string, Lazy<Task<SystemName>>> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The addresses of a name, or of a literal address itself.</summary>
    /// <exception cref="SocketException">It has none.</exception>
    public Task<SystemName> LookUpAsync(string host) =>
        _known.GetOrAdd(host, name => new(() => WatchedAsync(AskAsync(name)))).Value;

    private static async Task<SystemName> AskAsync(string host)
    {
        if (IPAddress.TryParse(host, out var literal))
            return new SystemName([literal]);
        var name = host.TrimEnd('.');
        // RFC 6761 §6.3 and §6.4: these two are never asked of a name server; browsers go to the loopback themselves.
        if (IsOrEndsWith(name, "localhost"))
            return new SystemName([IPAddress.Loopback, IPAddress.IPv6Loopback]);
        if (IsOrEndsWith(name, "invalid") || name.Length > LongestName)
            throw new SocketException((int)SocketError.HostNotFound);
        // The host entry brings the canonical name along: what a CNAME leads to gives a platform away.
        var found = await Dns.GetHostEntryAsync(name);
        if (found.AddressList.Length == 0)
            throw new SocketException((int)SocketError.NoData);
        var canonical = found.HostName.TrimEnd('.');
        // A hosts file's first name on the line is no CNAME.
        var leads = !canonical.Equals(name, StringComparison.OrdinalIgnoreCase) && !IsOrEndsWith(canonical, "localhost");
        return new SystemName([.. found.AddressList.Distinct()], leads ? canonical : null);
    }

    // A lookup outlives those who gave up waiting for it; its failure is then nobody's business.
    private static Task<SystemName> WatchedAsync(Task<SystemName> asking)
    {
        _ = asking.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return asking;
    }

    private static bool IsOrEndsWith(string name, string suffix) =>
        name.Equals(suffix, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase);
}
