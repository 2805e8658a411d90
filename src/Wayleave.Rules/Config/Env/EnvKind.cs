using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Env;

/// <summary>Files of variables.</summary>
/// <seealso href="https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax">.env file syntax</seealso>
internal sealed class EnvKind : IConfigKind
{
    // The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_names = new(@"(^|/)(\.env(\.[\w.-]+)?|[\w.-]+\.env|\.flaskenv)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public string Name => "env";

    /// <inheritdoc/>
    public string Summary => ".env files: hosts, addresses and Origins that variables name";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => s_names.IsMatch(source.Name) ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => new EnvFile(source, [.. EnvLines.Of(source)]);
}
