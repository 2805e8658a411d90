using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>The times after which products end a socket unless told otherwise: a measured time that matches one names the hop.</summary>
internal static class KnownLimits
{
    private const string VercelDuration = "https://vercel.com/docs/functions/configuring-functions/duration";
    private const string CloudflareIdle = "https://developers.cloudflare.com/network/websockets/#idle-timeout";
    private const string AwsQuotas = "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html";
    private const string FrontDoor = "https://learn.microsoft.com/azure/frontdoor/standard-premium/websocket";
    private const string EnvoyTimeouts = "https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts";

    /// <summary>The table. Several rows may name one product: each is a time at which it is known to end sockets.</summary>
    public static ImmutableArray<KnownLimit> All { get; } =
    [
        new("cloudflare", LimitKind.Idle, 100, "Cloudflare's idle limit, reported as 100 s and not to be set", CloudflareIdle),
        new("cloudfront", LimitKind.Idle, 600, "CloudFront's idle limit of 10 min, fixed, counted on bytes from the origin", "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html"),
        new("alb", LimitKind.Idle, 60, "the balancer's idle_timeout.timeout_seconds, 60 s by default", "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html"),
        new("api-gateway", LimitKind.Idle, 600, "API Gateway's idle timeout of 10 min, fixed", AwsQuotas),
        new("api-gateway", LimitKind.Lifetime, 7200, "API Gateway's connection duration of 2 h, fixed", AwsQuotas),
        new("heroku", LimitKind.Idle, 55, "Heroku's rolling window of 55 s, fixed (H15 in the log)", "https://devcenter.heroku.com/articles/request-timeout"),
        new("google", LimitKind.Lifetime, 30, "the backend service's timeout, 30 s by default, which ends sockets whether busy or not", "https://cloud.google.com/load-balancing/docs/https/request-distribution"),
        new("google", LimitKind.Lifetime, 300, "Cloud Run's request timeout, 5 min by default", "https://cloud.google.com/run/docs/triggering/websockets"),
        new("google", LimitKind.Lifetime, 3600, "Cloud Run's largest request timeout, 60 min", "https://cloud.google.com/run/docs/triggering/websockets"),
        new("azure-app-gateway", LimitKind.Idle, 30, "the gateway's request timeout, 30 s under AGIC", "https://azure.github.io/application-gateway-kubernetes-ingress/annotations/"),
        new("azure-app-gateway", LimitKind.Lifetime, 30, "the gateway's request timeout, 30 s under AGIC", "https://azure.github.io/application-gateway-kubernetes-ingress/annotations/"),
        new("azure-app-gateway", LimitKind.Idle, 240, "the front end's TCP idle timeout, 4 min by default", "https://learn.microsoft.com/azure/application-gateway/application-gateway-faq"),
        new("azure-app-service", LimitKind.Idle, 230, "App Service's front end, 230 s, fixed", "https://learn.microsoft.com/troubleshoot/azure/app-service/web-apps-performance-faqs"),
        new("azure-front-door", LimitKind.Idle, 300, "Front Door's idle limit of 5 min, fixed", FrontDoor),
        new("azure-front-door", LimitKind.Lifetime, 14400, "Front Door's longest connection, 4 h", FrontDoor),
        new("apprunner", LimitKind.Lifetime, 120, "App Runner's request timeout of 120 s, fixed", "https://docs.aws.amazon.com/apprunner/latest/dg/develop.html"),
        new("netlify", LimitKind.Lifetime, 60, "a Netlify function's 60 s, fixed", "https://docs.netlify.com/build/functions/configuration/"),
        new("vercel", LimitKind.Lifetime, 300, "a Vercel function's maxDuration, 300 s by default", VercelDuration),
        new("vercel", LimitKind.Lifetime, 800, "a Vercel function's maxDuration, 800 s at most outside the beta", VercelDuration),
        new("vercel", LimitKind.Lifetime, 1800, "a Vercel function's maxDuration, 30 min at most", VercelDuration),
        new("nginx", LimitKind.Idle, 60, "nginx's proxy_read_timeout, 60 s by default", "https://nginx.org/en/docs/http/websocket.html"),
        new("haproxy", LimitKind.Idle, 30, "HAProxy's timeout client, often 30 s, which rules where timeout tunnel is not set", "https://docs.haproxy.org/2.8/configuration.html#4.2-timeout%20tunnel"),
        new("haproxy", LimitKind.Idle, 50, "HAProxy's timeout client or server, 50 s in Debian's file, which rules where timeout tunnel is not set", "https://docs.haproxy.org/2.8/configuration.html#4.2-timeout%20tunnel"),
        new("haproxy", LimitKind.Idle, 60, "HAProxy's timeout client, often 1 min, which rules where timeout tunnel is not set", "https://docs.haproxy.org/2.8/configuration.html#4.2-timeout%20tunnel"),
        new("apache", LimitKind.Idle, 60, "Apache's Timeout, 60 s by default", "https://httpd.apache.org/docs/2.4/mod/core.html#timeout"),
        new("apache", LimitKind.Idle, 300, "Apache's Timeout, 300 s in Debian's file", "https://httpd.apache.org/docs/2.4/mod/core.html#timeout"),
        new("varnish", LimitKind.Idle, 60, "Varnish's pipe_timeout, 60 s by default", "https://varnish-cache.org/docs/trunk/reference/varnishd.html"),
        new("envoy", LimitKind.Idle, 300, "Envoy's stream_idle_timeout, 5 min by default", EnvoyTimeouts),
        new("envoy", LimitKind.Lifetime, 15, "Envoy's route timeout, 15 s by default, which some releases count for sockets", "https://github.com/envoyproxy/envoy/issues/20062"),
        new("iis", LimitKind.Idle, 120, "IIS ARR's time-out, 120 s by default", "https://learn.microsoft.com/iis/extensions/configuring-application-request-routing-arr/"),
        new("phoenix", LimitKind.Idle, 60, "Phoenix's socket timeout, 60 s by default", "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html#socket/3-websocket-configuration"),
        new("openresty", LimitKind.Idle, 60, "nginx's proxy_read_timeout, 60 s by default", "https://nginx.org/en/docs/http/websocket.html"),
    ];

    /// <summary>How far a measured time may lie from a limit and still be it: 2 %, and at least a second.</summary>
    /// <param name="seconds">The limit.</param>
    public static double Tolerance(double seconds) => Math.Max(1, seconds * 0.02);

    /// <summary>The limits that a measured time fits, the nearest first.</summary>
    /// <param name="counts">What was measured.</param>
    /// <param name="seconds">The time measured.</param>
    public static IEnumerable<KnownLimit> Near(LimitKind counts, double seconds) => All
        .Where(l => l.Counts == counts && Math.Abs(l.Seconds - seconds) <= Tolerance(l.Seconds))
        .OrderBy(l => Math.Abs(l.Seconds - seconds));
}
