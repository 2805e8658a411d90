using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Wayleave.Protocol.Edges;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Names;

/// <summary>This machine uses an address that is no longer the name's.</summary>
internal sealed class AddressStale : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("address-no-longer-the-names", CauseNames.DnsStale)
    {
        Why = "The system's resolver and another one give different addresses, and the socket fails at the system's: a cache, a hosts file or an old record is in use.",
        Source = "https://github.com/zammad/zammad-docker/issues/29",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        DnsProbe[] asked = [.. way.Probes.OfType<DnsProbe>()];
        DnsProbe? system = Array.Find(asked, d => d.Name == "dns-system");
        DnsProbe? other = Array.Find(asked, d => d.Name == "dns-resolver");
        // A name that is answered differently by place and works is nobody's fault.
        if (system is null || other is null || way.Opened || other.Addresses.IsEmpty)
            yield break;

        if (system.Addresses.IsEmpty)
        {
            if (system.Failure is { Kind: FailureKind.NameNotFound })
            {
                yield return Info.Found(
                    Severity.Error, 0.9, Chain.Dns,
                    $"The system's resolver does not find {system.Host}, while {other.Resolver} gives {List(other.Addresses)}: a cached or local answer is in the way.", system, other);
            }

            yield break;
        }

        if (system.Addresses.Intersect(other.Addresses, StringComparer.Ordinal).Any() || Provider(system) is { } edge && edge == Provider(other))
            yield break;
        TcpProbe[] tcp = [.. way.Probes.OfType<TcpProbe>()];
        bool deadHere = Array.Exists(tcp, t => Belongs(t, system)) && !Array.Exists(tcp, t => Belongs(t, system) && t.Failure is null);
        bool aliveThere = Array.Exists(tcp, t => Belongs(t, other) && t.Failure is null);
        bool local = system.Addresses.All(IsLocal) && !other.Addresses.Any(IsLocal);
        yield return Info.Found(
            Severity.Error,
            deadHere && aliveThere ? 0.95 : local ? 0.85 : deadHere ? 0.75 : 0.45,
            Chain.Dns,
            $"The system's resolver gives {List(system.Addresses)} for {system.Host}{(local ? " (a local address)" : "")}, {other.Resolver} gives {List(other.Addresses)}, and the socket fails at the former"
                + $"{(deadHere ? ", where nothing accepts a connection" : "")}{(aliveThere ? ", while the latter accepts one" : "")}.",
            [system, other, way.Browser, .. tcp]) with
        {
            NextProbe = aliveThere ? null : $"--origin {Bracketed(other.Addresses[0])}:{Words.Number(evidence.Socket.Port)}",
        };
    }

    private static string List(ImmutableArray<string> addresses) => string.Join(", ", addresses.Take(3));

    private static bool Belongs(TcpProbe probe, DnsProbe dns) => dns.Addresses.Any(a => probe.Address.StartsWith($"{Bracketed(a)}:", StringComparison.OrdinalIgnoreCase));

    private static string Bracketed(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;

    // Edges answer every asker with addresses near to it: two of one edge are the same answer.
    private static string? Provider(DnsProbe dns)
    {
        string?[] providers = [.. dns.Addresses.Select(a => IPAddress.TryParse(a, out IPAddress? parsed) ? EdgeRanges.Find(parsed)?.Provider : null).Distinct(StringComparer.Ordinal)];
        return providers is [{ } one] ? one : dns.CnameChain.IsEmpty ? null : dns.CnameChain[^1];
    }

    private static bool IsLocal(string address)
    {
        if (!IPAddress.TryParse(address, out IPAddress? parsed))
            return false;
        if (IPAddress.IsLoopback(parsed) || parsed.IsIPv6LinkLocal || parsed.IsIPv6UniqueLocal)
            return true;
        if (parsed.AddressFamily != AddressFamily.InterNetwork)
            return false;
        byte[] bytes = parsed.GetAddressBytes();
        return bytes is [10, ..] or [192, 168, ..] or [169, 254, ..] || (bytes[0] == 172 && bytes[1] is >= 16 and < 32);
    }
}
