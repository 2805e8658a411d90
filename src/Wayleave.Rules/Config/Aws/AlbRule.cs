using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Aws;

/// <summary>A rule of a listener: conditions that must all hold, and what is done then.</summary>
/// <param name="Node">The rule, or a listener, which stands for its default.</param>
/// <seealso href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html">Condition types</seealso>
internal sealed record AlbRule(DataNode Node)
{
    /// <summary>The listener that it belongs to, which its own name holds; empty if it has none.</summary>
    public string Listener => Node["RuleArn"]?.Text?.Split(":listener-rule/") is [_, var path] && path.LastIndexOf('/') is > 0 and var last ? path[..last] : "";

    /// <summary>Its place in the listener's order; the default is the last.</summary>
    public int Priority => int.TryParse(Node["Priority"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int priority) ? priority : int.MaxValue;

    /// <summary>What is done, in order; of a listener itself, what it does by default.</summary>
    public ImmutableArray<DataNode> Actions => (Node["Actions"] ?? Node["DefaultActions"])?.Items ?? [];

    /// <summary>The patterns of paths that it asks for.</summary>
    public IEnumerable<DataNode> PathPatterns => Conditions.Where(one => Field(one) == "path-pattern").SelectMany(one => Values(one, "PathPatternConfig"));

    private ImmutableArray<DataNode> Conditions => Node["Conditions"]?.Items ?? [];

    /// <summary>Whether it takes a handshake; null if that cannot be known.</summary>
    public bool? Takes(Handshake handshake)
    {
        bool? takes = true;
        foreach (DataNode condition in Conditions) takes &= Holds(condition, handshake);
        return takes;
    }

    private static bool? Holds(DataNode condition, Handshake handshake)
    {
        switch (Field(condition))
        {
            case "path-pattern":
                return Any(Values(condition, "PathPatternConfig"), pattern => AwsPattern.Matches(pattern, handshake.Path));
            case "host-header":
                return handshake.Host is not { } host ? null : Any(Values(condition, "HostHeaderConfig"), pattern => AwsPattern.Matches(pattern, host.Split(':')[0], ignoreCase: true));
            case "http-request-method":
                return Any(Values(condition, "HttpRequestMethodConfig"), method => method == "GET");
            case "http-header":
                HeaderFate header = handshake.Arriving(condition.Find("HttpHeaderConfig", "HttpHeaderName")?.Text?.ToLowerInvariant() ?? "x-");
                return header.Absent ? false : header.Value is not { } value ? null : Any(Values(condition, "HttpHeaderConfig"), pattern => AwsPattern.Matches(pattern, value, ignoreCase: true));
            default:
                // Addresses, queries, and whatever is new.
                return null;
        }
    }

    private static string? Field(DataNode condition) => condition["Field"]?.Text;

    // Both are printed; an older command line has the outer list alone. Expressions are a newer kind of pattern.
    private static ImmutableArray<DataNode> Values(DataNode condition, string config) =>
        condition.Find(config, "Values")?.Items is { Length: > 0 } inner ? inner : condition["Values"]?.Items ?? [];

    private static bool? Any(IEnumerable<DataNode> values, Func<string, bool> matches)
    {
        DataNode[] all = [.. values];
        return all.Length == 0 || all.Any(one => one.Text is null) ? null : all.Any(one => matches(one.Text!));
    }
}
