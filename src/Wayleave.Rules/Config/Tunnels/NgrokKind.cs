using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Tunnels;

/// <summary>ngrok's own file, with tunnels (version 2) or endpoints (version 3).</summary>
/// <seealso href="https://ngrok.com/docs/agent/config/">Agent configuration file</seealso>
internal sealed class NgrokKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_name = new(@"(^|/)\.?ngrok[\w.-]*\.ya?ml$", Options);
    private static readonly Regex s_content = new(@"^(tunnels|endpoints):\s*$", Options);
    private static readonly Regex s_agent = new(@"^\s*(authtoken|agent|version):|^\s+(proto|upstream):", Options);

    /// <inheritdoc/>
    public string Name => "ngrok";

    /// <inheritdoc/>
    public string Summary => "ngrok's file: tunnels and endpoints";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => s_name.IsMatch(source.Name) ? Fit.Name : s_content.IsMatch(source.Text) && s_agent.IsMatch(source.Text) ? Fit.Content : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        return new NgrokFile(source, text.Roots.FirstOrDefault()) { Errors = text.Errors };
    }
}
