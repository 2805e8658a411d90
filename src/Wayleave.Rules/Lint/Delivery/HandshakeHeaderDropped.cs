using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A hop passes the upgrade on without its key or its version.</summary>
internal sealed class HandshakeHeaderDropped : ILintRule
{
    private static readonly string[] s_needed = ["Sec-WebSocket-Key", "Sec-WebSocket-Version"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("handshake-header-dropped", CauseNames.HandshakeHeaderDropped, Severity.Error)
    {
        Why = "Without Sec-WebSocket-Key and Sec-WebSocket-Version a request is no handshake: servers answer 400.",
        Fix = "Let the request's own headers pass.",
        Source = "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Passage.End is PassageEnd.Forwarded
        let dropped = s_needed.Where(name => crossing.Sent(name.ToLowerInvariant()).Absent).ToArray()
        where dropped.Length > 0
        select Info.Found(crossing.Sent(dropped[0].ToLowerInvariant()).Where ?? crossing.Passage.At, $"{crossing.Socket.Path} goes on without {string.Join(" and ", dropped)}: the app answers 400");
}
