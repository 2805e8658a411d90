using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Aws;

/// <summary>A CloudFront distribution. Sockets need no setting of their own; which headers reach the origin, and which origin that is, the cache behaviour decides that takes the path.</summary>
/// <param name="account">All that the files have: a policy stands in a file of its own.</param>
/// <param name="distribution">The distribution's configuration.</param>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-working-with.websockets.html">WebSockets</seealso>
internal sealed class CloudFrontHop(AwsAccount account, DataNode distribution) : Hop("cloudfront", HopPlace.Edge, distribution.At)
{
    private static readonly string[] s_headers = ["sec-websocket-key", "sec-websocket-version", "origin", "cookie", "authorization"];
    private static readonly string[] s_optional = ["sec-websocket-protocol", "sec-websocket-extensions"];

    // Fixed, and counted on what the origin sends: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
    private static readonly Setting<TimeSpan> s_idle = new(TimeSpan.FromMinutes(10), null);
    private static readonly Setting<Version> s_version = new(new Version(1, 1), null);

    // Stands for a header that goes on as it came, which needs no entry.
    private static readonly HeaderFate s_passes = HeaderFate.Is("");

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths
    {
        get
        {
            ImmutableArray<SocketPath> named =
            [
                .. Behaviours.Select(one => one["PathPattern"]).OfType<DataScalar>().Where(pattern => SocketPathNames.Says(AwsPattern.Shortest(pattern.Value)))
                    .Select(pattern => new SocketPath(AwsPattern.Shortest(pattern.Value), SocketPathFrom.File, pattern.At)),
            ];
            // What takes no posts serves files: nothing tells that sockets are among them.
            bool isApp = Items(distribution["DefaultCacheBehavior"]?["AllowedMethods"]).Any(method => method.Text is "POST");
            return named.IsEmpty && isApp ? [new SocketPath("/ws", SocketPathFrom.Everywhere, null)] : named;
        }
    }

    /// <summary>The cache behaviour that takes a path: the first whose pattern means it, else the default; null if there is none.</summary>
    /// <param name="path">The path.</param>
    public DataNode? BehaviourFor(string path) =>
        Behaviours.FirstOrDefault(one => one["PathPattern"]?.Text is { } pattern && AwsPattern.Matches(pattern.StartsWith('/') || pattern.StartsWith('*') ? pattern : "/" + pattern, path)) ?? distribution["DefaultCacheBehavior"];

    /// <summary>Whether a host is one of the distribution's own names.</summary>
    /// <param name="host">The host, without a port.</param>
    public bool AnswersFor(string host) => Items(distribution["Aliases"]).Any(alias => alias.Text is { } name && AwsPattern.Matches(name, host, ignoreCase: true));

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        DataNode? behaviour = BehaviourFor(handshake.Path);
        if (behaviour?["TargetOriginId"] is not { } target || !IsMeant(handshake, behaviour)) return [];
        Span at = (behaviour as DataMap)!.Find("TargetOriginId")!.At;
        DataNode? origin = Items(distribution["Origins"]).FirstOrDefault(one => one["Id"]?.Text == target.Text);
        if (IsBucket(origin)) return [new Passage { At = at, End = PassageEnd.Answered, Status = 403, Because = "its origin is a bucket of S3, which serves files alone" }];
        return
        [
            new Passage
            {
                At = at,
                End = PassageEnd.Forwarded,
                Listener = new Listener(443, true, at),
                Host = handshake.Host ?? Items(distribution["Aliases"]).FirstOrDefault()?.Text ?? "any.invalid",
                Headers = HeadersTo(behaviour, origin),
                Version = s_version,
                Idle = s_idle,
                To = To(origin, handshake, at),
            },
        ];
    }

    /// <summary>The cache behaviours of a distribution in their order, the default left out.</summary>
    public static IEnumerable<DataNode> BehavioursOf(DataNode distribution) => Items(distribution["CacheBehaviors"]);

    private IEnumerable<DataNode> Behaviours => BehavioursOf(distribution);

    // AWS prints lists as {"Quantity": 1, "Items": […]}; --query and hands shorten that.
    private static ImmutableArray<DataNode> Items(DataNode? node) => node switch { DataMap map => map["Items"]?.Items ?? [], DataList list => list.Values, _ => [] };

    // Where all distributions of an account are printed, a host tells which one is asked, else a behaviour that names the path.
    private bool IsMeant(Handshake handshake, DataNode behaviour) =>
        account.Distributions.Length == 1 || (handshake.Host is { } host
            ? AnswersFor(host.Split(':')[0])
            : behaviour["PathPattern"] is not null);

    // By S3's own interface, or as a web site, which is an origin like any other.
    private static bool IsBucket(DataNode? origin) =>
        origin?["DomainName"]?.Text is { } name && (name.Contains(".s3-website", StringComparison.Ordinal)
            || (origin["CustomOriginConfig"] is null && origin["S3OriginConfig"] is not null && (name.Contains(".s3.", StringComparison.Ordinal) || name.Contains(".s3-", StringComparison.Ordinal))));

    private ImmutableDictionary<string, HeaderFate> HeadersTo(DataNode behaviour, DataNode? origin)
    {
        var policy = new CloudFrontHeaders(account, behaviour);
        var headers = ImmutableDictionary.CreateBuilder<string, HeaderFate>();
        foreach (string name in s_headers) headers[name] = Fate(policy, name);
        // The documentation asks for the key and the version alone; whether these two then come along it does not say.
        foreach (string name in s_optional) headers[name] = headers["sec-websocket-key"].Absent && Fate(policy, name).Absent ? HeaderFate.Gone(policy.Where) : HeaderFate.Unknown();
        foreach (string name in headers.Keys.Where(name => headers[name] == s_passes).ToArray()) headers.Remove(name);
        if (policy.Forwards("host") == false) headers["host"] = origin?["DomainName"]?.Text is { } domain ? HeaderFate.Is(domain, policy.Where) : HeaderFate.Unknown();
        else if (policy.Forwards("host") is null) headers["host"] = HeaderFate.Unknown();
        if (policy.Adds("cloudfront-forwarded-proto")) headers["cloudfront-forwarded-proto"] = HeaderFate.Is("https", policy.Where);
        return headers.ToImmutable();
    }

    private static HeaderFate Fate(CloudFrontHeaders policy, string name) => policy.Forwards(name) switch { true => s_passes, false => HeaderFate.Gone(policy.Where), null => HeaderFate.Unknown() };

    private static Upstream To(DataNode? origin, Handshake handshake, Span at)
    {
        DataNode? custom = origin?["CustomOriginConfig"];
        bool? tls = custom?["OriginProtocolPolicy"]?.Text switch { "https-only" => true, "http-only" => false, "match-viewer" => handshake.Secure, _ => null };
        return new Upstream((custom as DataMap)?.Find("OriginProtocolPolicy")?.At ?? (origin as DataMap)?.Find("DomainName")?.At ?? at)
        {
            Tls = tls,
            Host = origin?["DomainName"]?.Text,
            Port = tls is { } secure && int.TryParse(custom?[secure ? "HTTPSPort" : "HTTPPort"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null,
            Path = origin?["OriginPath"]?.Text?.Trim('/') is { Length: > 0 } folder ? "/" + folder + handshake.Path : null,
            Sticky = null,
        };
    }
}
