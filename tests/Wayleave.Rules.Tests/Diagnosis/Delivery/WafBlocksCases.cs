using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class WafBlocksCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new WafBlocks();

    public IEnumerable<RuleCase> Fires =>
    [
        new("Apache 2.4.71 itself", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("Apache/2.4.71 (Debian)").WithBody("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">\n<html><head>\n<title>403 Forbidden</title>")), "apache"),
        new("Caddy itself", RunBuilder.Socket().Plain(Reply.Of(403, "Forbidden").By("Caddy")).Upgrade(Reply.Of(403, "Forbidden").By("Caddy")), "caddy"),
        new("nginx itself", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("nginx").WithBody("<center>nginx</center>")), "nginx"),
        new("Cloudflare blocks", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("cloudflare").With("CF-RAY", "x").WithBody("<h2>Sorry, you have been blocked</h2>")), "cloudflare"),
        new("a 403 of the balancer itself", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("awselb/2.0")), "alb"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("an app without a name behind Caddy", RunBuilder.Socket().Plain(Reply.Of(404, "Not Found").By("Caddy")).Upgrade(Reply.Of(403, "Forbidden").By("Caddy"))),
        new("Envoy's empty 403 is no rule", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("envoy"))),
        new("the app's own 403", RunBuilder.Socket().Upgrade(Reply.Of(403, "Forbidden").By("cloudflare").With("CF-RAY", "x").WithBody("{}"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
