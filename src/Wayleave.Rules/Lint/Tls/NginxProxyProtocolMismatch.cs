using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>One side of a connection sends a PROXY header, or waits for one, and the other does not.</summary>
internal sealed class NginxProxyProtocolMismatch : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-proxy-protocol-mismatch", CauseNames.ProxyProtocolMismatch, Severity.Error)
    {
        Why = "A listener with proxy_protocol takes only connections that begin with a PROXY header, and one without takes none of these. HTTP balancers and CDNs send X-Forwarded-For and no PROXY header.",
        Fix = "Take proxy_protocol out of listen behind an HTTP balancer; keep it on both sides or on neither where a TCP balancer is in front.",
        Source = "https://docs.nginx.com/nginx/admin-guide/load-balancer/using-proxy-protocol/",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        deployment.Of<NginxFile>().SelectMany(file => BehindHttp(deployment, file).Concat(BehindStream(file)));

    private IEnumerable<LintFinding> BehindHttp(Deployment deployment, NginxFile file)
    {
        string? front = deployment.Edge ?? deployment.Hops.LastOrDefault(hop => hop.Place is HopPlace.Edge or HopPlace.Balancer)?.Product;
        string? sender = front switch
        {
            "cloudflare" => "Cloudflare's proxy",
            "cloudfront" => "CloudFront",
            "alb" => "an ALB",
            "none" => "a browser",
            _ => null,
        };
        if (sender is null || StreamPasses(file).Any()) return [];
        return
            from listen in Listens(file)
            where Expects(listen)
            select Info.Found(listen.At, $"this listener waits for a PROXY header, and {sender} sends none: every connection ends with 400 or a reset");
    }

    // A stream in the same nginx that passes to its own http: both sides stand in the file.
    private IEnumerable<LintFinding> BehindStream(NginxFile file) =>
        from pass in StreamPasses(file)
        let sends = NginxInheritance.Scalar(pass.Parent!, "proxy_protocol")?.Argument is "on"
        let port = LocalPort(file, pass)
        where port is not null
        let listens = Listens(file).Where(listen => listen.Argument == port || listen.Argument.EndsWith(":" + port, StringComparison.Ordinal)).ToArray()
        where listens.Length > 0 && listens.All(listen => Expects(listen) != sends)
        select Info.Found(sends ? NginxInheritance.Scalar(pass.Parent!, "proxy_protocol")!.At : listens[0].At, sends
            ? $"the stream sends a PROXY header to port {port}, whose listener takes it for the request and answers 400"
            : $"this listener waits for a PROXY header, and the stream that passes to port {port} sends none");

    private static IEnumerable<NginxDirective> StreamPasses(NginxFile file) =>
        file.Named("proxy_pass").Where(directive => directive.Words.Length == 2 && directive.Outwards().Any(level => level.Name == "stream"));

    private static IEnumerable<NginxDirective> Listens(NginxFile file) =>
        file.Named("listen").Where(directive => directive.Words.Length > 1 && directive.Outwards().All(level => level.Name is not ("stream" or "mail")));

    private static bool Expects(NginxDirective listen) => listen.Words.Any(word => word.Text == "proxy_protocol");

    // The port of this machine that a stream passes to; null if it goes elsewhere, or to several.
    private static string? LocalPort(NginxFile file, NginxDirective pass)
    {
        NginxDirective? upstream = file.Named("upstream").FirstOrDefault(one => one.HasBlock && one.Argument == pass.Argument && one.Parent is { Name: "stream" });
        string target = upstream is null ? pass.Argument : upstream.FindAll("server").Take(2).ToArray() is [var only] ? only.Argument : "";
        return NginxUrl.Host(target) is "127.0.0.1" or "localhost" or "[::1]" && target.LastIndexOf(':') is > 0 and var colon ? target[(colon + 1)..] : null;
    }
}
