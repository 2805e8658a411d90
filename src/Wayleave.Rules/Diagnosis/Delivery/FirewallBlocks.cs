using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The edge says that it cannot reach the origin, and straight to the origin the socket opens.</summary>
internal sealed class FirewallBlocks : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("edge-cannot-reach-a-healthy-origin", CauseNames.FirewallBlocksEdge)
    {
        Why = "Whoever asked straight is let in and the edge's addresses are not: a firewall or security group lacks them.",
        Source = "Cloudflare's 521, 522, 523; cloudflare.com/ips; scenario 1.",
        YieldsTo = [CauseNames.TlsModeMismatch, CauseNames.DnsStale],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (!way.Refused || !Blame.EdgeAnswered(way) || way.Status is not (502 or 504 or 521 or 522 or 523) || evidence.OpenWay is not { } open)
            yield break;

        string edge = Blame.Edge(evidence) ?? way.Answer.Hop;
        yield return Info.Found(
            Severity.Error,
            way.Status is 522 ? 0.92 : 0.75,
            edge,
            $"{edge} answered {Words.Answer(way.Browser)}, and straight to {open.Route} the socket opens: the origin is well and does not admit {edge}'s addresses.",
            way.Browser,
            open.Browser) with
        {
            Alternatives = way.Status is 522 ? [] : [CauseNames.TlsModeMismatch],
            FixFor = [edge, "any"],
        };
    }
}
