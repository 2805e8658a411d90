using System.Globalization;
using Wayleave.Protocol.Http;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Requests.Http1;

/// <summary>For how long a connection to an app may be kept after an answer.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112#section-9.3">RFC 9112 §9.3</seealso>
internal static class KeepAlive
{
    // uvicorn and Node hang up after 5 s of quiet, and a request that meets that moment is lost.
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(1);

    /// <summary>How long; not at all where the app hangs up, or where it is in doubt where the answer has ended.</summary>
    /// <param name="head">The answer's head.</param>
    /// <param name="framing">How its body ended.</param>
    public static TimeSpan After(ResponseHead head, BodyFraming framing)
    {
        if (head.Version == HttpVersion.Http10 || framing.Kind == BodyKind.UntilClose || head.Headers.HasToken("Connection", "close"))
            return TimeSpan.Zero;
        // RFC 9112 §6.3: both at once may be an attempt at response splitting.
        if (head.Headers.Contains("Transfer-Encoding") && head.Headers.Contains("Content-Length"))
            return TimeSpan.Zero;
        // Servers that keep connections for a shorter time say so: "Keep-Alive: timeout=2, max=100".
        foreach (var parameter in head.Headers.Tokens("Keep-Alive"))
            if (parameter.StartsWith("timeout=", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(parameter.AsSpan(8), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 5)
                return TimeSpan.FromSeconds(seconds) - s_margin;
        return s_quiet;
    }
}
