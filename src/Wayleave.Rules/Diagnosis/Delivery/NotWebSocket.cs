using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>What answers does not speak HTTP, answers with a head beyond all measure, or sends frames that RFC 6455 forbids.</summary>
internal sealed class NotWebSocket : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("speaks-no-http-or-forbidden-frames", CauseNames.ProtocolViolation)
    {
        Why = "The bytes are what they are: no client can make a socket of them.",
        Source = "RFC 6455 §5; RFC 9112 §4.",
        YieldsTo = [CauseNames.SchemePortMismatch, CauseNames.CompressionNegotiation, CauseNames.ProxyProtocolMismatch],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        HttpExchange? exchange = way.Browser?.Exchange ?? way.PageGet?.Exchange;
        Probe? probe = way.Browser ?? (Probe?)way.PageGet;
        if (exchange?.Failure is { Kind: FailureKind.NotHttp or FailureKind.HeadTooLarge } failure)
            yield return Info.Found(
                Severity.Error,
                0.93,
                Blame.Nobody(evidence) ? Chain.App : Blame.First(evidence),
                failure.Kind == FailureKind.NotHttp
                    ? $"What answers at {evidence.Socket.Authority} does not speak HTTP{(exchange.NotHttpBytes is { Length: > 0 } bytes ? $": it begins with the bytes {bytes[..Math.Min(32, bytes.Length)]}" : "")}."
                    : $"The answer's head is larger than any client takes ({failure.Text}).",
                probe);
        else if (exchange?.Failure is { Stage: FailureStage.Head, Kind: FailureKind.TimedOut })
            yield return Info.Found(
                Severity.Error,
                0.6,
                Blame.Nobody(evidence) ? Chain.App : Blame.First(evidence),
                $"The answer began, and its head did not end within {Words.Time(evidence.Asked.TimeoutMs)}.",
                probe) with
            {
                Alternatives = [CauseNames.BackendDown, CauseNames.ResponseBuffering],
                NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
            };
        if (way.EndedByPeer is { Kind: EndKind.ProtocolViolation } end)
            yield return Info.Found(
                Severity.Error,
                0.9,
                evidence.OpenWay is { EndedByPeer: null } ? Blame.Proxy(evidence) : Chain.App,
                $"The socket opened, and {Words.Time(end.AtMs)} later came a frame that RFC 6455 forbids: {end.Detail}.",
                probe);
    }
}
