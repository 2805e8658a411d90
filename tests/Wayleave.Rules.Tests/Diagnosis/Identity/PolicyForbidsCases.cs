using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class PolicyForbidsCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new PolicyForbids();

    public IEnumerable<RuleCase> Fires =>
    [
        new("self and another host", RunBuilder.Page().Read(p => p with { ContentSecurityPolicies = ["default-src 'self'; connect-src 'self' https://api.example"] }, "wss://ws.example/ws").OnSocket("wss://ws.example/ws"), "app"),
        new("none", RunBuilder.Page().Read(p => p with { ContentSecurityPolicies = ["connect-src 'none'"] }, "wss://app.example/ws").OnSocket("wss://app.example/ws")),
        new("the default rules", RunBuilder.Page().Read(p => p with { ContentSecurityPolicies = ["default-src 'self'"] }, "wss://ws.example/ws").OnSocket("wss://ws.example/ws")),
        new("another port", RunBuilder.Page().Read(p => p with { ContentSecurityPolicies = ["connect-src wss://ws.example"] }, "wss://ws.example:8443/ws").OnSocket("wss://ws.example:8443/ws")),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("self covers its own host", RunBuilder.Page().Read(p => p with { ContentSecurityPolicies = ["connect-src 'self'"] }, "wss://app.example/ws").OnSocket("wss://app.example/ws")),
        new("a wildcard", RunBuilder.Page().Read(p => p with { ContentSecurityPolicies = ["connect-src wss://*.example"] }, "wss://ws.example/ws").OnSocket("wss://ws.example/ws")),
        new("the scheme", RunBuilder.Page().Read(p => p with { ContentSecurityPolicies = ["connect-src wss:"] }, "wss://app.example/ws").OnSocket("wss://app.example/ws")),
        new("no word about sockets", RunBuilder.Page().Read(p => p with { ContentSecurityPolicies = ["script-src 'self'"] }, "wss://app.example/ws").OnSocket("wss://app.example/ws")),
        new("everything", RunBuilder.Page().Read(p => p with { ContentSecurityPolicies = ["connect-src *"] }, "wss://app.example/ws").OnSocket("wss://app.example/ws")),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
