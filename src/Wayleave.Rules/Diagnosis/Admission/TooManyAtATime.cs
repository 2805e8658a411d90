using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>A hop or the app allows only so many connections at a time.</summary>
internal sealed class TooManyAtATime : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("too-many-connections-at-a-time", CauseNames.ConnectionLimit)
    {
        Why = "The refusal speaks of connections rather than requests, or handshakes are refused with 503, 1008 or 1013 as soon as some like them are open.",
        Source = "https://www.iana.org/assignments/websocket/websocket.xml#close-code-number",
        YieldsTo = [CauseNames.RateLimited, CauseNames.WorkerConnectionsExhausted],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (Refusal.Of(way.Browser) is { } own)
        {
            if ((own.SaysCrowd && own is { Status: 403 or 409 or 429 or 503 } or { CloseCode: 1008 or 1013 or (>= 4000 and <= 4999) } && own.SaysCrowd) || own.CloseCode == 1013)
            {
                yield return Info.Found(
                    Severity.Error, own.SaysCrowd ? 0.9 : 0.65, HopOf(evidence, own),
                    $"The handshake got {own.Words}: as many connections are open as this client, or the server, may have.", own.Probe) with
                {
                    Alternatives = own.SaysCrowd ? [] : [CauseNames.AppError],
                };
            }

            yield break;
        }

        if (Repetition.Of(way) is not { } repetition)
            yield break;
        Refusal refusal = repetition.Refused[0];
        bool full = refusal is { Status: 503 or 409 } or { CloseCode: 1008 or 1013 };
        bool said = refusal.SaysCrowd;
        if (!said && (!full || refusal.SpeaksOfCredentials || repetition.Refused.Length < 2))
            yield break;
        yield return Info.Found(
            repetition.Severity, said ? 0.92 : repetition.Asked ? 0.7 : 0.5, HopOf(evidence, refusal),
            $"{repetition.Counts}: only so many connections may be open at a time{(repetition.Asked ? "" : ", and only our own later probes met it")}.",
            repetition.Probes) with
        {
            Alternatives = said ? [] : [CauseNames.RateLimited, CauseNames.BackendDown],
            NextProbe = said ? null : "--burst with a smaller number",
        };
    }

    private static string HopOf(Evidence evidence, Refusal refusal)
    {
        if (refusal.CloseCode is not null)
            return Chain.App;
        return Answerer.Of(refusal.Probe.Exchange) is { IsKnown: true } answer ? answer.Hop : Blame.Nobody(evidence) ? Chain.App : Blame.Proxy(evidence);
    }
}
