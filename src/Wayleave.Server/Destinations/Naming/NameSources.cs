using System.Net;
using System.Security.Cryptography;

namespace Wayleave.Server.Destinations.Naming;

/// <summary>Where names come from, apart from name servers: the system's files, its resolver, and chance.</summary>
internal sealed record NameSources
{
    /// <summary>What the hosts file says now.</summary>
    public required Func<HostsFile> Hosts { get; init; }

    /// <summary>Which name servers to ask now; null: the system names none.</summary>
    public required Func<ResolverSettings?> Resolver { get; init; }

    /// <summary>The system's own resolver, for where there is no other way.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It knows no address.</exception>
    public required Func<string, CancellationToken, Task<IPAddress[]>> System { get; init; }

    /// <summary>An unpredictable id for each question.</summary>
    public Func<ushort> QueryId { get; init; } = () => (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);

    /// <summary>Those of this machine.</summary>
    public static NameSources OfThisMachine()
    {
        var hosts = new ReadFile<HostsFile>(OperatingSystem.IsWindows() ? Path.Combine(Environment.SystemDirectory, @"drivers\etc\hosts") : "/etc/hosts", HostsFile.Parse);
        var resolver = new ReadFile<ResolverSettings>("/etc/resolv.conf", ResolverSettings.Parse);
        return new NameSources
        {
            Hosts = () => hosts.Current ?? HostsFile.Empty,
            Resolver = () => resolver.Current,
            System = Dns.GetHostAddressesAsync,
        };
    }
}
