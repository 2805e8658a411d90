using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;

namespace Wayleave.Rules.Config.Aws;

/// <summary>What a policy of CloudFront says of headers and cookies: one of AWS's own, known by its id, or one that a file describes.</summary>
/// <param name="Behaviour">As AWS writes it: <c>none</c>, <c>whitelist</c>, <c>allViewer</c>, <c>allExcept</c>, <c>allViewerAndWhitelistCloudFront</c>.</param>
/// <param name="Headers">The headers that it lists, in lower case.</param>
/// <param name="Cookies">Likewise for cookies.</param>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html">Managed origin request policies</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html">Managed cache policies</seealso>
internal sealed record CloudFrontPolicy(string Behaviour, ImmutableArray<string> Headers, string Cookies)
{
    private static readonly Dictionary<string, CloudFrontPolicy> s_request = new(StringComparer.Ordinal)
    {
        ["216adef6-5c7f-47e4-b989-5492eafa07d3"] = new("allViewer", [], "all"),
        ["b689b0a8-53d0-40ab-baf2-68738e2966ac"] = new("allExcept", ["host"], "all"),
        ["33f36d7e-f396-46d9-90e0-52428a34d9dc"] = new("allViewerAndWhitelistCloudFront", ["cloudfront-forwarded-proto"], "all"),
        ["59781a5b-3903-41f3-afcb-af62929ccde1"] = new("whitelist", ["origin"], "none"),
        ["88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"] = new("whitelist", ["origin"], "none"),
        ["775133bc-15f2-49f9-abea-afb2e0bf67d2"] = new("whitelist", ["origin", "user-agent", "x-forwarded-for"], "none"),
        ["acba4595-bd28-49b8-b9fe-13317c0390fa"] = new("whitelist", ["user-agent", "referer"], "none"),
        ["bf0718e1-ba1e-49d1-88b1-f726733018ae"] = new("whitelist", ["host"], "none"),
    };

    private static readonly Dictionary<string, CloudFrontPolicy> s_cache = new(StringComparer.Ordinal)
    {
        ["4135ea2d-6df8-44a3-9df3-4b5a84be39ad"] = new("none", [], "none"),
        ["658327ea-f89d-4fab-a63d-7e88639e58f6"] = new("none", [], "none"),
        ["b2884449-e4de-46a7-ac36-70bc7f1ddd6d"] = new("none", [], "none"),
        ["08627262-05a9-4f76-9ded-b50ca2e3a84f"] = new("whitelist", ["origin"], "none"),
        ["83da9c7e-98b4-4e11-a168-04f0df8e2c65"] = new("whitelist", ["host", "origin"], "all"),
        ["4cc15a8a-d715-48a4-82b8-cc0b614638fe"] = new("whitelist", ["host", "origin"], "all"),
        ["2e54312d-136d-493c-8eb9-b001f22f67d2"] = new("whitelist", ["authorization", "host"], "all"),
    };

    /// <summary>The origin request policy of an id; null if it is not known.</summary>
    public static CloudFrontPolicy? OfRequest(AwsAccount account, string? id) => Of(account, id, s_request);

    /// <summary>The cache policy of an id, whose headers go on as well; null if it is not known.</summary>
    public static CloudFrontPolicy? OfCache(AwsAccount account, string? id) => Of(account, id, s_cache);

    /// <summary>Whether a header of the browser's goes on; null if that is not known.</summary>
    /// <param name="name">In lower case.</param>
    public bool? Forwards(string name) => name == "cookie" && Behaviour is "none" or "whitelist" ? Cookies switch { "all" or "allExcept" => true, "none" => false, _ => null } : Behaviour switch
    {
        "allViewer" or "allViewerAndWhitelistCloudFront" => true,
        "allExcept" => !Headers.Contains(name),
        "whitelist" => Headers.Contains(name),
        "none" => false,
        _ => null,
    };

    /// <summary>Whether CloudFront adds a header of its own.</summary>
    /// <param name="name">In lower case.</param>
    public bool Adds(string name) => Behaviour is "whitelist" or "allViewerAndWhitelistCloudFront" && Headers.Contains(name);

    private static CloudFrontPolicy? Of(AwsAccount account, string? id, Dictionary<string, CloudFrontPolicy> managed)
    {
        if (id is null) return null;
        if (managed.TryGetValue(id, out CloudFrontPolicy? own)) return own;
        if (!account.Policies.TryGetValue(id, out DataNode? config)) return null;
        DataNode shape = config["ParametersInCacheKeyAndForwardedToOrigin"] ?? config;
        return shape.Find("HeadersConfig", "HeaderBehavior")?.Text is { } behaviour
            ? new CloudFrontPolicy(behaviour, [.. CloudFrontHeaders.Names(shape.Find("HeadersConfig", "Headers"))], shape.Find("CookiesConfig", "CookieBehavior")?.Text ?? "")
            : null;
    }
}
