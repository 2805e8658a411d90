using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A hop adds a port to the browser's host, or loses the one it has.</summary>
internal sealed class PortInHostWrong : ILintRule
{
    private static readonly string[] s_hosts = ["host", "x-forwarded-host"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("port-in-host-wrong", CauseNames.PortMissingInOrigin, Severity.Warning)
    {
        Why = "A browser writes a port into Origin and Host only where it is not the scheme's own. An app that compares the two as they are takes host:443 and host for different sites.",
        Fix = "Send $http_host, which is what the browser said, port and all.",
        Source = "https://github.com/coder/code-server/issues/6161",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage is { End: PassageEnd.Forwarded } && crossing.Browser.Passage.Host is not null))
        {
            string asked = crossing.Browser.Passage.Host!;
            foreach (string name in s_hosts)
            {
                if (crossing.Passage.Headers.GetValueOrDefault(name) is not { Present: true, Value: { } sent, Where: { } where }) continue;
                // What a hop in front has done to it is that one's.
                if (crossing.Before is { } before && before.Sent(name) is { Present: true } came && came.Value == sent) continue;
                if (!string.Equals(HostChanged.Name(sent), HostChanged.Name(asked), StringComparison.OrdinalIgnoreCase)) continue;
                string? lost = Port(asked), added = Port(sent);
                if (lost is not null && added is "443" or "80" && added != lost)
                    yield return Info.Found(where, $"{crossing.Socket.Path} goes on with the port {added} in {Spelled(name)}, and the browser's Origin has {lost}: an app that compares the two refuses the socket");
                else if (lost is null && added is "443" or "80")
                    yield return Info.Found(where, $"{crossing.Socket.Path} goes on with the port {added} in {Spelled(name)}, and the browser's Origin has none: an app that compares the two refuses the socket");
                else if (lost is not null && added is null && (crossing.Handshake.Host is not null || crossing.Browser.Passage.Listener is { Tls: true }))
                    yield return Info.Found(crossing.Handshake.Host is null ? Severity.Info : Severity.Warning, where, $"{crossing.Socket.Path} goes on without the port {lost} in {Spelled(name)}, which the browser's Origin has: an app that compares the two refuses the socket");
            }
        }
    }

    private static string? Port(string host) => HostChanged.Name(host) is var name && name.Length < host.Length ? host[(name.Length + 1)..] : null;

    private static string Spelled(string name) => name == "host" ? "Host" : "X-Forwarded-Host";
}
