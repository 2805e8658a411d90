using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.AppRunner;

/// <summary>apprunner.yaml.</summary>
/// <seealso href="https://docs.aws.amazon.com/apprunner/latest/dg/config-file-ref.html">App Runner configuration file reference</seealso>
internal sealed class AppRunnerKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_name = new(@"(^|/)apprunner\.ya?ml$", Options);
    private static readonly Regex s_version = new(@"^version:\s*[""']?1\.0", Options);
    private static readonly Regex s_run = new(@"^run:", Options);
    private static readonly Regex s_runtime = new(@"^runtime:", Options);

    /// <inheritdoc/>
    public string Name => "apprunner";

    /// <inheritdoc/>
    public string Summary => "apprunner.yaml of AWS App Runner";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (s_name.IsMatch(source.Name)) return Fit.Name;
        return s_version.IsMatch(source.Text) && s_runtime.IsMatch(source.Text) && s_run.IsMatch(source.Text) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        return new AppRunnerFile(source, text.Roots.FirstOrDefault()) { Errors = text.Errors };
    }
}
