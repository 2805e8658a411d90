using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Payload;

/// <summary>A hop takes out of the 101 what the browser checks.</summary>
internal sealed class AnswerHeaderHidden : ILintRule
{
    private static readonly string[] s_checked = ["Sec-WebSocket-Accept", "Upgrade"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("answer-header-hidden", CauseNames.HandshakeCorrupted, Severity.Error)
    {
        Why = "A browser fails a connection whose 101 lacks Sec-WebSocket-Accept or Upgrade, although the status looks right.",
        Fix = "Do not hide that header at the socket's path.",
        Source = "https://www.rfc-editor.org/rfc/rfc6455#section-4.1",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Passage.End is PassageEnd.Forwarded
        from name in s_checked
        where crossing.Passage.Hidden.ContainsKey(name.ToLowerInvariant())
        select Info.Found(crossing.Passage.Hidden[name.ToLowerInvariant()], $"the answer to {crossing.Socket.Path} comes without {name}, so browsers fail the socket although the status is 101");
}
