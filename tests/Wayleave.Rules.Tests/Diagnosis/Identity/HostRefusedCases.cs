using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class HostRefusedCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new HostRefused();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Tornado compares with the Host that HAProxy changed", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("TornadoServer/6.2").WithBody("Cross origin websockets not allowed")).Upgrade(Variation.NoOrigin, Reply.Opens()), "proxy"),
        new("Starlette refuses the Host that nginx sends", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").By("nginx").WithBody("Invalid host header")), "nginx"),
        new("nginx in front, open without Origin", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("nginx/1.22.1")).Upgrade(Variation.NoOrigin, Reply.Opens().By("nginx/1.22.1")), "nginx"),
        new("open straight with the same Host and Origin", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("nginx/1.22.1")).Upgrade(Variation.NoOrigin, Reply.Opens().By("nginx/1.22.1")).To("10.0.0.5:8000").Upgrade(Reply.Opens()).ToPublic(), "nginx"),
        new("Django names a disallowed host on the plain GET", RunBuilder.Socket().Plain(Reply.Of(400, "Bad Request").By("daphne").WithBody("<h1>Bad Request (400)</h1><p></p>")).Upgrade(Reply.Of(403, "Access denied")), "app"),
        new("closed with 1008 and the reason behind nginx", RunBuilder.Socket().Upgrade(Reply.Opens().By("nginx/1.22.1").Ends(EndKind.CloseFrame, 12, 1008, "Invalid origin")), "nginx"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("Tornado refuses straight too", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").WithBody("Cross origin websockets not allowed")).Upgrade(Variation.NoOrigin, Reply.Opens()).To("10.0.0.5:8888").Upgrade(Reply.Of(403, "Forbidden")).ToPublic()),
        new("HAProxy keeps Host", RunBuilder.Socket().Plain(Reply.Of(503, "Service Unavailable").WithBody("No server is available to handle this request.")).Upgrade(Reply.Of(403, "Forbidden")).Upgrade(Variation.NoOrigin, Reply.Opens())),
        new("a page elsewhere is refused", RunBuilder.Socket().Asked(a => a with { PageOrigin = "https://other.example", PageOriginGiven = true }).Upgrade(Reply.Of(403, "Forbidden").By("nginx/1.22.1")).Upgrade(Variation.NoOrigin, Reply.Opens())),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
