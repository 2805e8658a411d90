using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>A HAProxy configuration, whole or a part.</summary>
/// <param name="Source">The file that was named.</param>
/// <param name="Sections">Its sections in order.</param>
/// <param name="Context">What it was read with.</param>
public sealed record HAProxyFile(SourceText Source, ImmutableArray<HAProxySection> Sections, ReadContext Context) : ConfigFile(Source, "haproxy")
{
    // Worked out once: every rule asks for them again and again, and a file may have a thousand.
    private ImmutableArray<HAProxyProxy>? _proxies;
    private Dictionary<Span, HAProxyProxy>? _places;

    /// <summary>Whether what holds for all its proxies can be in it. A part from a <c>conf.d</c> takes its time-outs from a file that is not seen.</summary>
    public bool IsWhole => Sections.Any(section => section.Kind is "defaults" or "global");

    /// <summary>HAProxy's version, where the caller told it.</summary>
    public Version? Version => Context.Versions.GetValueOrDefault("haproxy");

    /// <summary>The sections that clients or servers have, each with the defaults that it takes.</summary>
    public ImmutableArray<HAProxyProxy> Proxies => _proxies ??= [.. Sections.Where(section => section.TakesClients || section.HasServers).Select(section => new HAProxyProxy(this, section))];

    /// <summary>The proxy in which a line stands; null if it stands in none.</summary>
    /// <param name="at">The line's place.</param>
    public HAProxyProxy? ProxyAt(Span? at)
    {
        _places ??= Proxies.SelectMany(proxy => proxy.Section.Lines.Prepend(proxy.Section.Head).Select(line => (line.At, Proxy: proxy))).ToDictionary(line => line.At, line => line.Proxy);
        return at is { } place ? _places.GetValueOrDefault(place) : null;
    }

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => [new HAProxyHop(this)];
}
