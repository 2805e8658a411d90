using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.AppRunner;

/// <summary>apprunner.yaml.</summary>
/// <seealso href="https://docs.aws.amazon.com/apprunner/latest/dg/config-file-ref.html">App Runner configuration file reference</seealso>
internal sealed partial class AppRunnerKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)apprunner\.ya?ml$", Options, PatternLimit.Milliseconds)]
    private static partial Regex NamePattern { get; }

    [GeneratedRegex(@"^version:\s*[""']?1\.0", Options, PatternLimit.Milliseconds)]
    private static partial Regex VersionPattern { get; }

    [GeneratedRegex(@"^run:", Options, PatternLimit.Milliseconds)]
    private static partial Regex RunPattern { get; }

    [GeneratedRegex(@"^runtime:", Options, PatternLimit.Milliseconds)]
    private static partial Regex RuntimePattern { get; }

    /// <inheritdoc/>
    public string Name => "apprunner";

    /// <inheritdoc/>
    public string Summary => "apprunner.yaml of AWS App Runner";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (NamePattern.IsMatch(source.Name)) return Fit.Name;
        return VersionPattern.IsMatch(source.Text) && RuntimePattern.IsMatch(source.Text) && RunPattern.IsMatch(source.Text) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        return new AppRunnerFile(source, text.Roots.FirstOrDefault()) { Errors = text.Errors };
    }
}
