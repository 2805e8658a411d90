using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Tls;

/// <summary>The far end offers sockets over HTTP/2 and fails them, while they open over HTTP/1.1.</summary>
internal sealed class FailsOverHttp2 : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("socket-fails-over-http2-alone", CauseNames.Http2ExtendedConnect)
    {
        Why = "A browser that has an HTTP/2 connection with the setting open sends its sockets there, and does not try again over HTTP/1.1.",
        Source = "RFC 8441 §3; Go issue 71128; Traefik pull request 11412.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        HandshakeProbe? over2 = evidence.Public.Varied(Variation.ExtendedConnect);
        if (!evidence.Public.Opened || over2 is null || over2.Opened || over2.Exchange.Failure is { Kind: FailureKind.ExtendedConnectNotOffered }
            || over2.Exchange.Failure is { Stage: FailureStage.Resolve or FailureStage.Connect or FailureStage.Tls } || over2.Exchange.Status is 429)
            yield break;

        yield return Info.Found(
            Severity.Warning,
            0.92,
            Blame.First(evidence) is var first && first != Chain.Unsigned ? first : Blame.Nobody(evidence) ? Chain.App : Chain.Unsigned,
            $"Over HTTP/1.1 the socket opens, and over HTTP/2, where extended CONNECT is offered, it got {Words.Answer(over2)}: browsers that already hold an HTTP/2 connection fail.",
            over2,
            evidence.Browser);
    }
}
