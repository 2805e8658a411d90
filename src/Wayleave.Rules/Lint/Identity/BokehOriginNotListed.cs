using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Env;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Bokeh lets in sockets of some hosts' pages, and the public host is none of them.</summary>
internal sealed class BokehOriginNotListed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("bokeh-origin-not-listed", CauseNames.OriginNotAllowlisted, Severity.Error)
    {
        Why = "Bokeh and Panel let in sockets of pages on localhost alone, or on the hosts that --allow-websocket-origin and BOKEH_ALLOW_WS_ORIGIN name; all others get 403. An Origin without a port counts as port 80, on https too, so \":443\" behind a host keeps its pages out.",
        Fix = "Name the public host as the browser shows it, without :443: BOKEH_ALLOW_WS_ORIGIN=app.example.com.",
        Source = "https://github.com/iniself/noba/issues/2",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        ImmutableArray<string> hosts = PublicHosts.Of(deployment);
        ImmutableArray<BokehOrigin> origins = BokehOrigin.Of(deployment.Files);
        if (hosts.IsEmpty || origins.Any(origin => origin.Entry.Contains('$', StringComparison.Ordinal) || origin.Entry.Contains('/', StringComparison.Ordinal) || hosts.Any(origin.Covers))) yield break;
        string names = string.Join(", ", hosts);
        if (!origins.IsEmpty)
        {
            yield return Info.Found(origins[0].At, $"Bokeh lets in pages of {string.Join(", ", origins.Select(origin => origin.Entry))} only, and browsers come by {names}: sockets of those pages get 403");
            yield break;
        }

        foreach (ServerCommand command in deployment.Files.SelectMany(file => file.Commands).Where(BokehOrigin.IsBokeh))
            yield return Info.Found(command.At, $"Bokeh lets in pages of localhost only, unless told otherwise, and browsers come by {names}: sockets of those pages get 403");
    }
}
