using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Platform;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Platform;

internal sealed class PlatformPassesNoSocketsCases : IRuleCases
{
    private const string AppRunner = "wss://x7.eu-west-1.awsapprunner.com/_stcore/stream";

    public IDiagnosisRule Rule { get; } = new PlatformPassesNoSockets();

    public IEnumerable<RuleCase> Fires =>
    [
        new("App Runner does not answer", RunBuilder.Socket(AppRunner).Plain(Reply.Of(404, "Not Found").By("envoy")).Upgrade(Reply.Silence()), "apprunner"),
        new("App Runner's Envoy refuses", RunBuilder.Socket(AppRunner).Http("http-root", Reply.Of(200, "OK").By("envoy")).Upgrade(Reply.Of(403, "Forbidden").By("envoy")), "apprunner"),
        new("App Runner behind a name of one's own", RunBuilder.Socket().Dns("203.0.113.7", ["x7.eu-west-1.awsapprunner.com"]).Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Silence()), "apprunner"),
        new("a classic balancer's HTTP listener", RunBuilder.Socket()
            .Plain(Reply.Of(400, "Bad Request").With("Set-Cookie", "AWSELB=1").WithBody("x")).Upgrade(Reply.Of(400, "Bad Request").With("Set-Cookie", "AWSELB=1").WithBody("x")), "alb"),
        new("Azure Front Door", RunBuilder.Socket().Plain(Reply.Of(200, "OK").With("X-Azure-Ref", "1")).Upgrade(Reply.Of(502, "Bad Gateway").With("X-Azure-Ref", "1")), "azure-front-door"),
        new("Vercel", RunBuilder.Socket("wss://my.vercel.app/ws").Plain(Reply.Of(404, "Not Found").By("Vercel")).Upgrade(Reply.Of(404, "Not Found").By("Vercel")), "vercel"),
        new("an HTTP API", RunBuilder.Socket().Plain(Reply.Of(200, "OK").With("apigw-requestid", "1")).Upgrade(Reply.Of(404, "Not Found").With("apigw-requestid", "1")), "api-gateway"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("Front Door that passes it", RunBuilder.Healthy(signature: r => r.With("X-Azure-Ref", "1"))),
        new("unanswered at a host of one's own", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Silence())),
        new("App Runner is down", RunBuilder.Socket(AppRunner).Plain(Reply.Silence()).Upgrade(Reply.Silence())),
        new("an application balancer", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").With("Set-Cookie", "AWSALB=1")).Upgrade(Reply.Of(404, "Not Found").With("Set-Cookie", "AWSALB=1"))),
        new("the origin fails straight too", RunBuilder.Socket(AppRunner).Plain(Reply.Of(200, "OK")).Upgrade(Reply.Silence()).To("127.0.0.1:8501").Upgrade(Reply.Silence())),
    ];
}

internal sealed class SocketsSwitchedOffCases : IRuleCases
{
    private const string Body = "HTTP Error 503.12 - WebSocket request made to a site where WebSockets are disabled.";

    public IDiagnosisRule Rule { get; } = new SocketsSwitchedOff();

    public IEnumerable<RuleCase> Fires =>
    [
        new("IIS says 503.12", RunBuilder.Socket().Plain(Reply.Of(200, "OK")).Upgrade(Reply.Of(503, "Service Unavailable").WithBody(Body)), "iis"),
        new("App Service says 503.12", RunBuilder.Socket("wss://my.azurewebsites.net/ws").Plain(Reply.Of(200, "OK")).Upgrade(Reply.Of(503, "Service Unavailable").WithBody(Body)), "azure-app-service"),
        new("App Service, as if it were a plain request", RunBuilder.Socket("wss://my.azurewebsites.net/ws").Plain(Reply.Of(404, "Not Found")).Upgrade(Reply.Of(404, "Not Found")), "azure-app-service"),
        new("Cloudflare's switch", RunBuilder.Socket().Plain(Cloudflared(Reply.Of(400, "Bad Request"))).Upgrade(Cloudflared(Reply.Of(400, "Bad Request")))
            .To("203.0.113.9:80").Upgrade(Reply.Opens().By("nginx")), "cloudflare"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("App Service that passes it", RunBuilder.Healthy("wss://my.azurewebsites.net/ws")),
        new("503 of another kind", RunBuilder.Socket().Plain(Reply.Of(200, "OK")).Upgrade(Reply.Of(503, "Service Unavailable").WithBody("no healthy upstream"))),
        new("Cloudflare and an origin that fails straight too", RunBuilder.Socket().Plain(Cloudflared(Reply.Of(400, "Bad Request"))).Upgrade(Cloudflared(Reply.Of(400, "Bad Request")))
            .To("203.0.113.9:80").Upgrade(Reply.Of(400, "Bad Request"))),
        new("Cloudflare, and nobody asked the origin", RunBuilder.Socket().Plain(Cloudflared(Reply.Of(400, "Bad Request"))).Upgrade(Cloudflared(Reply.Of(400, "Bad Request")))),
    ];

    private static Reply Cloudflared(Reply reply) => reply.By("cloudflare").With("CF-RAY", "8f00-FRA");
}

internal sealed class EdgePortClosedCases : IRuleCases
{
    private static readonly Failure TimedOut = new(FailureStage.Connect, FailureKind.TimedOut, "no connection within 5 s");

