using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>Phoenix lets in sockets of any site's pages, in production.</summary>
internal sealed class PhoenixOriginCheckOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("phoenix-origin-check-off", CauseNames.DebugSettingLeftOn, Severity.Warning)
    {
        Why = "check_origin keeps pages of other sites from opening sockets in a visitor's name. It is switched off while looking for the cause of a 403, and left off.",
        Fix = "Take the line out and set url: [host: …] to the public host, or list the Origins.",
        Source = "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html#socket/3-common-configuration",
        Kinds = ["phoenix"],
    };

    // A socket of its own that strangers' pages are meant to use is no endpoint's setting.
    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from project in PhoenixProject.Of(deployment.Of<PhoenixFile>())
        let found = project.Find("check_origin")
        where found is { Value: DataScalar { IsQuoted: false, Truth: false } } && found.Value.File.Order > 0
        select Info.Found(found.Value.Value.At, "Phoenix does not look at Origin: any page that a visitor opens may open sockets in the visitor's name");
}
