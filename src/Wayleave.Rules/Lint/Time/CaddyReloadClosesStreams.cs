using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Time;

/// <summary>Every reload of Caddy's configuration ends all open sockets at once.</summary>
internal sealed class CaddyReloadClosesStreams : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("caddy-reload-closes-streams", CauseNames.ReloadDropsConnections, Severity.Info)
    {
        Why = "When Caddy loads a new configuration, it closes the streams of the old one, also of sites that did not change: every user is cut off in the same moment and comes back in the same moment.",
        Fix = "From Caddy 2.7 on: stream_close_delay in reverse_proxy, for as long as users may stay.",
        Source = "https://github.com/caddyserver/caddy/issues/7222",
        Kinds = ["caddy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop is CaddyHop && crossing.Passage.End is PassageEnd.Forwarded
        from found in deployment.CaddyProxies()
        where found.Proxy.At == crossing.Passage.At && found.Proxy is { StreamCloseDelay: null, OldPreset: null } && found.File.KeepsStreams != false
        select Info.Found(found.Proxy.At, $"each reload of the configuration ends {crossing.Socket.Path} for everybody at once{(found.File.KeepsStreams is null ? "; from Caddy 2.7 on" : ";")} stream_close_delay lets open sockets live on") with
        {
            Fix = found.File.KeepsStreams == true && !found.File.Root.IsEmpty ? Mend(found.Proxy.At) : null,
        };

    private static LintFix Mend(Span at)
    {
        const string Line = "stream_close_delay 5m";
        string end = Edit.LineEnd(at.Source), deeper = at.Indent + (at.Indent.Contains('\t', StringComparison.Ordinal) ? "\t" : "    ");
        return LintFix.Of("let open sockets live on for five minutes", at.Text.EndsWith('{')
            ? new Edit(at.After, end + deeper + Line)
            : new Edit(at.After, " {" + end + deeper + Line + end + at.Indent + "}"));
    }
}
