using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apps;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A hop sends another Host than the browser's to an app of the project's own, and Origin as it came.</summary>
internal sealed class HostChanged : ILintRule
{
    // Sockets of apps that let in only pages whose Origin is their Host. Grafana's is /api/live/ws, and people write the block for /api/live.
    private static readonly string[] s_paths = [.. KnownApps.All.Where(app => app is { ComparesOrigin: true, Socket: not null }).Select(app => app.Socket!), "/api/live", "/terminals/websocket"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("host-changed", CauseNames.HostHeaderMismatch, Severity.Warning)
    {
        Why = "Many apps let a page in only if its Origin is their Host. A proxy that puts the upstream's name there (nginx's default) makes every page a stranger: 403, or 101 and a close.",
        Fix = "Send the browser's Host on: proxy_set_header Host $http_host.",
        Source = "https://github.com/grafana/grafana/issues/34537",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage.End is PassageEnd.Forwarded && UpgradeHeaders.Missing(crossing).IsEmpty))
        {
            // Where an outer level sends it, headers-lost-in-location says so.
            if (crossing.Passage.Version is { Value.Major: >= 2 } || crossing.Browser.Passage.Host is not { } asked || crossing.Passage.Lost.ContainsKey("host") || crossing.Sent("host") is not { Present: true, Value: { } sent } host || SameName(asked, sent)) continue;
            if (IsPublic(crossing, sent) || OriginAgrees(crossing, sent) || IsDoneElsewhere(deployment, crossing, asked, sent)) continue;
            AppFacts[] apps = [.. deployment.AppsBehind(crossing)];
            // An app that lets in pages of this very host does not ask for Host.
            if (Array.Exists(apps, app => app.AllowedOrigins is { Value: ["same-host", ..] } origins && origins.Value.Any(origin => SameName(origin, asked)))) continue;
            AppFacts? strict = Array.Find(apps, app => app.AllowedOrigins is { Value: ["same-host", ..] });
            // Other apps may not care: nginx's own recipe leaves Host alone. Who writes another one may know why, so there it is a hint.
            bool compares = strict is not null || Compares(crossing);
            if (!compares && (host.Where is null || crossing.Socket.From is SocketPathFrom.Everywhere || IsToldOtherwise(crossing))) continue;
            yield return Info.Found(strict is not null ? Severity.Error : compares ? Severity.Warning : Severity.Info, host.Where ?? crossing.Passage.At, $"{crossing.Socket.Path} goes on with \"Host: {sent}\" in place of the browser's: an app that compares Origin with it refuses the socket") with
            {
                Fix = host.Where is null ? NginxMending.Behind(deployment, crossing, "Send the browser's Host on.", "proxy_set_header Host $http_host;") : null,
            };
        }
    }

    // X-Forwarded-Host has the browser's, or may have; and a far end with TLS often needs its own name.
    private static bool IsToldOtherwise(Crossing crossing) =>
        crossing.Passage.To is not { Tls: false } || crossing.Passage.Headers.ContainsKey("x-forwarded-host") || crossing.Passage.Headers.ContainsKey("forwarded");

    // A hop in front has changed it already, or one behind puts the browser's back.
    private static bool IsDoneElsewhere(Deployment deployment, Crossing crossing, string asked, string sent) =>
        (crossing.Before?.Sent("host") is { Present: true, Value: { } came } && SameName(came, sent)) || deployment.Behind(crossing).Any(next => next.Sent("host") is var later && (!later.Known || (later.Value is { } value && SameName(value, asked))));

    private static bool Compares(Crossing crossing) =>
        Array.Exists(s_paths, path => crossing.Socket.Path.Contains(path, StringComparison.Ordinal)) ||
        // As a name in the file, or the place itself.
        (crossing.Passage.To is { } to && (to.Servers.Prepend(to.Host ?? "").Append(Named(crossing.Passage.At.Text)).Any(name => KnownApps.At(name, null) is { ComparesOrigin: true }) || KnownApps.At("", to.Port) is { ComparesOrigin: true }));

    // The host of the line that passes on: a group's name, where there is a group.
    private static string Named(string line) => line.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? line[(at + 3)..].Split('/', ':', ';', ' ')[0] : "";

    /// <summary>A host without its port.</summary>
    public static string Name(string host) => host.LastIndexOf(':') is >= 0 and var colon && colon > host.LastIndexOf(']') ? host[..colon] : host;

    private static bool SameName(string one, string other) => string.Equals(Name(one), Name(other), StringComparison.OrdinalIgnoreCase);

    // A far end with a name of its own, such as a tunnel's, knows itself by that name only.
    private static bool IsPublic(Crossing crossing, string sent)
    {
        string name = Name(sent);
        return crossing.Passage.To is { Tls: true } && name.Contains('.', StringComparison.Ordinal) && !System.Net.IPAddress.TryParse(name, out _)
            && !name.EndsWith(".local", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
    }

    // Origin rewritten to the same host passes the comparison.
    private static bool OriginAgrees(Crossing crossing, string sent) =>
        crossing.Passage.Headers.GetValueOrDefault("origin") is { } origin && (origin.Absent || !origin.Known || (Uri.TryCreate(origin.Value, UriKind.Absolute, out Uri? uri) && SameName(uri.Host, sent)));
}
