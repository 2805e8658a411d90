using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Reads the <c>reverse_proxy</c> handler of Caddy's JSON, and the parts that it shares with others.</summary>
internal static class CaddyJsonProxy
{
    /// <summary>Reads the handler. What it lacks is blamed on its name.</summary>
    public static CaddyProxy Of(DataNode handler)
    {
        DataNode? transport = handler["transport"];
        DataNode? tls = transport?["tls"];
        return new CaddyProxy(handler["handler"]!.At)
        {
            Upstreams = [.. (handler["upstreams"]?.Items ?? []).Select(upstream => upstream["dial"]).OfType<DataNode>().Select(dial => (dial.Text ?? "", dial.At))],
            IsDynamic = handler["dynamic_upstreams"] is not null,
            Policy = handler.Find("load_balancing", "selection_policy", "policy")?.Text,
            Tls = tls is not null,
            Unverified = tls?["insecure_skip_verify"] is { Text: "true" } unverified ? unverified.At : null,
            Versions = [.. (transport?["versions"]?.Items ?? []).Select(version => version.Text ?? "")],
            VersionsAt = transport?["versions"]?.At,
            ReadTimeout = Time(transport?["read_timeout"]),
            StreamTimeout = Time(handler["stream_timeout"]),
            StreamCloseDelay = Time(handler["stream_close_delay"]),
            TrustsProxies = handler["trusted_proxies"] is not null,
            Headers = [.. Headers(handler.Find("headers", "request"))],
            Rewrite = handler["rewrite"] is { } rewrite ? Rewrites(rewrite).FirstOrDefault() : null,
        };
    }

    /// <summary>What a handler changes of the request's headers.</summary>
    public static IEnumerable<CaddyHeaderChange> Headers(DataNode? request)
    {
        foreach ((string key, char operation) in new[] { ("delete", '-'), ("set", '='), ("add", '+'), ("replace", '?') })
        {
            if (request?[key] is not { } changes) continue;
            foreach (DataNode name in changes.Items) yield return new CaddyHeaderChange(name.At, (name.Text ?? "").ToLowerInvariant(), operation, "");
            foreach (DataEntry entry in changes.Entries) yield return new CaddyHeaderChange(entry.At, entry.Key.ToLowerInvariant(), operation, entry.Value.Items.FirstOrDefault()?.Text ?? "");
        }
    }

    /// <summary>What a handler changes of the path.</summary>
    public static IEnumerable<CaddyPathChange> Rewrites(DataNode rewrite)
    {
        if (rewrite["uri"] is { Text: { } uri } to) yield return new CaddyPathChange(to.At, uri.Contains("file.relative", StringComparison.Ordinal) ? CaddyPathChangeKind.Unknown : CaddyPathChangeKind.Set, uri);
        if (rewrite["strip_path_prefix"] is { Text: { } prefix } front) yield return new CaddyPathChange(front.At, CaddyPathChangeKind.StripPrefix, prefix);
        if (rewrite["strip_path_suffix"] is { Text: { } suffix } back) yield return new CaddyPathChange(back.At, CaddyPathChangeKind.StripSuffix, suffix);
        if (rewrite["uri_substring"] is { } parts && parts.Items is [var part, ..]) yield return new CaddyPathChange(part.At, CaddyPathChangeKind.Replace, part["find"]?.Text + "\n" + part["replace"]?.Text);
        if (rewrite["path_regexp"] is { } pattern) yield return new CaddyPathChange(pattern.At, CaddyPathChangeKind.Unknown, "");
    }

    private static Setting<TimeSpan>? Time(DataNode? node) => node?.Text is { } text && CaddyUnits.Time(text) is { } time && time > TimeSpan.Zero ? new Setting<TimeSpan>(time, node.At) : null;
}
