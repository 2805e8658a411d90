using System.Globalization;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Where a directive sends requests: the URL of a <c>ProxyPass</c> and its like.</summary>
/// <param name="Scheme">In lower case: <c>http</c>, <c>https</c>, <c>ws</c>, <c>wss</c>, <c>balancer</c>, <c>h2</c>, <c>ajp</c>, …</param>
/// <param name="Authority">Host and port as written.</param>
/// <param name="Path">The path as written; empty if there is none.</param>
internal sealed record ApacheTarget(string Scheme, string Authority, string Path)
{
    /// <summary>Reads one; null if it is no URL.</summary>
    /// <param name="text">As written; of <c>unix:/run/app.sock|http://localhost/</c> what stands behind the bar counts.</param>
    public static ApacheTarget? Parse(string text)
    {
        string url = text[(text.IndexOf('|', StringComparison.Ordinal) + 1)..];
        int colon = url.IndexOf("://", StringComparison.Ordinal);
        if (colon <= 0 || !url[..colon].All(char.IsAsciiLetterOrDigit)) return null;
        int slash = url.IndexOf('/', colon + 3);
        if (slash < 0) slash = url.Length;
        return new ApacheTarget(url[..colon].ToLowerInvariant(), url[(colon + 3)..slash], url[slash..]);
    }

    /// <summary>Whether it speaks WebSocket by its scheme alone.</summary>
    public bool IsSocket => Scheme is "ws" or "wss";

    /// <summary>Whether it speaks HTTP/1.1, and so could carry an upgrade.</summary>
    public bool IsHttp => Scheme is "http" or "https";

    /// <summary>Whether TLS is spoken; null for a scheme of which that cannot be said.</summary>
    public bool? Tls => Scheme switch { "https" or "wss" or "h2" => true, "balancer" => null, _ => false };

    /// <summary>Whether it names several servers by one name.</summary>
    public bool IsBalancer => Scheme == "balancer";

    /// <summary>The host without the port.</summary>
    public string Host => Authority[..PortColon];

    /// <summary>The port; the scheme's own where none is written, null if it cannot be known.</summary>
    public int? Port => PortColon < Authority.Length
        ? int.TryParse(Authority.AsSpan(PortColon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null
        : Scheme switch { "http" or "ws" or "h2c" => 80, "https" or "wss" or "h2" => 443, _ => null };

    /// <summary>The URL without what a pattern would put in: how httpd knows the connection pool, the worker, by.</summary>
    public string WorkerName
    {
        get
        {
            int inserted = Path.IndexOf('$', StringComparison.Ordinal);
            return Scheme + "://" + Authority.ToLowerInvariant() + (inserted < 0 ? Path : Path[..inserted]);
        }
    }

    private int PortColon
    {
        get
        {
            int colon = Authority.LastIndexOf(':');
            return colon < 0 || colon < Authority.LastIndexOf(']') ? Authority.Length : colon;
        }
    }
}
