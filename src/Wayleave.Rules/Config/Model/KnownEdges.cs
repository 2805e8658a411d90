using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Model;

/// <summary>What <c>--edge</c> may name.</summary>
public static class KnownEdges
{
    /// <summary>That nothing stands in front.</summary>
    public const string None = "none";

    /// <summary>The edges, the commonest first.</summary>
    public static ImmutableArray<KnownEdge> All { get; } =
    [
        // https://developers.cloudflare.com/workers/platform/limits/#request-limits has the bodies: 100 MB on the plans Free and Pro.
        new("cloudflare", "Cloudflare")
        {
            TlsPorts = [443, 2053, 2083, 2087, 2096, 8443], PlainPorts = [80, 8080, 8880, 2052, 2082, 2086, 2095], KeepsPort = true,
            MaxBody = 100 << 20, ProtoHeaders = ["x-forwarded-proto", "cf-visitor"],
        },
        // A balancer behind it, which it mostly has, sends X-Forwarded-Proto.
        new("cloudfront", "CloudFront") { TlsPorts = [443], PlainPorts = [80], ProtoHeaders = ["cloudfront-forwarded-proto", "x-forwarded-proto"] },
        new("alb", "the ALB"),
        new("ngrok", "ngrok"),
        new("heroku", "Heroku's router") { TlsPorts = [443], PlainPorts = [80] },
        new("google", "Google's load balancer") { ProtoHeaders = ["x-forwarded-proto", "x-appengine-https"] },
        new("azure-app-gateway", "the Application Gateway"),
        new("azure-app-service", "App Service") { TlsPorts = [443], PlainPorts = [80], ProtoHeaders = ["x-forwarded-proto", "x-arr-ssl"] },
        new("azure-front-door", "Azure Front Door") { TlsPorts = [443], PlainPorts = [80] },
        new("apprunner", "App Runner") { TlsPorts = [443], PlainPorts = [80], PassesSockets = false },
    ];

    /// <summary>The edge of that name; null if there is none, or nobody said.</summary>
    /// <param name="name">In lower case.</param>
    public static KnownEdge? Find(string? name) => All.FirstOrDefault(edge => edge.Name == name);
}
