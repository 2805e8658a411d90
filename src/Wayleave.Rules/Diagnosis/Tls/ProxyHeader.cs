using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Tls;

/// <summary>A PROXY line is where HTTP should be, or every request whatever gets the web server's own 400.</summary>
internal sealed class ProxyHeader : IDiagnosisRule
{
    private static HttpExchange? Of(Probe probe) => (probe as HttpProbe)?.Exchange ?? (probe as HandshakeProbe)?.Exchange;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("proxy-header-not-expected-or-missing", CauseNames.ProxyProtocolMismatch)
    {
        Why = "One side writes a PROXY header before the first byte and the other reads it as HTTP, or the other way round.",
        Source = "haproxy.org/download/2.6/doc/proxy-protocol.txt; reported failure F117.",
        YieldsTo = [CauseNames.SchemePortMismatch],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Opened || way.Browser is not { } browser)
            yield break;
        HttpExchange exchange = browser.Exchange;
        string bytes = exchange.NotHttpBytes ?? "";
        // "PROXY " in ASCII, or the signature of version 2.
        bool line = bytes.StartsWith("50524f585920", StringComparison.OrdinalIgnoreCase) || bytes.StartsWith("0d0a0d0a000d0a515549540a", StringComparison.OrdinalIgnoreCase);
        HttpProbe[] plain = [.. way.Probes.OfType<HttpProbe>().Where(p => p.Name is "http-socket-path" or "http-root" or "http-health")];
        Answer answer = way.Answer;
        bool all = exchange.Status is 400
            && plain.Length > 0
            && Array.TrueForAll(plain, p => p.Exchange.Status is 400 && p.Exchange.Body == exchange.Body)
            && (answer.Hop is "nginx" or "openresty" or "apache" or "haproxy" || (plain.Length > 2 && !answer.IsApp))
            && Texts.SaysHostRefused(exchange) is null
            && !exchange.Body.Contains("Too Large", StringComparison.OrdinalIgnoreCase)
            && !exchange.Body.Contains("plain HTTP request", StringComparison.OrdinalIgnoreCase);
        // nginx and HAProxy hang up at the first byte where the PROXY header should be.
        Probe[] tried = [.. way.Probes.Where(p => p is HttpProbe { Name: "http-socket-path" or "http-root" or "http-health" } or HandshakeProbe)];
        bool hungUp = tried.Length > 2 && plain.Length > 0 && Array.TrueForAll(tried, p => Of(p) is { Status: null, Failure: { Stage: FailureStage.FirstByte or FailureStage.Head, Kind: FailureKind.Closed or FailureKind.Reset } });
        if (hungUp)
        {
            yield return Info.Found(
                Severity.Error,
                0.62,
                Blame.First(evidence),
                $"All {tried.Length} requests, plain or not, were taken and ended without an answer: what listens expects something before the request, such as a PROXY header, or its backend hangs up.",
                browser,
                plain[0]) with
            {
                Alternatives = [CauseNames.BackendDown],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
            yield break;
        }

        if (!line && !all)
            yield break;
        // An app that answers 400 to every plain request does so straight, too.
        HttpProbe? straight = evidence.OpenWay?.Probes.OfType<HttpProbe>().FirstOrDefault(p => p.Name is "http-root" or "http-socket-path" && p.Exchange.Status is not (null or 400));

        yield return Info.Found(
            Severity.Error,
            line ? 0.95 : straight is not null ? 0.9 : !Upgrades.IsHop(answer) ? 0.5 : plain.Length > 1 ? 0.72 : 0.6,
            line || !Upgrades.IsHop(answer) ? Blame.Proxy(evidence) : answer.Hop,
            line
                ? "The answer begins with a PROXY header where HTTP should be: a hop sends one to a side that does not expect it."
                : $"Every request, plain or not, got {Words.Answer(exchange)}{(Upgrades.IsHop(answer) ? $" from {answer.Hop} itself" : "")}{(straight is null ? "" : $", and straight to {straight.Route} a plain one gets {Words.Answer(straight.Exchange)}")}: what answers expects a PROXY header that is not sent, or reads one that it does not expect.",
            browser,
            plain.Length > 0 ? plain[0] : null,
            straight) with
        {
            Alternatives = line || straight is not null ? [] : [CauseNames.AppError],
            NextProbe = line || !evidence.Direct.IsEmpty ? null : Blame.AskOrigin,
        };
    }
}
