using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class PathUnroutedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new PathUnrouted();

    public IEnumerable<RuleCase> Fires =>
    [
        new("another backend's data", RunBuilder.Socket().Http("http-root", Reply.Of(404, "Not Found")).Plain(Reply.Of(200, "OK").By("nginx").WithBody("[]")).Upgrade(Reply.Of(200, "OK").By("nginx").WithBody("[]")), "nginx"),
        new("uvicorn refuses a path that it does not know", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("uvicorn")).Upgrade(Reply.Of(403, "Forbidden").By("Python/3.11 websockets/10.4")).Upgrade(Variation.NoOrigin, Reply.Of(403, "Forbidden")), "app"),
        new("nginx has no such location", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("nginx").WithBody("<html><center>nginx</center></html>")).Upgrade(Reply.Of(404, "Not Found").By("nginx").WithBody("<html><center>nginx</center></html>")), "nginx"),
        new("a catch-all page", RunBuilder.Socket().Http("http-root", Reply.Of(200, "OK").By("nginx").With("Content-Type", "text/html").WithBody("<!doctype html><div id=root>")).Plain(Reply.Of(200, "OK").By("nginx").With("Content-Type", "text/html").WithBody("<!doctype html><div id=root>")).Upgrade(Reply.Of(200, "OK").By("nginx").With("Content-Type", "text/html").WithBody("<!doctype html><div id=root>")), "nginx"),
        new("Tornado knows no such path", RunBuilder.Socket().Upgrade(Reply.Of(404, "Not Found").By("TornadoServer/6.2").WithBody("<html><title>404: Not Found</title><body>404: Not Found</body></html>")), "app"),
        new("a static site with another success", RunBuilder.Socket().Plain(Reply.Of(206, "Partial Content").WithBody("x")).Upgrade(Reply.Of(206, "Partial Content").WithBody("x")), "app"),
        new("nothing at all", RunBuilder.Socket().Upgrade(Reply.Of(204, "No Content")), "app"),
        new("Caddy answers with nothing", RunBuilder.Socket().Plain(Reply.Of(200, "OK").By("Caddy")).Upgrade(Reply.Of(200, "OK").By("Caddy"))),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("a 101 in disguise", RunBuilder.Socket().Upgrade(Reply.Of(200, "OK").With("Sec-WebSocket-Accept", "x"))),
        new("uvicorn lets another Origin in", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("uvicorn")).Upgrade(Reply.Of(403, "Forbidden").By("Python/3.11 websockets/10.4")).Upgrade(Variation.NoOrigin, Reply.Opens())),
        new("with the slash it opens", RunBuilder.Socket().Upgrade(Reply.Of(404, "Not Found")).Upgrade(Variation.TrailingSlash, Reply.Opens())),
        new("Starlette saw a plain request", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("nginx/1.22.1").WithBody("{\"detail\":\"Not Found\"}")).Upgrade(Reply.Of(404, "Not Found").By("nginx/1.22.1").WithBody("{\"detail\":\"Not Found\"}"))),
        new("refused for who asks", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
