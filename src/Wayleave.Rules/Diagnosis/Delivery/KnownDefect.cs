using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The socket opens and is cut within seconds of silence behind a product of which some versions are known for it.</summary>
internal sealed class KnownDefect : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("known-defect-of-the-version", CauseNames.ProxyBug)
    {
        Why = "Traefik 2.11.1 and 3.0.0-rc4 put a lingering time-out of seconds on long-held connections.",
        Source = "github.com/traefik/traefik pull requests 10531, 10602; reported failure F133.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        bool traefik = evidence.Has("traefik");
        IdleProbe? silent = evidence.Public.Probes.OfType<IdleProbe>().FirstOrDefault(p => p.Mode == IdleMode.Silent);
        SessionEnd? end = evidence.Public.EndedByPeer ?? (silent?.End is { Kind: EndKind.Eof or EndKind.Reset } e ? e : null);
        if (!traefik || end is not { Kind: EndKind.Eof or EndKind.Reset, AtMs: > 1000 and < 15000 })
            yield break;

        yield return Info.Found(
            Severity.Warning,
            0.6,
            "traefik",
            $"The socket was cut after {Words.Time(end.AtMs)} of silence without a close frame behind Traefik, whose 2.11.1 and 3.0.0-rc4 do that: another version mends it.",
            evidence.Browser,
            silent) with
        {
            Alternatives = [CauseNames.IdleTimeoutProxy],
        };
    }
}
