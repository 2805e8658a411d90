using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Env;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Bokeh is given a URL where it wants a host.</summary>
internal sealed class BokehOriginMalformed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("bokeh-origin-malformed", CauseNames.OriginNotAllowlisted, Severity.Error)
    {
        Why = "Bokeh and Panel take a host with an optional port. They cut it at its colon, so that of a URL they make a host \"https\" and a port that is no number.",
        Fix = "Write the host alone: BOKEH_ALLOW_WS_ORIGIN=app.example.com.",
        Source = "https://docs.bokeh.org/en/latest/docs/user_guide/server/deploy.html",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from origin in BokehOrigin.Of(deployment.Files)
        where origin.Entry.Contains('/', StringComparison.Ordinal) && !origin.Entry.Contains('$', StringComparison.Ordinal)
        select Info.Found(origin.At, $"\"{origin.Entry}\" is a URL, and Bokeh wants a host with an optional port: no page is let in by it");
}
