using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Tls;

/// <summary>The edge reports that its TLS handshake with the origin failed, or that nothing listens where TLS should be, while the origin is well over plain http.</summary>
internal sealed class EdgeModeError : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("edge-cannot-speak-tls-with-the-origin", CauseNames.TlsModeMismatch)
    {
        Why = "Mode Full asks the origin for TLS on 443; an origin that has none refuses or answers with something else.",
        Source = "Cloudflare's 520, 521, 525; scenario 1.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (!way.Refused || Blame.Edge(evidence) is not { } edge)
            yield break;
        if (way.Status is 525)
        {
            yield return Info.Found(
                Severity.Error,
                0.93,
                edge,
                $"{edge} answered {Words.Answer(way.Browser)}: its TLS handshake with the origin failed, so the origin has no TLS where the edge's mode expects it.",
                way.Browser) with
            {
                FixFor = [edge, "nginx", "any"],
            };
            yield break;
        }

        Way? plain = evidence.Direct.FirstOrDefault(w => w.Opened && !w.Probes.Any(p => p is TlsProbe));
        Way? closed = evidence.Direct.FirstOrDefault(w => w.Failure is { Stage: FailureStage.Connect, Kind: FailureKind.Refused });
        if (way.Status is not (520 or 521) || plain is null)
            yield break;
        yield return Info.Found(
            Severity.Error,
            0.85,
            edge,
            $"{edge} answered {Words.Answer(way.Browser)}, and straight to {plain.Route} over plain http the socket opens: the edge's mode asks for TLS, where the origin has none.",
            way.Browser,
            plain.Browser,
            closed?.Browser) with
        {
            FixFor = [edge, "nginx", "any"],
            Alternatives = [CauseNames.FirewallBlocksEdge],
            NextProbe = "--origin https://HOST:443 (whether the origin listens for TLS)",
        };
    }
}
