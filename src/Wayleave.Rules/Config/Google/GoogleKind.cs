using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Google;

/// <summary>What deploys an app to Google's platforms: App Engine's <c>app.yaml</c>, a build that ends in <c>gcloud run deploy</c>. Cloud Run's own service file is an object of Kubernetes' kind.</summary>
/// <seealso href="https://cloud.google.com/appengine/docs/flexible/reference/app-yaml">app.yaml</seealso>
internal sealed class GoogleKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_app = new(@"(^|/)app([.-][\w.-]+)?\.ya?ml$", Options);
    private static readonly Regex s_build = new(@"(^|/)cloudbuild([.-][\w.-]+)?\.ya?ml$", Options);
    private static readonly Regex s_runtime = new(@"^runtime:[ \t]*\S", Options);
    private static readonly Regex s_engine = new(@"^(env|vm|service|entrypoint|handlers|instance_class|automatic_scaling|manual_scaling|basic_scaling|beta_settings|runtime_config|env_variables):", Options);
    private static readonly Regex s_steps = new(@"^steps:", Options);
    private static readonly Regex s_appRunner = new(@"^run:", Options);

    /// <inheritdoc/>
    public string Name => "google";

    /// <inheritdoc/>
    public string Summary => "App Engine's app.yaml, and builds that deploy to Cloud Run";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (s_build.IsMatch(source.Name)) return s_steps.IsMatch(source.Text) ? Fit.Name : Fit.No;
        if (!s_runtime.IsMatch(source.Text) || s_appRunner.IsMatch(source.Text)) return Fit.No;
        return s_app.IsMatch(source.Name) ? Fit.Name : s_engine.IsMatch(source.Text) ? Fit.Maybe : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        return new GoogleFile(source, text.Roots.FirstOrDefault()) { Errors = text.Errors };
    }
}
