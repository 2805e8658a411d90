using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Npm;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Vite;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Vite answers for some hosts, and the public one is none of them.</summary>
internal sealed class ViteHostNotAllowed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("vite-host-not-allowed", CauseNames.HostHeaderMismatch, Severity.Warning)
    {
        Why = "Vite answers pages and sockets of localhost and of IP addresses; any other host must be in server.allowedHosts, since 5.4.12 and 6.0.9. Else it answers 403.",
        Fix = "Add the host: server: { allowedHosts: [\"app.example.com\"] }, or \".example.com\" for all below it.",
        Source = "https://vite.dev/config/server-options.html#server-allowedhosts",
        Kinds = ["vite"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        // Older ones do not look at hosts.
        if (deployment.Of<PackageFile>().Any(package => package.Major("vite") < 5)) yield break;
        foreach (DataMap server in deployment.Of<ViteFile>().SelectMany(file => file.Servers))
        {
            DataNode? allowed = server["allowedHosts"];
            if (allowed is DataList { Values: [DataScalar { IsQuoted: true, Value: "*" }] })
            {
                yield return Info.Found(allowed.At, "Vite takes the star for a host's name, so it answers 403 to pages and sockets of any but localhost; true lets in every host") with { Fix = LintFix.Of("Let in every host, as was meant", new Edit(allowed.At, "true")) };
                continue;
            }

            ImmutableArray<string> hosts = [.. (ViteFile.IsAsked(deployment, server) ? PublicHosts.Of(deployment) : []).Select(DjangoHosts.WithoutPort)];
            // A proxy that sends Vite's own name makes it answer.
            bool isSentLocal = ViteFile.Front(deployment, server).Any(crossing => crossing.Sent("host") is { Present: true, Value: { } sent } && IsLocal(DjangoHosts.WithoutPort(sent)));
            if (hosts.IsEmpty || isSentLocal || server["https"] is not (null or DataScalar { Truth: false }) || hosts.Any(host => IsLocal(host) || host == server["host"]?.Text || host == server.Find("hmr", "host")?.Text)) continue;
            if (allowed is null or DataList { Values.IsEmpty: true })
            {
                Span at = allowed?.At ?? (server.Find("host") ?? server.Find("port"))?.KeyAt ?? server.At.Before;
                yield return Info.Found(at, $"no allowedHosts is set, and browsers come by {string.Join(", ", hosts)}: since 5.4.12 and 6.0.9 Vite answers pages and sockets of that host with 403");
            }
            else if (allowed is DataList list && list.Values.All(item => item is DataScalar { IsQuoted: true }) && !hosts.Any(host => list.Values.Any(item => item.Text != "*" && DjangoHosts.Covers(item.Text!, host))))
            {
                yield return Info.Found(Severity.Error, list.At, $"allowedHosts has only {string.Join(", ", list.Values.Select(item => item.Text))}, and browsers come by {string.Join(", ", hosts)}: Vite answers pages and sockets of that host with 403");
            }
        }
    }

    private static bool IsLocal(string host) => host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || System.Net.IPAddress.TryParse(host.Trim('[', ']'), out _);
}
