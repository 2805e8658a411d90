using System.Net;
using System.Text.Json;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Forwarding;

/// <summary>What the edges say in headers of their own, and which of the common headers they write.</summary>
/// <remarks>
/// An edge passes on what it does not write: Cloudflare, CloudFront and an Application Load Balancer hand a client's own
/// X-Forwarded-Host and Forwarded through. So from an edge only what it writes is believed.
/// </remarks>
internal static class EdgeHeaders
{
    /// <summary>The client's address in the edge's own header; null if there is none.</summary>
    /// <param name="edge">The edge's name; null for a proxy of one's own.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="hasForwardedFor">Whether X-Forwarded-For told the client.</param>
    public static IPAddress? Client(string? edge, HeaderLines headers, bool hasForwardedFor) => edge switch
    {
        "cloudflare" => Single(headers, "CF-Connecting-IP") is { } text && ForwardedNode.TryParse(text, out var address) ? address : null,
        // It is there only if the distribution is told to send it, else a client might; X-Forwarded-For is always CloudFront's.
        "cloudfront" when !hasForwardedFor => Viewer(Single(headers, "CloudFront-Viewer-Address")),
        _ => null,
    };

    /// <summary>The scheme in the edge's own header, as it stands there; null if there is none.</summary>
    /// <param name="edge">The edge's name.</param>
    /// <param name="headers">The headers.</param>
    public static string? Scheme(string? edge, HeaderLines headers) => edge switch
    {
        "cloudflare" => Visitor(Single(headers, "CF-Visitor")),
        "cloudfront" => Single(headers, "CloudFront-Forwarded-Proto"),
        _ => null,
    };

    /// <summary>Whether X-Forwarded-Proto is the edge's own: CloudFront does not write it.</summary>
    /// <param name="edge">The edge's name.</param>
    public static bool WritesProto(string? edge) => edge != "cloudfront";

    /// <summary>Whether X-Forwarded-Host is the edge's own: of the edges ngrok alone writes it.</summary>
    /// <param name="edge">The edge's name.</param>
    public static bool WritesHost(string? edge) => edge is null or "ngrok";

    /// <summary>Whether X-Forwarded-Port is the edge's own: of the edges the load balancer alone writes it.</summary>
    /// <param name="edge">The edge's name.</param>
    public static bool WritesPort(string? edge) => edge is null or "alb";

    private static string? Single(HeaderLines headers, string name) => headers.All(name).ToArray() is [var only] ? only : null;

    // 198.51.100.7:443, and 2001:db8::7:443 without brackets: the last colon parts.
    private static IPAddress? Viewer(string? text) =>
        text?.LastIndexOf(':') is > 0 and var colon && ForwardedNode.TryParse(text[..colon], out var address) ? address : null;

    // {"scheme":"https"}
    private static string? Visitor(string? text)
    {
        if (text is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("scheme", out var scheme) && scheme.ValueKind == JsonValueKind.String
                ? scheme.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
