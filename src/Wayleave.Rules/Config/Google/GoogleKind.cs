using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Google;

/// <summary>What deploys an app to Google's platforms: App Engine's <c>app.yaml</c>, a build that ends in <c>gcloud run deploy</c>. Cloud Run's own service file is an object of Kubernetes' kind.</summary>
/// <seealso href="https://cloud.google.com/appengine/docs/flexible/reference/app-yaml">app.yaml</seealso>
internal sealed partial class GoogleKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)app([.-][\w.-]+)?\.ya?ml$", Options, PatternLimit.Milliseconds)]
    private static partial Regex AppPattern { get; }

    [GeneratedRegex(@"(^|/)cloudbuild([.-][\w.-]+)?\.ya?ml$", Options, PatternLimit.Milliseconds)]
    private static partial Regex BuildPattern { get; }

    [GeneratedRegex(@"^runtime:[ \t]*\S", Options, PatternLimit.Milliseconds)]
    private static partial Regex RuntimePattern { get; }

    [GeneratedRegex(@"^(env|vm|service|entrypoint|handlers|instance_class|automatic_scaling|manual_scaling|basic_scaling|beta_settings|runtime_config|env_variables):", Options, PatternLimit.Milliseconds)]
    private static partial Regex EnginePattern { get; }

    [GeneratedRegex(@"^steps:", Options, PatternLimit.Milliseconds)]
    private static partial Regex StepsPattern { get; }

    [GeneratedRegex(@"^run:", Options, PatternLimit.Milliseconds)]
    private static partial Regex AppRunnerPattern { get; }

    /// <inheritdoc/>
    public string Name => "google";

    /// <inheritdoc/>
    public string Summary => "App Engine's app.yaml, and builds that deploy to Cloud Run";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (BuildPattern.IsMatch(source.Name)) return StepsPattern.IsMatch(source.Text) ? Fit.Name : Fit.No;
        if (!RuntimePattern.IsMatch(source.Text) || AppRunnerPattern.IsMatch(source.Text)) return Fit.No;
        return AppPattern.IsMatch(source.Name) ? Fit.Name : EnginePattern.IsMatch(source.Text) ? Fit.Maybe : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        return new GoogleFile(source, text.Roots.FirstOrDefault()) { Errors = text.Errors };
    }
}
