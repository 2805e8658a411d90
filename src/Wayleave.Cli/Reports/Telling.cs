using System.Collections.Immutable;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports;

/// <summary>Chooses what to show of the evidence: the exchange that tells most, and the headers that bear on the verdict.</summary>
internal static class Telling
{
    private static readonly HashSet<string> s_bearing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Server", "Via", "Location", "Upgrade", "Connection", "Content-Type", "Content-Security-Policy", "WWW-Authenticate", "Retry-After", "X-Powered-By", "Allow",
        "X-Cache", "X-Served-By", "X-Error", "Wayleave", "X-Frame-Options",
    };

    private static readonly string[] s_bearingPrefixes = ["Sec-WebSocket-", "CF-", "X-Amz", "X-Amzn", "Ngrok", "X-Vercel", "X-Azure", "Fly-", "X-Envoy", "X-Varnish", "X-RateLimit"];

    /// <summary>The probes that a finding rests on, in the order that it names them.</summary>
    /// <param name="report">The report.</param>
    /// <param name="finding">The finding.</param>
    public static ImmutableArray<Probe> Probes(Report report, Finding finding) =>
        [.. finding.Evidence.Select(id => report.Run.Probes.FirstOrDefault(p => p.Id == id)).OfType<Probe>()];

    /// <summary>A probe's request and answer; null if it made no request.</summary>
    /// <param name="probe">The probe.</param>
    public static HttpExchange? Exchange(Probe probe) => probe switch
    {
        HandshakeProbe handshake => handshake.Exchange,
        HttpProbe http => http.Exchange,
        _ => null,
    };

    /// <summary>The one exchange to show in full: a browser's handshake before other handshakes, these before plain requests; null if there is none.</summary>
    /// <param name="probes">The finding's probes.</param>
    public static Probe? MostTelling(ImmutableArray<Probe> probes) =>
        probes.OfType<HandshakeProbe>().FirstOrDefault(h => h.Variation == Variation.Browser && h.Route == Probe.PublicRoute) ??
        (Probe?)probes.OfType<HandshakeProbe>().FirstOrDefault() ??
        probes.OfType<HttpProbe>().FirstOrDefault();

    /// <summary>The answer's headers that bear on the verdict: who answered, where it points, what it says of the upgrade.</summary>
    /// <param name="exchange">The exchange.</param>
    public static ImmutableArray<HeaderField> Bearing(HttpExchange exchange) =>
        [.. exchange.ResponseHeaders.Where(h => s_bearing.Contains(h.Name) || Array.Exists(s_bearingPrefixes, p => h.Name.StartsWith(p, StringComparison.OrdinalIgnoreCase)))];

    /// <summary>The request's first line as sent.</summary>
    /// <param name="exchange">The exchange.</param>
    public static string RequestLine(HttpExchange exchange) =>
        $"{exchange.Method} {exchange.Path} {(exchange.RequestHeaders.Any(h => h.Name.StartsWith(':')) ? "HTTP/2" : "HTTP/1.1")}";

    /// <summary>The answer's first line; in its stead what happened, where there was no answer.</summary>
    /// <param name="exchange">The exchange.</param>
    public static string AnswerLine(HttpExchange exchange) => exchange switch
    {
        { Status: { } status } => $"{exchange.Version} {status} {exchange.Reason}".TrimEnd(),
        { Failure: { } failure } => $"no answer: {Words(failure.Kind.ToString())} ({failure.Text})",
        _ => "no answer",
    };

    /// <summary>Who answered, where, and when, in a few words.</summary>
    /// <param name="exchange">The exchange.</param>
    public static string Who(HttpExchange exchange)
    {
        string who = exchange.Status is null ? "" : exchange.Header("Server") is { Length: > 0 } server ? $"by {server}, " : "by a server that does not sign itself, ";
        string where = exchange.Address is { } address ? $"at {address}" : "no connection";
        string when = exchange.FirstByteMs is { } first ? $", after {first:0} ms" : "";
        return who + where + when;
    }

    /// <summary>True if a body is no text: an image, compressed bytes.</summary>
    /// <param name="body">The body, its undecodable bytes as U+FFFD.</param>
    public static bool IsBinary(string body) =>
        body.Count(c => c == '\uFFFD' || (c < ' ' && c is not ('\n' or '\r' or '\t' or '\u001b'))) * 10 > body.Length;

    /// <summary>The end of an open socket in a few words; null if it did not open.</summary>
    /// <param name="probe">The probe.</param>
    public static string? End(Probe probe) => probe switch
    {
        HandshakeProbe { Session: { } session } => End(session.End),
        IdleProbe { End: { } end } => End(end),
        _ => null,
    };

    /// <summary>When a probe was over, in milliseconds since the run began, the time that its socket was held included.</summary>
    /// <param name="probe">The probe.</param>
    public static double EndMs(Probe probe) =>
        probe.StartMs + Math.Max(probe.ElapsedMs, probe is HandshakeProbe { Session: { } session } ? (session.End.AtMs + probe.ElapsedMs) : 0);

    /// <summary>A word of code as words: <c>TimedOut</c> becomes <c>timed out</c>.</summary>
    /// <param name="name">The word.</param>
    public static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>Where a fix belongs, for a heading: the pages' word <c>any</c> alone would read as a product.</summary>
    public static string Place(Rules.Causes.Fix fix) => fix.For == "any" ? "any hop" : fix.For;

    private static string End(SessionEnd end)
    {
        string code = end.Code is { } number ? $" {number}" : "";
        string reason = end.Reason.Length > 0 ? $" '{end.Reason}'" : "";
        string after = $"after {end.AtMs / 1000:0.0} s";
        return end.Kind switch
        {
            EndKind.ClosedByUs => $"held {end.AtMs / 1000:0.0} s, then closed by us",
            EndKind.ClosedByUsUnanswered => $"held {end.AtMs / 1000:0.0} s; our close went unanswered",
            EndKind.CloseFrame => $"closed by the far end{code}{reason} {after}",
            EndKind.Eof => $"cut without a close frame {after}",
            EndKind.Reset => $"reset {after}",
            _ => $"broken {after}: {end.Detail}",
        };
    }
}
