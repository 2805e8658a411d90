using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>A server that may be asked, by one of its addresses.</summary>
/// <param name="Site">The server.</param>
/// <param name="Listen">The address.</param>
/// <param name="Hosts">The hosts that it may be asked for, without ports; a single null where nothing says any.</param>
internal sealed record NginxCandidate(NginxSite Site, NginxListen Listen, ImmutableArray<string?> Hosts)
{
    /// <summary>A host as the browser writes it in Host: with the port, where that is not the scheme's own.</summary>
    public string WithPort(string host) => Listen.Port is null or 80 or 443 || Listen.IsLoopback ? host : $"{host}:{Listen.Port}";
}
