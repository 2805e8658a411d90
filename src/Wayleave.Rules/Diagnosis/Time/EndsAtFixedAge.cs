using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>A hop ends every connection at the same age, busy or not.</summary>
internal sealed class EndsAtFixedAge : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("all-end-at-one-age", CauseNames.MaxConnectionLifetime)
    {
        Why = "Sockets that were opened one after another each ended at the same age, though some were pinging or sending all the time: no heartbeat helps against that.",
        Source = "https://cloud.google.com/load-balancing/docs/https/request-distribution",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        foreach (TimeReading reading in TimeReadings.Of(evidence).Where(r => r.Cause == Info.Cause))
        {
            Cut cut = reading.Cut;
            if (WaitsForFirstMessage.IsOwnCode(cut.End))
                continue;
            string how = cut.End.Kind == EndKind.CloseFrame ? $"closed with {IdleSentence.Close(cut.End)}" : "ended without a close frame";
            string seconds = IdleSentence.Seconds(cut.Ended.Average(h => h.Age));
            bool sure = cut.Pattern == CutPattern.Age;
            yield return Info.Found(
                Severity.Warning,
                Math.Round(reading.Confidence, 2),
                reading.Culprit.Hop,
                $"{Words.Number(cut.Ended.Length)} socket{(cut.Ended.Length == 1 ? " was" : "s opened one after another were each")} {how} at the age of {seconds} s"
                    + $"{(sure ? ", busy or not" : "")}: {reading.Culprit.Why}. Heartbeats do not help; raise the limit, or reconnect before it.",
                cut.Probes) with
            {
                Alternatives = sure ? [] : [CauseNames.IdleTimeoutEdge, CauseNames.IdleTimeoutProxy],
                NextProbe = sure ? null : $"--idle {IdleSentence.Seconds(Math.Ceiling(cut.Seconds * 2) + 5)}s",
            };
        }
    }
}