    public IDiagnosisRule Rule { get; } = new EdgePortClosed();

    public IEnumerable<RuleCase> Fires =>
    [
        new("port 3053 at Cloudflare", At("wss://app.example:3053/ws", "104.16.1.1"), "cloudflare"),
        new("a plain socket on 6001", At("ws://app.example:6001/ws", "2606:4700::1"), "cloudflare"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a listed port", At("wss://app.example:8443/ws", "104.16.1.1")),
        new("another host's address", At("wss://app.example:3053/ws", "203.0.113.7")),
        new("the port of the other scheme", At("wss://app.example:2052/ws", "104.16.1.1")),
        new("it answers after all", RunBuilder.Socket("wss://app.example:3053/ws").Dns("104.16.1.1").Tcp("104.16.1.1:3053").Upgrade(Reply.Of(502, "Bad Gateway"))),
    ];

    private static RunBuilder At(string url, string address) => RunBuilder.Socket(url)
        .Dns(address).Tcp(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:1" : $"{address}:1", TimedOut)
        .Upgrade(Reply.Fails(FailureStage.Connect, FailureKind.TimedOut));
}

internal sealed class EdgePageInTheWayCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new EdgePageInTheWay();

    public IEnumerable<RuleCase> Fires =>
    [
        new("ngrok's pre-visit page", RunBuilder.Socket("wss://a.ngrok-free.app/ws")
            .Upgrade(Reply.Of(200, "OK").With("ngrok-error-code", "ERR_NGROK_6024").With("Content-Type", "text/html").WithBody("<!DOCTYPE html>"))
            .Upgrade(Variation.NoUserAgent, Reply.Opens()), "ngrok"),
        new("a challenge by Cloudflare", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").With("cf-mitigated", "challenge")), "cloudflare"),
        new("Just a moment", RunBuilder.Socket().Upgrade(Reply.Of(503, "Service Unavailable").By("cloudflare").WithBody("<html><title>Just a moment...</title>")), "cloudflare"),
        new("an unknown page by User-Agent", RunBuilder.Socket().Upgrade(Reply.Of(200, "OK").With("Content-Type", "text/html").WithBody("<html>welcome"))
            .Upgrade(Variation.NoUserAgent, Reply.Opens())),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("ngrok's tunnel is dead", RunBuilder.Socket("wss://a.ngrok-free.app/ws").Upgrade(Reply.Of(404, "Not Found").With("ngrok-error-code", "ERR_NGROK_3200"))),
        new("a flat refusal by Cloudflare", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("cloudflare").WithBody("error code: 1020"))),
        new("an HTML page either way", RunBuilder.Socket().Upgrade(Reply.Of(200, "OK").With("Content-Type", "text/html").WithBody("<html>"))
            .Upgrade(Variation.NoUserAgent, Reply.Of(200, "OK"))),
        new("chance: others open as well", RunBuilder.Socket().Upgrade(Reply.Of(502, "Bad Gateway").With("Content-Type", "text/html")).Upgrade(Variation.Repeat, Reply.Opens())
            .Upgrade(Variation.NoUserAgent, Reply.Opens())),
    ];
}

internal sealed class PathReservedCases : IRuleCases
{
    private const string Google = "<title>Error 404 (Not Found)!!1</title>";

    public IDiagnosisRule Rule { get; } = new PathReserved();

