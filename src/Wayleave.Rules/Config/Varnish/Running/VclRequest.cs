using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Varnish.Running;

/// <summary>A handshake on its way through a VCL, as the statements so far have left it.</summary>
/// <param name="Handshake">The handshake as it came.</param>
internal sealed record VclRequest(Handshake Handshake)
{
    /// <summary>Its path by now; null if it is not known.</summary>
    public string? Path { get; init; } = Handshake.Path;

    /// <summary>The backend's name; null if it is not known, empty while it is the default.</summary>
    public string? Backend { get; init; } = "";

    /// <summary>What was set on <c>req.http</c>, by name in lower case.</summary>
    public ImmutableDictionary<string, HeaderFate> Headers { get; init; } = ImmutableDictionary<string, HeaderFate>.Empty;

    /// <summary>What was set on <c>bereq.http</c>, by name in lower case.</summary>
    public ImmutableDictionary<string, HeaderFate> Sent { get; init; } = ImmutableDictionary<string, HeaderFate>.Empty;

    /// <summary>A request header by now.</summary>
    /// <param name="name">In lower case.</param>
    public VclValue Header(string name)
    {
        HeaderFate fate = Headers.GetValueOrDefault(name) ?? Handshake.Arriving(name);
        return new VclValue(fate.Known, fate.Value);
    }
}
