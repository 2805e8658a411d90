using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Env;

/// <summary>Files of variables.</summary>
/// <seealso href="https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax">.env file syntax</seealso>
internal sealed partial class EnvKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)(\.env(\.[\w.-]+)?|[\w.-]+\.env|\.flaskenv)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    /// <inheritdoc/>
    public string Name => "env";

    /// <inheritdoc/>
    public string Summary => ".env files: hosts, addresses and Origins that variables name";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => NamesPattern.IsMatch(source.Name) ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => new EnvFile(source, [.. EnvLines.Of(source)]);
}
