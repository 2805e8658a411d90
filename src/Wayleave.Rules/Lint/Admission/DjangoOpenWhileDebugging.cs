using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Django;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>Django shows its insides to whoever asks, for whatever host.</summary>
internal sealed class DjangoOpenWhileDebugging : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("django-open-while-debugging", CauseNames.DebugSettingLeftOn, Severity.Info)
    {
        Why = "With DEBUG on, an error shows settings and code to the visitor; with ALLOWED_HOSTS open to all, AllowedHostsOriginValidator lets in sockets of any site's pages.",
        Fix = "Take DEBUG from the environment with False for its default, and name the public hosts.",
        Source = "https://docs.djangoproject.com/en/stable/howto/deployment/checklist/",
        Kinds = ["django"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from project in DjangoProject.Of(deployment.Of<DjangoFile>())
        where project.Values("DEBUG") is [DataScalar { IsQuoted: false, Truth: true }] && project.Values("ALLOWED_HOSTS") is [DataList hosts] && hosts.Values.Any(host => host.Text == "*")
        select Info.Found(project.Last("DEBUG")!.NameAt, "DEBUG is on and ALLOWED_HOSTS lets in every host: errors show the app's insides, and pages of any site may open its sockets");
}
