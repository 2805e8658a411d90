using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class ProtoRedirectCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new ProtoRedirect();

    public IEnumerable<RuleCase> Fires =>
    [
        new("the page itself loops", RunBuilder.Page().Http("http-page", Reply.Redirect(301, "https://app.example/"), "https://app.example/").Read()),
        new("the upgrade loops onto its own URL", RunBuilder.Socket().Upgrade(Reply.Redirect(301, "https://app.example/ws")), "app"),
        new("the origin opens once told that it is https", RunBuilder.Socket().Upgrade(Reply.Redirect(301, "https://app.example/ws").By("nginx/1.22.1")).To("10.0.0.5:8000").Upgrade(Reply.Redirect(301, "https://app.example/ws")).Upgrade(Variation.ForwardedProto, Reply.Opens()).ToPublic(), "nginx"),
        new("the origin redirects whatever it is told", RunBuilder.Socket().Upgrade(Reply.Redirect(301, "https://app.example/ws").By("nginx/1.22.1")).To("10.0.0.5:8000").Upgrade(Reply.Redirect(301, "https://app.example/ws")).Upgrade(Variation.ForwardedProto, Reply.Redirect(301, "https://app.example/ws")).ToPublic(), "app"),
        new("the socket opens, the plain request loops", RunBuilder.Socket().Plain(Reply.Redirect(301, "https://app.example/ws")).Upgrade(Reply.Opens())),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("http to https is an ordinary redirect", RunBuilder.Socket("ws://app.example/ws").Upgrade(Reply.Redirect(301, "https://app.example/ws"))),
        new("only straight and without the header", RunBuilder.Socket().Upgrade(Reply.Opens()).To("10.0.0.5:8000").Upgrade(Reply.Redirect(301, "https://app.example/ws")).Upgrade(Variation.ForwardedProto, Reply.Opens()).ToPublic()),
        new("to another path", RunBuilder.Socket().Upgrade(Reply.Redirect(307, "/ws/"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
