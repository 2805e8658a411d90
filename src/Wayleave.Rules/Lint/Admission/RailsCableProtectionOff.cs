using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Rails;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>Action Cable lets in sockets of any site's pages, in production.</summary>
internal sealed class RailsCableProtectionOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("rails-cable-protection-off", CauseNames.DebugSettingLeftOn, Severity.Warning)
    {
        Why = "Without its protection Action Cable takes a socket from any page, and with it the visitor's cookies. It is switched off while looking for the cause of \"Request origin not allowed\", and left off.",
        Fix = "Take the line out and list the Origins: config.action_cable.allowed_request_origins = [\"https://app.example.com\"].",
        Source = "https://guides.rubyonrails.org/action_cable_overview.html#allowed-request-origins",
        Kinds = ["rails"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from app in new[] { RailsProject.Of(deployment.Of<RailsFile>()) }
        let setting = app?.Last("action_cable.disable_request_forgery_protection")
        where setting is { Value: DataScalar { IsQuoted: false, Truth: true } }
        select Info.Found(setting.At, "Action Cable does not look at Origin: any page that a visitor opens may open sockets with the visitor's cookies");
}
