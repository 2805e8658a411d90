using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Scripts;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Payload;

/// <summary>A page offers a subprotocol that is no token.</summary>
internal sealed class ScriptSubprotocolMalformed : ILintRule
{
    // The text is a stranger's: a pattern that never goes back cannot be made slow. Only what stands there as one whole text is judged.
    private static readonly Regex s_offer = new(
        @"new\s+WebSocket\([^()""'`;]*(\([^()]*\)[^()""'`;]*)?(""[^""\n]*""|'[^'\n]*'|`[^`\n]*`)?[^()""'`;,]*,\s*(\[\s*)?(?<offer>""[^""\n\\]*""|'[^'\n\\]*')\s*[,\])]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("script-subprotocol-malformed", CauseNames.SubprotocolMalformed, Severity.Error)
    {
        Why = "A subprotocol is a token: letters, digits and !#$%&'*+-.^_`|~. With a blank, a comma, a slash or a colon in it the browser throws a SyntaxError, and no handshake is sent. Credentials often end up there, since a page can set no other header.",
        Fix = "Take the separators out: a token of base64url passes, \"Bearer …\" does not.",
        Source = "https://websockets.spec.whatwg.org/#dom-websocket-websocket",
        Kinds = ["script"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<ScriptFile>()
        from match in s_offer.Matches(file.Source.Text)
        let offer = match.Groups["offer"]
        let name = offer.Value[1..^1]
        where !IsToken(name) && file.IsPlain(match.Index)
        let at = new Span(file.Source, offer.Index, offer.Index + offer.Length)
        select Info.Found(at, $"\"{name}\" is no token, so the browser throws a SyntaxError here and opens no socket");

    private static bool IsToken(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
