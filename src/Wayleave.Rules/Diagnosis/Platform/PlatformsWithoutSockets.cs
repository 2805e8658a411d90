using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>The platforms that are known to pass HTTP and no WebSockets, and how each is told.</summary>
internal static class PlatformsWithoutSockets
{
    private static readonly PlatformWithoutSockets ClassicBalancer = new(
        "alb", "a classic AWS load balancer", true, "through an HTTP or HTTPS listener (TCP and SSL listeners do)", "https://github.com/istio/istio/issues/11579");

    private static readonly PlatformWithoutSockets HttpApi = new(
        "api-gateway", "an API Gateway REST or HTTP API", true, "(its WebSocket APIs do)", "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html");

    /// <summary>Those told by the hop's name alone.</summary>
    public static ImmutableArray<PlatformWithoutSockets> All { get; } =
    [
        new("apprunner", "AWS App Runner", true, "", "https://github.com/aws/apprunner-roadmap/issues/13"),
        new("azure-front-door", "Azure Front Door", false, "in its classic tier, or on a route with caching on", "https://learn.microsoft.com/azure/frontdoor/standard-premium/websocket"),
        new("vercel", "Vercel", false, "unless the function serves them itself (a public beta since 2026)", "https://vercel.com/docs/functions/websockets"),
        new("netlify", "Netlify", true, "to its functions", "https://github.com/nitrojs/nitro/issues/2171"),
        new("pythonanywhere", "PythonAnywhere", false, "to WSGI apps", "https://help.pythonanywhere.com/pages/ASGICommandLine/"),
    ];

    private static readonly PlatformWithoutSockets BehindEnvoy = new(
        "apprunner", "AWS App Runner, as its Envoy and the silence show,", false, "", "https://github.com/aws/apprunner-roadmap/issues/13");

    private static readonly (string Suffix, PlatformWithoutSockets Platform)[] ByName =
    [
        (".awsapprunner.com", All[0]),
        (".pythonanywhere.com", All[^1]),
        (".github.io", new("github-pages", "GitHub Pages", true, "(it serves files only)", "https://docs.github.com/pages")),
        (".lambda-url.", new("lambda-url", "a Lambda function URL", true, "", "https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html")),
    ];

    /// <summary>The platform that stands on the way; null if none is known to.</summary>
    /// <param name="evidence">What was seen.</param>
    public static PlatformWithoutSockets? On(Evidence evidence)
    {
        string[] names = [evidence.Socket.Host, .. evidence.Public.Probes.OfType<DnsProbe>().SelectMany(d => d.CnameChain)];
        foreach ((string suffix, PlatformWithoutSockets platform) in ByName)
        {
            if (names.Any(n => n.TrimEnd('.').Contains(suffix, StringComparison.OrdinalIgnoreCase)))
                return platform;
        }

        if (Sets(evidence, "AWSELB="))
            return ClassicBalancer;
        if (evidence.Public.Exchanges.Any(e => e.Exchange.Header("apigw-requestid") is not null)
            || (names.Any(n => n.Contains(".execute-api.", StringComparison.OrdinalIgnoreCase)) && evidence.Public.Exchanges.Any(e => e.Exchange.Header("x-amz-apigw-id") is not null)))
            return HttpApi;
        return All.FirstOrDefault(p => evidence.Has(p.Hop)) ?? (SwallowedByEnvoy(evidence) ? BehindEnvoy : null);
    }

    // An Envoy of one's own refuses an upgrade that it is not told to pass, at once and with 403; App Runner's leaves it unanswered.
    private static bool SwallowedByEnvoy(Evidence evidence) =>
        evidence.Public.Unanswered && evidence.OpenWay is null
        && evidence.Public.Exchanges.Any(e => e.Exchange.Header("x-envoy-upstream-service-time") is not null);

    private static bool Sets(Evidence evidence, string cookie) =>
        evidence.Public.Exchanges.Any(e => e.Exchange.Headers("Set-Cookie").Any(v => v.StartsWith(cookie, StringComparison.Ordinal)));
}
