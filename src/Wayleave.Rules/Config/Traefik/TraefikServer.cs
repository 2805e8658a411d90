using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>A server of a service.</summary>
/// <param name="At">Where it is named.</param>
/// <param name="Scheme"><c>http</c>, <c>https</c> or <c>h2c</c>.</param>
/// <param name="Host">Its name or address; null if it is not known.</param>
/// <param name="Port">Its port; null if it is not known.</param>
public sealed record TraefikServer(Span At, string Scheme, string? Host, int? Port)
{
    /// <summary>Reads an address such as <c>http://10.0.0.1:8080/</c>; null if it is none.</summary>
    public static TraefikServer? Of(Span at, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0
            ? new TraefikServer(at, uri.Scheme, uri.Host, uri.Port > 0 ? uri.Port : null)
            : null;
}
