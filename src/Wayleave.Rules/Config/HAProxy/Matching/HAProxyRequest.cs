using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.HAProxy.Matching;

/// <summary>A handshake on its way through HAProxy, as the rules so far have left it.</summary>
/// <param name="Handshake">The handshake as it came.</param>
/// <param name="Host">The host that conditions see: the caller's, or one that the file asks for; null if it is not known.</param>
/// <param name="Bind">Where it came in; null if that is not known.</param>
internal sealed record HAProxyRequest(Handshake Handshake, string? Host, HAProxyBind? Bind)
{
    /// <summary>Its path by now; null if it is not known.</summary>
    public string? Path { get; init; } = Handshake.Path;

    /// <summary>The rule that made the path another one; null if none did.</summary>
    public Span? Rewritten { get; init; }

    /// <summary>The headers that rules have touched, by name in lower case.</summary>
    public ImmutableDictionary<string, HeaderFate> Headers { get; init; } = ImmutableDictionary<string, HeaderFate>.Empty;

    /// <summary>The variables that rules have set.</summary>
    public ImmutableDictionary<string, HAProxySample> Variables { get; init; } = ImmutableDictionary<string, HAProxySample>.Empty;

    /// <summary>It as values see it: what nobody told of the host is unknown there.</summary>
    public HAProxyRequest ForValues => this with { Host = Handshake.Host };

    /// <summary>A header by now.</summary>
    /// <param name="name">In lower case.</param>
    public HAProxySample Header(string name)
    {
        if (name == "host" && !Headers.ContainsKey(name)) return Host is null ? HAProxySample.Unknown : HAProxySample.Of(Host);
        HeaderFate fate = Headers.GetValueOrDefault(name) ?? Handshake.Arriving(name);
        return new HAProxySample(fate.Known, fate.Value);
    }

    /// <summary>It with a header touched.</summary>
    /// <param name="name">In any case.</param>
    /// <param name="fate">What becomes of it.</param>
    public HAProxyRequest With(string name, HeaderFate fate) => this with { Headers = Headers.SetItem(name.ToLowerInvariant(), fate) };
}
