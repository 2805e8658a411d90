using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis;

/// <summary>Failures that people reported, as far as their report says what a caller sees: the first finding must name the confirmed cause.</summary>
public sealed class ReportedFailureTests
{
    private const string EngineBadRequest = "{\"code\":3,\"message\":\"Bad request\"}";

    private static readonly Dictionary<string, (string Cause, RunBuilder Run)> Reports = new()
    {
        ["F001: script-server behind nginx"] = (CauseNames.UpgradeHeaderStripped, RunBuilder.Socket()
            .Upgrade(Reply.Of(400, "Bad Request").By("nginx").WithBody("Can \"Upgrade\" only to \"WebSocket\"."))),
        ["F007: App Mesh over HTTP/2"] = (CauseNames.AlpnH2OnlyBackend, RunBuilder.Socket()
            .Http("http-root", Reply.Of(200, "OK").By("envoy"))
            .Upgrade(Reply.Of(503, "Service Unavailable").By("envoy").WithBody("upstream connect error or disconnect/reset before headers"))),
        ["F010: FastAPI route with a slash"] = (CauseNames.RedirectOnUpgrade, RunBuilder.Socket().Upgrade(Reply.Redirect(307, "https://app.example/ws/").By("uvicorn"))),
        ["F012: Socket.IO behind Apache"] = (CauseNames.UpgradeHeaderStripped, RunBuilder.Socket("wss://app.example/socket.io/?EIO=4&transport=websocket")
            .Upgrade(Reply.Of(400, "Bad Request").By("Apache").WithBody(EngineBadRequest))),
        ["F015: Phoenix compares the scheme"] = (CauseNames.ForwardedProtoWrong, RunBuilder.Socket()
            .Upgrade(Reply.Of(403, "Forbidden").By("nginx"))
            .Upgrade(Variation.OtherSchemeOrigin, Reply.Opens().By("nginx"))),
        ["F017: Grafana behind nginx"] = (CauseNames.HostHeaderMismatch, RunBuilder.Socket()
            .Upgrade(Reply.Of(403, "Forbidden").By("nginx"))
            .Upgrade(Variation.NoOrigin, Reply.Opens().By("nginx"))),
        ["F021: Home Assistant behind Nginx Proxy Manager"] = (CauseNames.UpgradeHeaderStripped, RunBuilder.Socket("wss://app.example/api/websocket")
            .Http("http-root", Reply.Of(200, "OK").By("openresty"))
            .Plain(Reply.Of(400, "Bad Request").By("openresty"))
            .Upgrade(Reply.Of(400, "Bad Request").By("openresty"))),
        ["F027: n8n closes after the upgrade"] = (CauseNames.HostHeaderMismatch, RunBuilder.Socket()
            .Upgrade(Reply.Opens().By("nginx").Ends(EndKind.CloseFrame, 9, 1008, "Invalid origin"))),
        ["F042: Envoy Gateway without endpoints"] = (CauseNames.BackendDownMasked, RunBuilder.Socket()
            .Plain(Reply.Of(503, "Service Unavailable").By("envoy"))
            .Upgrade(Reply.Of(403, "Forbidden").By("envoy"))),
        ["F054: uvicorn without a library"] = (CauseNames.ServerLibMissing, RunBuilder.Socket()
            .Plain(Reply.Of(404, "Not Found").By("uvicorn").WithBody("{\"detail\":\"Not Found\"}"))
            .Upgrade(Reply.Of(404, "Not Found").By("uvicorn").WithBody("{\"detail\":\"Not Found\"}"))),
        ["F068: App Service with the switch off"] = (CauseNames.PlatformWebsocketsOff, RunBuilder.Socket("wss://app.azurewebsites.net/ws")
            .Plain(Reply.Of(200, "OK").By("Microsoft-IIS/10.0"))
            .Upgrade(Reply.Of(503, "Service Unavailable").By("Microsoft-IIS/10.0").WithBody("HTTP Error 503.12 - WebSocket request made to a site where WebSockets are disabled."))),
        ["F077: Cloudflare Access"] = (CauseNames.AuthProxyBlocksUpgrade, RunBuilder.Socket()
            .Upgrade(Reply.Redirect(302, "https://team.cloudflareaccess.com/cdn-cgi/access/login").By("cloudflare").With("CF-RAY", "x"))),
        ["F080: the root redirects to its UI"] = (CauseNames.RedirectOnUpgrade, RunBuilder.Socket("wss://app.example/")
            .Upgrade(Reply.Redirect(307, "/ui/").By("cloudflare").With("CF-RAY", "x"))),
        ["F096: hard-coded ws"] = (CauseNames.MixedContent, RunBuilder.Page()
            .Read(p => p with { Sockets = [new DiscoveredSocket("ws://app.example/ws", "\"ws://\" + location.host", "https://app.example/app.js", true)] })
            .OnSocket("ws://app.example/ws").Upgrade(Reply.Opens())),
        ["F107: daphne refuses a missing Origin"] = (CauseNames.OriginMissing, RunBuilder.Socket()
            .Upgrade(Reply.Opens().By("daphne"))
            .Upgrade(Variation.NoOrigin, Reply.Of(403, "Access denied"))),
        ["F117: nginx waits for a PROXY header"] = (CauseNames.ProxyProtocolMismatch, RunBuilder.Socket()
            .Http("http-root", Reply.Of(400, "Bad Request").By("nginx").WithBody("<h1>400 Bad Request</h1><center>nginx</center>"))
            .Plain(Reply.Of(400, "Bad Request").By("nginx").WithBody("<h1>400 Bad Request</h1><center>nginx</center>"))
            .Upgrade(Reply.Of(400, "Bad Request").By("nginx").WithBody("<h1>400 Bad Request</h1><center>nginx</center>"))),
        ["F120: the page dials an inner port"] = (CauseNames.ClientUrlWrong, RunBuilder.Page()
            .Read(null, "wss://app.example:6001/app")
            .OnSocket("wss://app.example:6001/app").Upgrade(Reply.Fails(FailureStage.Connect, FailureKind.Refused))),
        ["F131: logging wraps the writer"] = (CauseNames.MiddlewareBreaksHijack, RunBuilder.Socket()
            .Upgrade(Reply.Of(500, "Internal Server Error").WithBody("websocket: response does not implement http.Hijacker"))),
        ["F143: an unusual Origin"] = (CauseNames.OriginNotAllowlisted, RunBuilder.Socket("ws://localhost:8888/ws")
            .Asked(a => a with { PageOrigin = "vscode-webview://abc", PageOriginGiven = true })
            .Upgrade(Reply.Of(403, "Forbidden"))
            .Upgrade(Variation.SameHostOrigin, Reply.Opens())),
        ["F146: Phoenix at another address"] = (CauseNames.ConfiguredPublicUrlMismatch, RunBuilder.Socket("ws://127.0.0.1:4000/live/websocket")
            .Plain(Reply.Of(400, "Bad Request").By("Cowboy"))
            .Upgrade(Reply.Of(403, "Forbidden").By("Cowboy"))
            .Upgrade(Variation.NoOrigin, Reply.Opens())),
    };

    public static TheoryData<string> Names => [.. Reports.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_reported_failure_gets_its_confirmed_cause_first(string report)
    {
        Judgement judgement = Reports[report].Run.Judge();

        judgement.Findings.ShouldNotBeEmpty(judgement.Summary);
        judgement.Findings[0].Cause.ShouldBe(Reports[report].Cause, judgement.Summary);
        judgement.Hops.Select(h => h.Name).ShouldContain(judgement.Findings[0].Hop);
    }
}
