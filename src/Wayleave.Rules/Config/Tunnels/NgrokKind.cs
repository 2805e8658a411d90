using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Tunnels;

/// <summary>ngrok's own file, with tunnels (version 2) or endpoints (version 3).</summary>
/// <seealso href="https://ngrok.com/docs/agent/config/">Agent configuration file</seealso>
internal sealed partial class NgrokKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)\.?ngrok[\w.-]*\.ya?ml$", Options, PatternLimit.Milliseconds)]
    private static partial Regex NamePattern { get; }

    [GeneratedRegex(@"^(tunnels|endpoints):[ \t\r]*$", Options, PatternLimit.Milliseconds)]
    private static partial Regex ContentPattern { get; }

    [GeneratedRegex(@"^[ \t]*(authtoken|agent|version):|^[ \t]+(proto|upstream):", Options, PatternLimit.Milliseconds)]
    private static partial Regex AgentPattern { get; }

    /// <inheritdoc/>
    public string Name => "ngrok";

    /// <inheritdoc/>
    public string Summary => "ngrok's file: tunnels and endpoints";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => NamePattern.IsMatch(source.Name) ? Fit.Name : ContentPattern.IsMatch(source.Text) && AgentPattern.IsMatch(source.Text) ? Fit.Content : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        return new NgrokFile(source, text.Roots.FirstOrDefault()) { Errors = text.Errors };
    }
}
