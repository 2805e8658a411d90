using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class UpgradeStrippedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new UpgradeStripped();

    public IEnumerable<RuleCase> Fires =>
    [
        new("uvicorn got Connection without Upgrade", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").By("uvicorn").WithBody("Unsupported upgrade request.")).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic(), "proxy"),
        new("Envoy has no upgrade_configs", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("envoy").WithBody("{}")).Upgrade(Reply.Of(403, "Forbidden").By("envoy")), "envoy"),
        new("Tornado says so behind nginx", RunBuilder.Socket().Plain(Reply.Of(400, "Bad Request").By("nginx/1.22.1").WithBody("Can \"Upgrade\" only to \"WebSocket\".")).Upgrade(Reply.Of(400, "Bad Request").By("nginx/1.22.1").WithBody("Can \"Upgrade\" only to \"WebSocket\".")), "nginx"),
        new("nothing signs itself", RunBuilder.Socket().Upgrade(Reply.Of(426, "Upgrade Required")), "proxy"),
        new("Starlette saw a plain request", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("nginx/1.22.1").WithBody("{\"detail\":\"Not Found\"}")).Upgrade(Reply.Of(404, "Not Found").By("nginx/1.22.1").WithBody("{\"detail\":\"Not Found\"}")), "nginx"),
        new("the origin opens it", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("nginx/1.22.1").WithBody("{\"detail\":\"Not Found\"}")).Upgrade(Reply.Of(404, "Not Found").By("nginx/1.22.1").WithBody("{\"detail\":\"Not Found\"}")).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic(), "nginx"),
        new("our own far end tells", RunBuilder.Socket().Upgrade(Reply.Of(426, "Upgrade Required").By("nginx/1.22.1").Telling(headers: [("Host", "app.example"), ("Connection", "close")])), "nginx"),
        new("socket.io behind Apache", RunBuilder.Socket("wss://app.example/socket.io/?EIO=4&transport=websocket").Upgrade(Reply.Of(400, "Bad Request").By("Apache/2.4.66").WithBody("{\"code\":3,\"message\":\"Bad request\"}")), "apache"),
        new("the same 400 as a plain GET behind nginx", RunBuilder.Socket().Plain(Reply.Of(400, "Bad Request").By("nginx/1.22.1")).Upgrade(Reply.Of(400, "Bad Request").By("nginx/1.22.1")), "nginx"),
        new("varnish in front of Django", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").With("X-Varnish", "5").By("daphne")).Upgrade(Reply.Of(404, "Not Found").With("X-Varnish", "5").By("daphne")), "varnish"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("refused for who asks", RunBuilder.Socket().Plain(Reply.Of(403, "Forbidden").By("nginx/1.22.1")).Upgrade(Reply.Of(403, "Forbidden").By("nginx/1.22.1"))),
        new("nginx has no such location", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("nginx").WithBody("<html><center>nginx</center></html>")).Upgrade(Reply.Of(404, "Not Found").By("nginx").WithBody("<html><center>nginx</center></html>"))),
        new("Tornado knows no such path", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("nginx").WithBody("<html><title>404: Not Found</title><body>404: Not Found</body></html>")).Upgrade(Reply.Of(404, "Not Found").By("nginx").WithBody("<html><title>404: Not Found</title><body>404: Not Found</body></html>"))),
        new("the backend is down", RunBuilder.Socket().Plain(Reply.Of(502, "Bad Gateway").By("nginx")).Upgrade(Reply.Of(502, "Bad Gateway").By("nginx"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
