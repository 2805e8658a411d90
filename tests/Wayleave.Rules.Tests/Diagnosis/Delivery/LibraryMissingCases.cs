using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class LibraryMissingCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new LibraryMissing();

    public IEnumerable<RuleCase> Fires =>
    [
        new("uvicorn says so", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").WithBody("Unsupported upgrade request.")), "app"),
        new("uvicorn answers as to a plain request", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("uvicorn").WithBody("{\"detail\":\"Not Found\"}")).Upgrade(Reply.Of(404, "Not Found").By("uvicorn").WithBody("{\"detail\":\"Not Found\"}")), "app"),
        new("also straight at the origin", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("nginx/1.22.1").WithBody("{\"detail\":\"Not Found\"}")).Upgrade(Reply.Of(404, "Not Found").By("nginx/1.22.1").WithBody("{\"detail\":\"Not Found\"}")).To("10.0.0.5:8000").Plain(Reply.Of(404, "Not Found").By("uvicorn").WithBody("{\"detail\":\"Not Found\"}")).Upgrade(Reply.Of(404, "Not Found").By("uvicorn").WithBody("{\"detail\":\"Not Found\"}")).ToPublic(), "app"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("behind nginx it may be the proxy", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("nginx/1.22.1").WithBody("{\"detail\":\"Not Found\"}")).Upgrade(Reply.Of(404, "Not Found").By("nginx/1.22.1").WithBody("{\"detail\":\"Not Found\"}"))),
        new("uvicorn refuses an upgrade that it sees", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("uvicorn").WithBody("{\"detail\":\"Not Found\"}")).Upgrade(Reply.Of(403, "Forbidden").By("Python/3.11 websockets/10.4"))),
        new("straight there it opens", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").WithBody("Unsupported upgrade request.")).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic()),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
