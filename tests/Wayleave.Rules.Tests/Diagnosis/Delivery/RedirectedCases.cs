using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class RedirectedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new Redirected();

    public IEnumerable<RuleCase> Fires =>
    [
        new("HAProxy's own redirect", RunBuilder.Socket("ws://app.example/ws").Upgrade(Reply.Redirect(302, "https://app.example/ws").With("content-length", "0").With("cache-control", "no-cache")), "haproxy"),
        new("to the slash, by uvicorn", RunBuilder.Socket().Upgrade(Reply.Redirect(307, "https://app.example/ws/").By("uvicorn")), "app"),
        new("to https", RunBuilder.Socket("ws://app.example/ws").Upgrade(Reply.Redirect(301, "https://app.example/ws").By("nginx").WithBody("<center>nginx</center>")), "nginx"),
        new("the root to its UI", RunBuilder.Socket("wss://app.example/").Upgrade(Reply.Redirect(307, "/ui/").By("nginx")), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("onto itself: the app takes it for http", RunBuilder.Socket().Upgrade(Reply.Redirect(301, "https://app.example/ws"))),
        new("a plain request redirected beside an open socket", RunBuilder.Socket().Plain(Reply.Redirect(302, "/login")).Upgrade(Reply.Opens())),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
