using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Payload;

/// <summary>A hop takes Sec-WebSocket-Protocol out of the handshake or of its answer.</summary>
internal sealed class SubprotocolDropped : ILintRule
{
    private const string Protocol = "sec-websocket-protocol";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("subprotocol-dropped", CauseNames.SubprotocolDropped, Severity.Warning)
    {
        Why = "A page that offers subprotocols fails the connection if none or another one comes back, and an app that needs one refuses without it.",
        Fix = "Let Sec-WebSocket-Protocol pass both ways.",
        Source = "https://www.rfc-editor.org/rfc/rfc6455#section-4.1",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage.End is PassageEnd.Forwarded))
        {
            // Where the key is gone too, all headers are.
            if (crossing.Sent(Protocol).Absent && !crossing.Sent("sec-websocket-key").Absent)
                yield return Info.Found(crossing.Sent(Protocol).Where ?? crossing.Passage.At, $"{crossing.Socket.Path} goes on without Sec-WebSocket-Protocol: a page that offers a subprotocol gets none and fails the socket");
            if (crossing.Passage.Hidden.TryGetValue(Protocol, out Span hidden))
                yield return Info.Found(hidden, $"the answer to {crossing.Socket.Path} comes without Sec-WebSocket-Protocol: a page that offered a subprotocol fails the socket");
        }
    }
}