    public IEnumerable<RuleCase> Fires =>
    [
        new("a socket on a path that ends in z", RunBuilder.Socket("wss://app.run.app/quiz").Upgrade(Reply.Of(404, "Not Found").WithBody(Google)).Http("http-root", Reply.Of(200, "OK")), "google"),
        new("an old Streamlit's /healthz", RunBuilder.Page("https://app.run.app/").Read(p => p with { App = "streamlit" }, "wss://app.run.app/stream")
            .OnSocket("wss://app.run.app/stream").Upgrade(Reply.Opens()).Http("http-health", Reply.Of(404, "Not Found").WithBody(Google), "https://app.run.app/healthz"), "google"),
        new("a path below /cdn-cgi/", RunBuilder.Socket("wss://app.example/cdn-cgi/ws").Upgrade(Reply.Of(404, "Not Found").By("cloudflare")), "cloudflare"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy app without /healthz on Cloud Run", RunBuilder.Healthy("wss://app.run.app/ws").Http("http-health", Reply.Of(404, "Not Found").WithBody(Google), "https://app.run.app/healthz")),
        new("a newer Streamlit", RunBuilder.Page("https://app.run.app/").Read(p => p with { App = "streamlit" }, "wss://app.run.app/_stcore/stream")
            .OnSocket("wss://app.run.app/_stcore/stream").Upgrade(Reply.Opens())
            .Http("http-health", Reply.Of(200, "OK"), "https://app.run.app/_stcore/health")
            .Http("http-health", Reply.Of(404, "Not Found").WithBody(Google), "https://app.run.app/healthz")),
        new("Google does not know the service", RunBuilder.Socket("wss://app.run.app/quiz").Upgrade(Reply.Of(404, "Not Found").WithBody(Google)).Http("http-root", Reply.Of(404, "Not Found").WithBody(Google))),
    ];
}

internal sealed class LoginBeforeTheAppCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new LoginBeforeTheApp();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Cloudflare Access", RunBuilder.Socket().Upgrade(Reply.Redirect(302, "https://team.cloudflareaccess.com/cdn-cgi/access/login/app.example?kid=1")), "cloudflare"),
        new("oauth2-proxy", RunBuilder.Socket().Upgrade(Reply.Redirect(302, "/oauth2/start?rd=%2Fws").By("nginx")), "oauth2-proxy"),
        new("an identity provider behind nginx", RunBuilder.Socket().Upgrade(Reply.Redirect(302, "https://id.example/realms/x/protocol/openid-connect/auth?client_id=1").By("nginx")), "nginx"),
        new("nginx's own 401", RunBuilder.Socket().Upgrade(Reply.Of(401, "Unauthorized").By("nginx")
            .WithBody("<html><body><center><h1>401 Authorization Required</h1></center><hr><center>nginx/1.22.1</center></body></html>")), "nginx"),
        new("Identity-Aware Proxy", RunBuilder.Socket().Upgrade(Reply.Of(401, "Unauthorized").With("x-goog-iap-generated-response", "true")), "google"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("the app's own login", RunBuilder.Socket().Upgrade(Reply.Redirect(302, "/login?next=%2Fws"))),
        new("a redirect to https", RunBuilder.Socket("ws://app.example/ws").Upgrade(Reply.Redirect(301, "https://app.example/ws"))),
        new("the app's own 401", RunBuilder.Socket().Upgrade(Reply.Of(401, "Unauthorized").WithBody("{\"detail\":\"Not authenticated\"}"))),
        new("nginx's own 403", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").WithBody("<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>"))),
    ];
}

internal sealed class NetworkInterceptsCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new NetworkIntercepts();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Zscaler's certificate is not trusted", Inspected("CN=Zscaler Intermediate Root CA (zscaler.net)", CertificateFlaw.UnknownIssuer)
            .Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.CertificateInvalid)), "client"),
        new("inspection that lets the socket through", Inspected("CN=Avast Web/Mail Shield Root").Upgrade(Reply.Opens()), "client"),
        new("a Squid of the client's network", RunBuilder.Socket("ws://app.example/ws").Upgrade(Reply.Of(403, "Forbidden").With("X-Squid-Error", "ERR_ACCESS_DENIED 0")), "client"),
        new("this machine's proxy refuses", RunBuilder.Socket().Asked(a => a with { SystemProxy = "proxy.corp:8080", ProxyUsed = true })
            .Upgrade(Reply.Fails(FailureStage.Proxy, FailureKind.Other, "CONNECT was answered with 403")), "client"),
        new("a proxy wants a login", RunBuilder.Socket("ws://app.example/ws").Upgrade(Reply.Of(407, "Proxy Authentication Required").With("Proxy-Authenticate", "Basic realm=x")), "client"),
        new("a captive portal", RunBuilder.Socket("ws://app.example/ws").Upgrade(Reply.Of(511, "Network Authentication Required"))),
        new("a filter's page", RunBuilder.Socket("ws://app.example/ws").Upgrade(Reply.Of(403, "Forbidden").WithBody("<title>FortiGuard Intrusion Prevention - Access Blocked</title>"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a healthy chain", RunBuilder.Healthy()),
        new("a Squid in front of the site", RunBuilder.Healthy(signature: r => r.With("Via", "1.1 cache (squid/5.7)"))),
        new("a self-signed certificate", Inspected("CN=app.example", CertificateFlaw.SelfSigned).Upgrade(Reply.Fails(FailureStage.Tls, FailureKind.CertificateInvalid))),
        new("a 403 of the app", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden"))),
    ];

    private static RunBuilder Inspected(string issuer, params CertificateFlaw[] flaws) => RunBuilder.Socket().Tls(t => t with
    {
        Chain = [new CertificateFacts("CN=app.example", issuer, ["app.example"], "2026-10-01T00:00:00Z", "2026-12-30T00:00:00Z")],
        Flaws = [.. flaws],
    });
}
