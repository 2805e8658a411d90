using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.AspNet;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>ASP.NET Core answers for some hosts, and the public one is none of them.</summary>
internal sealed class AspNetHostNotAllowed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("aspnet-host-not-allowed", CauseNames.HostHeaderMismatch, Severity.Error)
    {
        Why = "ASP.NET Core answers every request for a host that AllowedHosts does not match with 400, the handshake of a socket too.",
        Fix = "Add the public host, as the proxy hands it on: \"AllowedHosts\": \"app.example.com\".",
        Source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/kestrel/host-filtering",
        Kinds = ["appsettings"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        // A proxy that sends a host of its own decides by that one.
        ImmutableArray<string> hosts = [.. PublicHosts.Of(deployment).Select(DjangoHosts.WithoutPort)];
        if (hosts.IsEmpty || AppSettingsFile.Find(deployment.Of<AppSettingsFile>(), "AllowedHosts") is not DataScalar { IsQuoted: true } set) yield break;
        string[] entries = AspNetAllowedHosts.Entries(set.Value);
        string[] sent = [.. deployment.Crossings.Select(crossing => crossing.Passage.Headers.GetValueOrDefault("host")?.Value).OfType<string>().Select(DjangoHosts.WithoutPort)];
        if (entries.Length == 0 || entries.Any(entry => AspNetAllowedHosts.Fault(entry) is not null || hosts.Concat(sent).Any(host => AspNetAllowedHosts.Covers(entry, host)))) yield break;
        yield return Info.Found(set.At, $"AllowedHosts has only {string.Join(", ", entries)}, and browsers come by {string.Join(", ", hosts)}: their requests and handshakes are answered with 400");
    }
}
