using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Scripts;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A page opens <c>ws://</c> on its own host, whatever it was itself loaded by.</summary>
internal sealed class ScriptPlainSocket : ILintRule
{
    // The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_plain = new(@"[""'`]ws://([""'`]\s*\+\s*|\$\{\s*)((window|document|self|globalThis)\.)?location\.host", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("script-plain-socket", CauseNames.MixedContent, Severity.Error)
    {
        Why = "A page that was loaded over https may not open ws://: the browser refuses before anything is sent. The scheme must follow the page's own.",
        Fix = "Choose by the page: (location.protocol === \"https:\" ? \"wss://\" : \"ws://\") + location.host.",
        Source = "https://github.com/patience4711/read-APSystems-YC600-QS1-DS3/issues/21",
        Kinds = ["script"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<ScriptFile>()
        from match in s_plain.Matches(file.Source.Text)
        where file.IsPlain(match.Index, "wss:", "location.protocol", "isSecureContext")
        select Info.Found(new Span(file.Source, match.Index, match.Index + match.Length), "the page opens ws:// on its own host whatever it was loaded by: on https the browser refuses that as mixed content");
}
