using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Google;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Requirements;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>The one version of Streamlit whose pages ask /healthz first is deployed behind Google's front end, which keeps that path for itself.</summary>
internal sealed class StreamlitHealthzReserved : ILintRule
{
    // The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_version = new(@"^\s*streamlit\s*={2,3}\s*1\.14(\.0)?\s*([;#\s\\]|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("streamlit-healthz-reserved", CauseNames.PathReservedByPlatform, Severity.Error)
    {
        Why = "Google's front end answers the exact path /healthz itself, with 404. Streamlit 1.14.0 asks that path before it opens its socket, and waits for ever.",
        Fix = "Take another version of Streamlit: later ones ask /_stcore/health.",
        Source = "https://github.com/streamlit/streamlit/pull/5642",
        Kinds = ["requirements"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<RequirementsFile>()
        from package in file.Packages
        where package.Name == "streamlit" && s_version.IsMatch(file.Source.Line(package.At.Line)) && IsOnGoogle(deployment)
        select Info.Found(package.At, "Streamlit 1.14.0 asks /healthz before it opens its socket, and Google's front end answers that path itself with 404: the page waits for ever");

    private static bool IsOnGoogle(Deployment deployment) =>
        deployment.Edge == "google" || deployment.Of<GoogleFile>().Any(file => file.IsBehindFrontEnd) || deployment.Of<KubernetesFile>().Any(file => file.Objects.Any(one => one.Api.StartsWith("serving.knative.dev/", StringComparison.Ordinal)));
}
