using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>A proxy of the project's own ends a socket on which nothing passes for its read time-out.</summary>
internal sealed class IdleEndedByProxy : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("silent-socket-cut-by-a-proxy", CauseNames.IdleTimeoutProxy)
    {
        Why = "A proxy counts the time between two reads and drops the connection without a close frame; a socket that pings lives on. A hop that does not sign itself counts as the project's own.",
        Source = "https://nginx.org/en/docs/http/websocket.html",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence) => IdleFindings.Of(Info, evidence);
}
