using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.AspNet;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>An entry of <c>AllowedHosts</c> that no host can match.</summary>
internal sealed class AspNetAllowedHostMalformed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("aspnet-allowed-host-malformed", CauseNames.HostHeaderMismatch, Severity.Error)
    {
        Why = "AllowedHosts is a text of hosts with semicolons between them, without scheme or port. Any other entry matches nothing, and a request for a host that none matches is answered with 400.",
        Fix = "Write \"AllowedHosts\": \"app.example.com;*.example.com\".",
        Source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/kestrel/host-filtering",
        Kinds = ["appsettings"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        if (AppSettingsFile.Find(deployment.Of<AppSettingsFile>(), "AllowedHosts") is not DataScalar { IsQuoted: true } hosts) yield break;
        string[] entries = AspNetAllowedHosts.Entries(hosts.Value);
        if (entries.Contains("*")) yield break;
        foreach (string entry in entries)
        {
            if (AspNetAllowedHosts.Fault(entry) is not { } fault) continue;
            string mended = string.Join(';', entries.SelectMany(one => one.Split(',', StringSplitOptions.TrimEntries)).Select(one => AspNetAllowedHosts.Fault(one) is null ? one : DjangoHosts.WithoutPort(one[(one.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..].Split('/')[0])).Distinct());
            yield return Info.Found(hosts.At, $"\"{entry}\" in AllowedHosts {fault}, so no host matches it: requests and handshakes are answered with 400") with
            {
                Fix = hosts.At.Text == $"\"{hosts.Value}\"" ? LintFix.Of("Write hosts alone, with semicolons between them", new Edit(hosts.At, $"\"{mended}\"")) : null,
            };
            yield break;
        }
    }
}
