using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Phoenix has a list of Origins, and the public host's pages are not on it.</summary>
internal sealed class PhoenixOriginNotListed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("phoenix-origin-not-listed", CauseNames.OriginNotAllowlisted, Severity.Error)
    {
        Why = "Where check_origin is a list, Phoenix lets in sockets of the pages that are on it and of no others, those of its own host included. Scheme and port must be the page's too, where an entry has them.",
        Fix = "Put the public address into check_origin: \"https://app.example.com\", or \"//app.example.com\" for any scheme.",
        Source = "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html#socket/3-common-configuration",
        Kinds = ["phoenix"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        ImmutableArray<string> hosts = PublicHosts.Of(deployment);
        if (hosts.IsEmpty) yield break;
        foreach (PhoenixOriginCheck check in PhoenixOriginCheck.Of(deployment.Of<PhoenixFile>()))
        {
            // An entry that Phoenix cannot take apart is told by another rule.
            if (check.List is not { } list || list.Values.Any(item => !PhoenixOriginMalformed.IsOrigin(item.Text!))) continue;
            bool onTls = PublicHosts.AreOnTls(deployment) || check.Project is { IsPublicOnTls: true };
            if (hosts.Any(host => list.Values.Any(item => AllowedOrigin.Of(item.Text!).Covers(host, onTls)))) continue;
            yield return Info.Found(list.At, $"check_origin has only {string.Join(", ", list.Values.Select(item => item.Text))}, and browsers come by {(onTls ? "https://" : "")}{string.Join(", ", hosts)}: Phoenix answers sockets of those pages with 403");
        }
    }
}
