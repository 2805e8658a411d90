using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>A handshake on its way through a router's middlewares.</summary>
/// <param name="Router">The router.</param>
/// <param name="Path">Its path by now; null if nobody can know.</param>
/// <param name="Host">The host that it is for; null if nobody said.</param>
/// <param name="Tls">Whether it came over TLS.</param>
internal sealed record TraefikWay(TraefikRouter Router, string? Path, string? Host, bool Tls)
{
    /// <summary>The middleware that made the path another one; null if none did.</summary>
    public Span? Rewritten { get; init; }

    /// <summary>What became of headers.</summary>
    public ImmutableDictionary<string, HeaderFate> Headers { get; init; } = ImmutableDictionary<string, HeaderFate>.Empty;

    /// <summary>Where it is redirected; null if it is not.</summary>
    public Span? Redirect { get; init; }

    /// <summary>Whether answers are held back.</summary>
    public Setting<bool>? Buffers { get; init; }
}
