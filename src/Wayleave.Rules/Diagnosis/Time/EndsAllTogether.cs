using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>Sockets of different ages end at one instant, as a reload or a deploy ends them.</summary>
internal sealed class EndsAllTogether : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("all-end-at-one-instant", CauseNames.ReloadDropsConnections)
    {
        Why = "The sockets were opened one after another, so neither an idle limit nor a lifetime can end them at the same instant: one event did.",
        Source = "https://github.com/caddyserver/caddy/issues/7222",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        foreach (TimeReading reading in TimeReadings.Of(evidence).Where(r => r.Cause == Info.Cause))
        {
            Cut cut = reading.Cut;
            string how = cut.End.Kind == EndKind.CloseFrame ? $"with {IdleSentence.Close(cut.End)}" : "without a close frame";
            yield return Info.Found(
                Severity.Warning,
                Math.Round(reading.Confidence, 2),
                reading.Culprit.Hop,
                $"{Words.Number(cut.Ended.Length)} sockets of different ages ({string.Join(", ", cut.Ended.Select(h => IdleSentence.Seconds(h.Age)))} s) all ended "
                    + $"at the same instant {how}: {reading.Culprit.Why}.",
                cut.Probes);
        }
    }
}
