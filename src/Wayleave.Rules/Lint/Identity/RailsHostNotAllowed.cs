using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Rails;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Rails answers for some hosts, and the public one is none of them.</summary>
internal sealed class RailsHostNotAllowed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("rails-host-not-allowed", CauseNames.HostHeaderMismatch, Severity.Error)
    {
        Why = "Once config.hosts has an entry, Rails answers every request for another host with 403, the handshake of a socket too.",
        Fix = "Add the public host: config.hosts << \"app.example.com\", or \".example.com\" for all below it.",
        Source = "https://guides.rubyonrails.org/configuring.html#actiondispatch-hostauthorization",
        Kinds = ["rails"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        ImmutableArray<string> hosts = [.. PublicHosts.Of(deployment).Select(DjangoHosts.WithoutPort)];
        if (hosts.IsEmpty || RailsProject.Of(deployment.Of<RailsFile>())?.List("hosts") is not { Items.IsEmpty: false } list) yield break;
        if (list.Items.Any(item => hosts.Any(host => Covers(item, host)))) yield break;
        yield return Info.Found(list.Last.At, $"config.hosts has only {string.Join(", ", list.Items.Select(item => item.Text ?? item.At.Text))}, and browsers come by {string.Join(", ", hosts)}: Rails answers them with 403");
    }

    // What only running would tell may be any host.
    private static bool Covers(DataNode item, string host) => item switch
    {
        DataScalar { IsQuoted: true } entry => DjangoHosts.Covers(entry.Value, host),
        CodeUnknown => RailsMatch.Covers(item, host) is not false,
        _ => true,
    };
}
