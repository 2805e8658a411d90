using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>What the three idle rules share: they differ in whose limit it is.</summary>
internal static class IdleFindings
{
    private static readonly string[] Causes = [CauseNames.IdleTimeoutEdge, CauseNames.IdleTimeoutProxy, CauseNames.IdleTimeoutApp];

    /// <summary>The findings of one of them.</summary>
    /// <param name="info">The rule.</param>
    /// <param name="evidence">What was seen.</param>
    public static IEnumerable<Finding> Of(RuleInfo info, Evidence evidence)
    {
        foreach (TimeReading reading in TimeReadings.Of(evidence).Where(r => r.Cause == info.Cause))
        {
            bool open = reading.Confidence < 0.8;
            yield return info.Found(
                Severity.Warning, Math.Round(reading.Confidence, 2), reading.Culprit.Hop, IdleSentence.Of(reading), [.. reading.Cut.Probes, .. evidence.Direct.SelectMany(w => w.Probes.OfType<IdleProbe>())]) with
            {
                Alternatives = open
                    ? [.. Causes.Where(c => c != info.Cause), .. reading.Cut.Pattern == CutPattern.SilenceOrAge ? [CauseNames.MaxConnectionLifetime] : Array.Empty<string>()]
                    : [],
                NextProbe = !open ? null : reading.Cut.Pattern == CutPattern.SilenceOrAge
                    ? $"--idle {IdleSentence.Seconds(Math.Ceiling(reading.Cut.Seconds * 2) + 5)}s"
                    : evidence.Direct.IsEmpty ? "--idle with --origin HOST:PORT" : "--idle with --via for each hop",
            };
        }
    }
}
