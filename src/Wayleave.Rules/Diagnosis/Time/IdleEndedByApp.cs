using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>The app server ends a silent socket itself: its ping went unanswered, or a timer of its own ran out.</summary>
internal sealed class IdleEndedByApp : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("silent-socket-closed-by-the-app", CauseNames.IdleTimeoutApp)
    {
        Why = "Only the app can say goodbye with a close frame, and it does so after a silence while busier sockets live on.",
        Source = "https://websockets.readthedocs.io/en/stable/topics/keepalive.html",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence) => IdleFindings.Of(Info, evidence);
}
