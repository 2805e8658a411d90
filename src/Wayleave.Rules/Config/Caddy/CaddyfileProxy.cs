using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Reads a Caddyfile's <c>reverse_proxy</c>, and the <c>proxy</c> of Caddy 1.</summary>
internal static class CaddyfileProxy
{
    /// <summary>Reads a <c>reverse_proxy</c>.</summary>
    /// <param name="line">The directive.</param>
    /// <param name="words">Its words behind the matcher.</param>
    public static CaddyProxy Of(CaddyDirective line, ImmutableArray<CaddyWord> words)
    {
        CaddyDirective? http = line.FindAll("transport").LastOrDefault(transport => transport.Argument == "http");
        CaddyDirective? versions = http?.Find("versions");
        return new CaddyProxy(line.At)
        {
            Upstreams = [.. words.Concat(line.FindAll("to").SelectMany(to => to.Arguments)).Select(word => (word.Text, line.At.Source == word.At.Source ? line.At : word.At))],
            IsDynamic = line.Find("dynamic") is not null,
            Policy = line.Find("lb_policy")?.Argument,
            Tls = http?.Block.Any(option => option.Name.StartsWith("tls", StringComparison.Ordinal)) ?? false,
            Unverified = http?.Find("tls_insecure_skip_verify")?.At,
            Versions = [.. versions?.Arguments.Select(word => word.Text) ?? []],
            VersionsAt = versions?.At,
            ReadTimeout = Time(http?.Find("read_timeout")),
            StreamTimeout = Time(line.Find("stream_timeout")),
            StreamCloseDelay = Time(line.Find("stream_close_delay")),
            TrustsProxies = line.Find("trusted_proxies") is not null,
            Headers = [.. line.FindAll("header_up").Select(header => CaddyHeaderChange.Of(header.At, header.Arguments)).OfType<CaddyHeaderChange>()],
            Rewrite = line.Find("rewrite") is { Words.Length: > 1 } rewrite ? new CaddyPathChange(rewrite.At, CaddyPathChangeKind.Set, rewrite.Argument) : null,
        };
    }

    /// <summary>Reads a <c>proxy</c> of Caddy 1; null if it names no upstream.</summary>
    public static CaddyProxy? Old(CaddyDirective line)
    {
        if (line.Words.Length < 3 && line.Find("upstream") is null) return null;
        return new CaddyProxy(line.At)
        {
            Upstreams = [.. line.Arguments.Skip(1).Concat(line.FindAll("upstream").SelectMany(upstream => upstream.Arguments)).Select(word => (word.Text, word.At))],
            Policy = line.Find("policy")?.Argument ?? "random",
            OldPreset = line.Find("websocket") is not null || line.FindAll("header_upstream").Any(header => header.Argument.Equals("Upgrade", StringComparison.OrdinalIgnoreCase)),
            Rewrite = line.Find("without") is { Words.Length: > 1 } without ? new CaddyPathChange(without.At, CaddyPathChangeKind.StripPrefix, without.Argument) : null,
        };
    }

    private static Setting<TimeSpan>? Time(CaddyDirective? line) => line is not null && CaddyUnits.Time(line.Argument) is { } time && time > TimeSpan.Zero ? new Setting<TimeSpan>(time, line.At) : null;
}
