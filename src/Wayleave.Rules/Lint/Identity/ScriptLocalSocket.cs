using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Scripts;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A page opens a socket on the visitor's own machine.</summary>
internal sealed class ScriptLocalSocket : ILintRule
{
    // The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_local = new(@"new\s+(Reconnecting)?WebSocket\(\s*[""'`]wss?://(localhost|127\.0\.0\.1|0\.0\.0\.0)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("script-local-socket", CauseNames.ClientUrlWrong, Severity.Warning)
    {
        Why = "localhost in a page is the visitor's machine, not the server: the socket opens for who develops it, and for nobody else.",
        Fix = "Build the address from the page's own: location.host.",
        Source = "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/WebSocket",
        Kinds = ["script"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<ScriptFile>()
        from match in s_local.Matches(file.Source.Text)
        where file.IsPlain(match.Index, "hostname", "NODE_ENV", "import.meta", ".DEV", "isDev", "development")
        let at = new Span(file.Source, match.Index, match.Index + match.Length)
        select Info.Found(deployment.Domain is null ? Severity.Warning : Severity.Error, at, "the page opens its socket on the visitor's own machine: it works for who develops it, and for nobody who opens the page elsewhere");
}
