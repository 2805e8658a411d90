using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>An edge, platform or cloud balancer ends a socket on which nothing passes for its idle limit.</summary>
internal sealed class IdleEndedByEdge : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("silent-socket-cut-by-an-edge", CauseNames.IdleTimeoutEdge)
    {
        Why = "An edge counts the time without a byte and drops the connection without a close frame; a socket that pings lives on, and the time is one that this edge is known for.",
        Source = "https://developers.cloudflare.com/network/websockets/#idle-timeout",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence) => IdleFindings.Of(Info, evidence);
}
