using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Rails;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Pages in production are told that Action Cable is on the visitor's own machine.</summary>
internal sealed class RailsCableUrlLocal : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("rails-cable-url-local", CauseNames.ClientUrlWrong, Severity.Error)
    {
        Why = "config.action_cable.url is written into the pages, where localhost is the visitor's machine.",
        Fix = "Name the public address, or leave the line out: then the socket is on the page's own host.",
        Source = "https://guides.rubyonrails.org/action_cable_overview.html#consumer-configuration",
        Kinds = ["rails"],
    };

    /// <summary>Whether an address is the visitor's own machine.</summary>
    public static bool IsLocal(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "ws" or "wss" or "http" or "https" && (address.IsLoopback || address.Host == "0.0.0.0");

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<RailsFile>()
        where file.IsForProduction
        from setting in file.Settings
        where setting is { Name: "action_cable.url", IsConditional: false, Value: DataScalar { IsQuoted: true } } && IsLocal(setting.Value.Text!)
        select Info.Found(setting.Value.At, $"pages open {setting.Value.Text}, which is the visitor's own machine: no socket opens for anybody else");
}
