using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.AspNet;

/// <summary>A route of YARP's, and the cluster that it leads to.</summary>
/// <param name="At">Where its name stands.</param>
/// <param name="Node">What it has.</param>
/// <param name="Cluster">The cluster; null if no file has it.</param>
internal sealed record YarpRoute(Span At, DataNode Node, DataNode? Cluster)
{
    /// <summary>The path that it takes: <c>/ws/{**rest}</c>; null where it takes any.</summary>
    public DataScalar? Path => Node.Any("Match", "Path") as DataScalar;

    /// <summary>The hosts that it takes; none: any.</summary>
    public ImmutableArray<string> Hosts => [.. Node.Any("Match", "Hosts").Texts()];

    /// <summary>Whether it depends on more than path and host.</summary>
    public bool AsksMore => Node.Any("Match", "Headers") is not null || Node.Any("Match", "QueryParameters") is not null;

    /// <summary>Its place among the routes; lower ones come first.</summary>
    public int Order => Node.Any("Order")?.Text is { } text && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int order) ? order : 0;

    /// <summary>How narrow its path is: of two that take a request the one with more literal segments does.</summary>
    public int Narrowness => Segments.Sum(segment => IsLiteral(segment) ? 4 : segment.StartsWith("{*", StringComparison.Ordinal) ? 0 : 2);

    /// <summary>The literal segments that its path begins with, as a path.</summary>
    public string Prefix => "/" + string.Join('/', Segments.TakeWhile(IsLiteral));

    private string[] Segments => (Path?.Value ?? "{**all}").Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The routes of a file.</summary>
    public static ImmutableArray<YarpRoute> Of(DataNode? root)
    {
        DataNode? proxy = root.Any("ReverseProxy") ?? root.Any("Yarp");
        return [.. (proxy.Any("Routes")?.Entries ?? []).Select(entry => new YarpRoute(entry.KeyAt, entry.Value, entry.Value.Any("ClusterId")?.Text is { } id ? proxy.Any("Clusters", id) : null))];
    }

    /// <summary>Whether it takes a handshake's path and host.</summary>
    /// <param name="path">The path.</param>
    /// <param name="host">The host without a port; null if it is not known.</param>
    public bool Takes(string path, string? host)
    {
        if (Node.Any("Match", "Methods").Texts().ToArray() is { Length: > 0 } methods && !methods.Contains("GET", StringComparer.OrdinalIgnoreCase)) return false;
        if (host is not null && !Hosts.IsEmpty && !Hosts.Any(one => Matches(one.Split(':')[0], host))) return false;
        string[] segments = Segments, asked = path.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < segments.Length; i++)
        {
            if (segments[i].StartsWith("{*", StringComparison.Ordinal)) return true;
            bool isOptional = segments[i].EndsWith("?}", StringComparison.Ordinal);
            if (i >= asked.Length) return isOptional;
            if (IsLiteral(segments[i]) && !string.Equals(segments[i], asked[i], StringComparison.OrdinalIgnoreCase)) return false;
        }

        return asked.Length == segments.Length;
    }

    /// <summary>The value of one of its transforms; null if it has none of that name.</summary>
    public DataEntry? Transform(string name) =>
        (Node.Any("Transforms")?.Items ?? []).Select(transform => transform.Entry(name)).FirstOrDefault(entry => entry is not null);

    private static bool IsLiteral(string segment) => !segment.Contains('{', StringComparison.Ordinal);

    private static bool Matches(string pattern, string host) =>
        string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase) || (pattern.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase));
}
