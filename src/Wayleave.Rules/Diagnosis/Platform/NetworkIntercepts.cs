using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>The client's own network or machine inspects or blocks the connection.</summary>
internal sealed class NetworkIntercepts : IDiagnosisRule
{
    private static readonly string[] ForwardProxies = ["squid", "bluecoat", "blue coat", "zscaler", "mcafee web gateway", "ironport", "forcepoint", "websense", "iboss"];

    private static readonly string[] BlockPages = ["FortiGuard Intrusion Prevention", "FortiGuard Web Filtering", "Web Page Blocked", "zscaler", "blocked by your organization", "blocked by your administrator", "your company's network policy", "your organization's network policy", "your organization's security policy", "Cisco Umbrella", "Access to this site is blocked"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("network-that-intercepts", CauseNames.ClientNetworkIntercepts)
    {
        Why = "A certificate from an inspection product, or an answer in a forward proxy's own words, is written on the client's side: another network would not see it.",
        Source = "https://github.com/zed-industries/zed/issues/63683",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (Inspected(way) is { } inspected)
        {
            bool open = way.Opened;
            yield return Info.Found(
                open ? Severity.Info : Severity.Error,
                open ? 0.9 : inspected.Probe.Flaws.IsEmpty ? 0.6 : 0.93,
                Chain.Client,
                open
                    ? $"The certificate is issued by {inspected.By.Words} ({inspected.Issuer}): this network or machine inspects TLS, and lets the socket through. Clients with roots of their own would refuse it."
                    : $"The certificate is issued by {inspected.By.Words} ({inspected.Issuer}), not by a public authority: this network or machine inspects TLS, and the socket does not open through it ({Words.Answer(way.Browser)}).",
                inspected.Probe,
                way.Browser) with
            {
                NextProbe = "the same run from another network",
            };
            yield break;
        }

        if (way.Opened || way.Browser is not { } browser)
            yield break;
        if (browser.Exchange.Failure is { Stage: FailureStage.Proxy } failure)
        {
            yield return Info.Found(
                Severity.Error, 0.9, Chain.Client,
                $"This machine's proxy {evidence.Asked.SystemProxy} did not let the connection through ({failure.Text}).", browser) with
            {
                NextProbe = "the same without --proxy",
            };
        }
        else if (Blocker(browser.Exchange) is { } blocker)
        {
            yield return Info.Found(
                Severity.Error, 0.8, Chain.Client,
                $"The handshake is answered with {Words.Answer(browser)} by {blocker}, a product that stands in a client's own network.", browser) with
            {
                NextProbe = "the same run from another network",
            };
        }
    }

    private static (TlsProbe Probe, Interceptor By, string Issuer)? Inspected(Way way)
    {
        foreach (TlsProbe tls in way.Probes.OfType<TlsProbe>())
        {
            foreach (CertificateFacts certificate in tls.Chain)
            {
                if (Interceptors.In(certificate.Issuer) is { } by)
                    return (tls, by, certificate.Issuer);
            }
        }

        return null;
    }

    // Only an answer that the product wrote itself counts: a Via alone may name a reverse proxy of the site's own.
    private static string? Blocker(HttpExchange exchange)
    {
        if (exchange.Status is null or 101 or < 400)
            return null;
        if (exchange.Status == 511)
            return "a captive portal";
        string server = $"{exchange.Header("Server")} {exchange.Header("Via")} {exchange.Header("Proxy-Agent")}";
        if (exchange.Header("X-Squid-Error") is not null && exchange.Status is 400 or 403 or 407 or 501)
            return "a Squid proxy (X-Squid-Error)";
        if (exchange.Status is 403 or 407 or 501 && ForwardProxies.FirstOrDefault(p => p != "squid" && server.Contains(p, StringComparison.OrdinalIgnoreCase)) is { } named)
            return named;
        if (exchange.Status is 403 && BlockPages.FirstOrDefault(p => exchange.Body.Contains(p, StringComparison.OrdinalIgnoreCase)) is { } page)
            return $"a filter (\"{page}\")";
        // Only a forward proxy may ask for that (RFC 9110 §15.5.8).
        return exchange.Status == 407 && exchange.Header("Proxy-Authenticate") is not null ? "a proxy that wants a login (Proxy-Authenticate)" : null;
    }
}
