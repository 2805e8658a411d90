using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Aws;

/// <summary>What the files tell of a target group: how it is spoken to, who is in it, whether a client stays with one of them.</summary>
internal static class AlbTargets
{
    private static readonly Version s_http11 = new(1, 1);
    private static readonly Version s_http2 = new(2, 0);

    /// <summary>The HTTP version that targets are spoken to with; null if it is not told. A group without one has the default, HTTP1.</summary>
    public static Setting<Version>? Version(DataNode group) => (group as DataMap)?.Find("ProtocolVersion") is not { } version ? null : version.Value.Text?.ToUpperInvariant() switch
    {
        "HTTP2" or "GRPC" => new Setting<Version>(s_http2, version.At),
        "HTTP1" => new Setting<Version>(s_http11, version.At),
        _ => null,
    };

    /// <summary>The attributes of a group; null if it is not known which are its own.</summary>
    public static AwsAttributes? Attributes(AwsAccount account, DataNode? group) =>
        account.TargetAttributes is [var only] && (group is null || account.TargetGroups is [_]) ? only : null;

    /// <summary>Whether a client stays with one target; null if it is not known.</summary>
    public static Setting<bool>? Sticky(AwsAccount account, DataNode? group) =>
        Attributes(account, group)?.Find("stickiness.enabled") is { } item ? new Setting<bool>(item["Value"]!.Text is "true", item["Value"]!.At) : null;

    /// <summary>The targets of a group that take requests; empty if they are not known.</summary>
    public static ImmutableArray<string> Servers(AwsAccount account, DataNode? group) =>
        account.Health is [var only] && (group is null || account.TargetGroups is [_])
            ? [.. only.Items.Where(one => one.Find("TargetHealth", "State")?.Text is "healthy" or "initial" or "unhealthy").Select(one => $"{one.Find("Target", "Id")?.Text}:{one.Find("Target", "Port")?.Text}")]
            : [];
}
