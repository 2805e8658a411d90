using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Tls;

/// <summary>TLS is spoken to a plain port, or plain HTTP to a TLS port.</summary>
internal sealed class WrongScheme : IDiagnosisRule
{
    private static readonly string[] Sentences =
    [
        "The plain HTTP request was sent to HTTPS port",
        "Client sent an HTTP request to an HTTPS server",
        "speaking plain HTTP to an SSL-enabled server port",
        "This combination of host and port requires TLS",
        "Instead use the HTTPS scheme to access this URL",
    ];

    private static bool SamePort(string url, Uri socket) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && new Uri(url) is var plain && plain.Port == socket.Port && plain.Host == socket.Host;

    private static bool OtherScheme(HttpProbe probe, Uri socket) =>
        probe.Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && new Uri(probe.Url) is var url && url.Port == socket.Port && url.Host == socket.Host;

    // The words of .NET and OpenSSL for bytes that are no TLS record.
    private static bool NotTls(string text) =>
        text.Contains("not TLS", StringComparison.OrdinalIgnoreCase)
        || text.Contains("frame size", StringComparison.OrdinalIgnoreCase)
        || text.Contains("corrupted frame", StringComparison.OrdinalIgnoreCase)
        || text.Contains("wrong version number", StringComparison.OrdinalIgnoreCase)
        || text.Contains("packet length too long", StringComparison.OrdinalIgnoreCase)
        || text.Contains("plain", StringComparison.OrdinalIgnoreCase);

    // A page over plain http that sends its reader to https on its own port: two protocols on one port are never both there.
    private static HttpProbe? RedirectToTls(Way way, Uri page) =>
        way.Probes.OfType<HttpProbe>().FirstOrDefault(p => SamePort(p.Url, page)
            && Uri.TryCreate(p.Exchange.Header("Location"), UriKind.Absolute, out var next) && next.Scheme == "https" && next.Port == page.Port && next.Host == page.Host);

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("tls-and-plain-http-confused", CauseNames.SchemePortMismatch)
    {
        Why = "The other side says so in its own words, or its first bytes are those of the other protocol.",
        YieldsTo = [CauseNames.MixedContent],
        Source = "nginx's status 497; Go's and Apache's wording; RFC 8446 §6 (alerts begin with 15 03).",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        HttpExchange? exchange = way.Browser?.Exchange ?? way.PageGet?.Exchange;
        Probe? probe = way.Browser ?? (Probe?)way.PageGet;
        if (exchange is null || way.Opened)
            yield break;
        string? said = Array.Find(Sentences, s => exchange.Body.Contains(s, StringComparison.OrdinalIgnoreCase));
        bool alert = exchange.NotHttpBytes?.StartsWith("1503", StringComparison.OrdinalIgnoreCase) == true;
        if (said is not null || (alert && !evidence.Secure))
        {
            // Where https on the very port is answered, the URL is wrong; where the port speaks plain http, a hop behind it is.
            bool inside = evidence.Secure || way.Probes.OfType<HttpProbe>().Any(p => OtherScheme(p, evidence.Socket) && p.Exchange.Failure is { Stage: FailureStage.Tls });
            yield return Info.Found(
                Severity.Error,
                0.95,
                inside ? Blame.First(evidence) : Chain.Client,
                inside
                    ? $"The upgrade got {Words.Answer(exchange)} with \"{said}\": a hop speaks plain http to a port that wants TLS."
                    : $"{evidence.Socket.Authority} answered a plain request with {(said is null ? "a TLS alert" : $"\"{said}\"")}: the port wants TLS, so the URL must be wss://.",
                probe);
            yield break;
        }

        if (evidence.IsPage && RedirectToTls(way, evidence.Socket) is { } redirect && exchange.Failure is { Stage: FailureStage.Tls, Kind: not FailureKind.CertificateInvalid } refused)
        {
            yield return Info.Found(
                Severity.Error,
                0.93,
                Blame.Nobody(evidence) ? Chain.App : Blame.First(evidence),
                $"{redirect.Url} redirects to {redirect.Exchange.Header("Location")}, and that port speaks no TLS ({Words.Failed(refused)}): what answers there wants TLS from a hop in front of it, and is not told of one (X-Forwarded-Proto).",
                redirect,
                probe);
            yield break;
        }

        if (!evidence.Secure)
        {
            HttpProbe? secured = way.Probes.OfType<HttpProbe>().FirstOrDefault(p => OtherScheme(p, evidence.Socket) && p.Exchange.Status is not null);
            if (secured is not null && exchange.Status is null && exchange.Failure is { Kind: FailureKind.Closed or FailureKind.Reset or FailureKind.NotHttp or FailureKind.TimedOut })
                yield return Info.Found(
                    Severity.Error,
                    0.93,
                    Chain.Client,
                    $"The plain request to {evidence.Socket.Authority} ended without an answer ({Words.Failed(exchange.Failure)}), and https on the same port got {Words.Answer(secured.Exchange)}: the port wants TLS, so the URL must be wss://.",
                    probe,
                    secured);
            yield break;
        }

        TlsProbe? tls = way.Probes.OfType<TlsProbe>().FirstOrDefault(t => t.Name == "tls" && t.Failure is not null);
        Failure? failure = exchange.Failure is { Stage: FailureStage.Tls } f ? f : tls?.Failure;
        HttpProbe? plain = way.Probes.OfType<HttpProbe>().FirstOrDefault(p => p.Exchange.Status is not null && SamePort(p.Url, evidence.Socket) && !Array.Exists(Sentences, s => p.Exchange.Body.Contains(s, StringComparison.OrdinalIgnoreCase)));
        bool notTls = failure is { Kind: not FailureKind.CertificateInvalid } && (plain is not null || (failure.Kind is FailureKind.TlsRefused && NotTls(failure.Text)));
        if (!notTls)
            yield break;
        yield return Info.Found(
            Severity.Error,
            plain is not null ? 0.96 : 0.85,
            Chain.Client,
            $"The TLS handshake with {evidence.Socket.Authority} failed ({Words.Failed(failure!)}){(plain is null ? ", since what answers is not TLS" : $", and plain http on the same port got {Words.Answer(plain.Exchange)}")}: the port speaks no TLS, so the URL must be ws://, or a hop with TLS must stand in front.",
            probe,
            tls,
            plain);
    }
}
