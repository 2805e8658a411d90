using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Rails;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Pages in production are told to open Action Cable's socket without TLS.</summary>
internal sealed class RailsCableUrlPlain : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("rails-cable-url-plain", CauseNames.MixedContent, Severity.Warning)
    {
        Why = "config.action_cable.url is written into the pages. One that was loaded over https may not open ws://: the browser refuses before anything is sent.",
        Fix = "Write wss://, or leave the line out: then the socket is on the page's own host, with the page's own scheme.",
        Source = "https://guides.rubyonrails.org/action_cable_overview.html#consumer-configuration",
        Kinds = ["rails"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        if (RailsProject.Of(deployment.Of<RailsFile>()) is not { } app || app.Last("action_cable.url") is not { Value: DataScalar { IsQuoted: true } url } || !url.Value.StartsWith("ws://", StringComparison.Ordinal) || RailsCableUrlLocal.IsLocal(url.Value)) yield break;
        bool onTls = app.IsOnTls || PublicHosts.AreOnTls(deployment);
        bool hasOwnPort = Uri.TryCreate(url.Value, UriKind.Absolute, out Uri? address) && !address.IsDefaultPort;
        yield return Info.Found(onTls ? Severity.Error : Severity.Warning, url.At, $"pages open {url.Value}{(onTls ? ", and they are loaded over https" : "; where they are loaded over https")}: the browser refuses that as mixed content") with
        {
            Fix = hasOwnPort ? null : LintFix.Of("Open it with TLS", new Edit(url.At, url.At.Text.Replace("ws://", "wss://", StringComparison.Ordinal))),
        };
    }
}
