using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class PathChangedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new PathChanged();

    public IEnumerable<RuleCase> Fires =>
    [
        new("it arrives changed", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx/1.22.1").Telling(path: "/", headers: [("Upgrade", "websocket")])), "nginx"),
        new("the slash is lost on the way", RunBuilder.Socket().Upgrade(Reply.Of(404, "Not Found").By("nginx")).Upgrade(Variation.TrailingSlash, Reply.Opens()).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic(), "nginx"),
        new("Tornado is reached under another path", RunBuilder.Socket().Upgrade(Reply.Of(404, "Not Found").By("nginx").WithBody("<html><title>404: Not Found</title><body>404: Not Found</body></html>")).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic(), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("it arrives as sent", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(headers: [("Upgrade", "websocket")]))),
        new("the app itself wants the slash", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.TrailingSlash, Reply.Opens()).To("10.0.0.5:8000").Upgrade(Reply.Of(403, "Forbidden")).ToPublic()),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
