using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Aws;

/// <summary>Which of a browser's headers a cache behaviour sends on to its origin.</summary>
/// <param name="account">All that the files have: a policy of one's own stands in a file of its own.</param>
/// <param name="behaviour">The cache behaviour.</param>
internal sealed class CloudFrontHeaders(AwsAccount account, DataNode behaviour)
{
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior
    private static readonly string[] s_notByLegacy = ["host", "accept", "accept-charset", "accept-language", "expect", "referer", "authorization", "cookie", "user-agent"];

    private readonly CloudFrontPolicy? _request = CloudFrontPolicy.OfRequest(account, behaviour["OriginRequestPolicyId"]?.Text);
    private readonly CloudFrontPolicy? _cache = CloudFrontPolicy.OfCache(account, behaviour["CachePolicyId"]?.Text);

    /// <summary>The line that decides it: the policy for requests, else the older list of headers, else the policy for the cache; null if there is none.</summary>
    public Span? Where => Entry("OriginRequestPolicyId") ?? (behaviour["ForwardedValues"] as DataMap)?.Find("Headers")?.At ?? Entry("ForwardedValues") ?? Entry("CachePolicyId");

    /// <summary>Whether a header of the browser's goes on; null if that is not known.</summary>
    /// <param name="name">In lower case.</param>
    public bool? Forwards(string name)
    {
        bool hasRequest = behaviour["OriginRequestPolicyId"]?.Text is { Length: > 0 }, hasCache = behaviour["CachePolicyId"]?.Text is { Length: > 0 };
        if (!hasCache && behaviour["ForwardedValues"] is DataMap legacy) return Legacy(legacy, name);
        // One that has neither is not told from one that somebody shortened.
        if (!hasCache && !hasRequest) return null;
        return (hasRequest ? _request?.Forwards(name) : false) | (hasCache ? _cache?.Forwards(name) : false);
    }

    /// <summary>Whether CloudFront adds a header of its own.</summary>
    /// <param name="name">In lower case.</param>
    public bool Adds(string name) => (behaviour["ForwardedValues"] is DataMap legacy && Names(legacy["Headers"]).Contains(name)) || _request?.Adds(name) == true || _cache?.Adds(name) == true;

    /// <summary>The names in a list of headers, in lower case.</summary>
    public static IEnumerable<string> Names(DataNode? headers) => (headers is DataList list ? list.Values : headers?["Items"]?.Items ?? []).Select(item => item.Text?.ToLowerInvariant() ?? "");

    // What the older settings do not name goes on all the same, with a few exceptions: so sockets worked from the first day.
    private static bool? Legacy(DataMap legacy, string name)
    {
        string[] listed = [.. Names(legacy["Headers"])];
        if (listed.Contains("*") || listed.Contains(name)) return true;
        return name == "cookie" ? legacy.Find("Cookies")?.Value["Forward"]?.Text switch { "all" => true, "none" => false, _ => null } : !s_notByLegacy.Contains(name);
    }

    private Span? Entry(string key) => (behaviour as DataMap)?.Find(key) is { Value: not DataScalar { Value: "" } } entry ? entry.At : null;
}
