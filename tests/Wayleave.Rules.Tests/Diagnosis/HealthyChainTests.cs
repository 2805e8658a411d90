using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis;

public sealed class HealthyChainTests
{
    private static readonly Dictionary<string, RunBuilder> Chains = new()
    {
        ["nothing in between"] = RunBuilder.Healthy(),
        ["plain, on a port of its own"] = RunBuilder.Healthy("ws://127.0.0.1:8000/ws"),
        ["Cloudflare and nginx"] = RunBuilder.Healthy("wss://app.example/ws", r => r.By("cloudflare").With("CF-RAY", "8a-LHR")),
        ["CloudFront and a balancer"] = RunBuilder.Healthy("wss://app.example/ws", r => r.With("X-Amz-Cf-Id", "x").With("Set-Cookie", "AWSALB=x")),
        ["Varnish"] = RunBuilder.Healthy("wss://app.example/ws", r => r.With("X-Varnish", "3").With("Via", "1.1 varnish (Varnish/7.1)")),
        ["Envoy"] = RunBuilder.Healthy("wss://app.example/ws", r => r.By("envoy").With("X-Envoy-Upstream-Service-Time", "2")),
        ["Heroku"] = RunBuilder.Healthy("wss://app.herokuapp.com/ws", r => r.With("Via", "1.1 vegur")),
        ["ngrok"] = RunBuilder.Healthy("wss://app.ngrok-free.app/ws", r => r),
        ["daphne, which refuses strangers"] = RunBuilder.Socket("wss://app.example/ws/")
            .Plain(Reply.Of(404, "Not Found").By("nginx").WithBody("<h1>Not Found</h1><p>The requested resource was not found on this server.</p>"))
            .Upgrade(Reply.Opens().By("nginx"))
            .Upgrade(Variation.NoOrigin, Reply.Of(403, "Access denied").By("nginx"))
            .Upgrade(Variation.ForeignOrigin, Reply.Of(403, "Access denied").By("nginx"))
            .Upgrade(Variation.TrailingSlash, Reply.Of(500, "Internal server error").By("nginx")),
        ["an origin that redirects what is not marked as https"] = RunBuilder.Healthy()
            .To("10.0.0.5:8000")
            .Upgrade(Reply.Redirect(301, "https://app.example/ws"))
            .Upgrade(Variation.ForwardedProto, Reply.Opens()),
        ["an origin that admits the edge alone"] = RunBuilder.Healthy("wss://app.example/ws", r => r.By("cloudflare").With("CF-RAY", "x"))
            .To("198.51.100.4:443")
            .Upgrade(Reply.Fails(FailureStage.Connect, FailureKind.TimedOut)),
        ["our own far end"] = RunBuilder.Socket()
            .Upgrade(Reply.Opens().By("nginx").Telling(headers: [("Host", "app.example"), ("Upgrade", "websocket"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "192.0.2.1"), ("Sec-WebSocket-Key", "x"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits")])),
    };

    public static TheoryData<string> Names => [.. Chains.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_healthy_chain_gets_neither_an_error_nor_a_warning(string chain)
    {
        Judgement judgement = Chains[chain].Judge();

        judgement.Findings.Where(f => f.Severity > Severity.Info).Select(f => $"{f.Cause} at {f.Hop}: {f.Summary}").ShouldBeEmpty();
        judgement.Verdict.ShouldBe(Verdict.Works);
    }
}
