using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Tls;

/// <summary>The certificate at the public URL does not hold for a browser, or an edge says so of the origin's.</summary>
internal sealed class CertificateFails : IDiagnosisRule
{
    private static string Text(CertificateFlaw flaw, TlsProbe tls, Evidence evidence)
    {
        CertificateFacts? own = tls.Chain.IsEmpty ? null : tls.Chain[0];
        return flaw switch
        {
            CertificateFlaw.WrongName => $"is for {(own is null ? "another name" : string.Join(", ", own.Names.Take(4)))}, not for {evidence.Socket.Host}",
            CertificateFlaw.Expired => $"ended on {own?.NotAfter ?? "a day past"}",
            CertificateFlaw.NotYetValid => $"begins on {own?.NotBefore ?? "a day to come"}",
            CertificateFlaw.SelfSigned => "is self-signed",
            CertificateFlaw.UnknownIssuer => $"is from an issuer that is not trusted ({own?.Issuer ?? "unknown"})",
            CertificateFlaw.ChainIncomplete => "comes without its intermediate certificate",
            _ => "does not hold",
        };
    }

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("certificate-does-not-hold", CauseNames.CertInvalid)
    {
        Why = "Browsers fail the connection without a word to the page: a socket cannot be clicked past a warning.",
        Source = "RFC 6455 §4.1 (5); Cloudflare's 526.",
        YieldsTo = [CauseNames.ClientNetworkIntercepts, CauseNames.SchemePortMismatch],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Public.Status is 526)
        {
            string edge = Blame.Edge(evidence) ?? Blame.First(evidence);
            yield return Info.Found(
                Severity.Error,
                0.95,
                edge,
                $"{edge} answered {Words.Answer(evidence.Browser)}: the origin's certificate does not hold, and the edge's mode checks it (Full, strict).",
                evidence.Browser) with
            {
                FixFor = [edge, "any"],
            };
            yield break;
        }

        TlsProbe? tls = evidence.Public.Probes.OfType<TlsProbe>().FirstOrDefault(t => t.Name == "tls" && !t.Flaws.IsEmpty);
        HandshakeProbe? refused = evidence.Browser is { Exchange.Failure.Kind: FailureKind.CertificateInvalid } b ? b : null;
        if (tls is null && refused is null)
            yield break;
        string flaw = tls is null ? refused!.Exchange.Failure!.Text : string.Join(", ", tls.Flaws.Select(f => Text(f, tls, evidence)));
        // Browsers fetch a missing intermediate, or know it already; other clients fail.
        bool onlyChain = tls is not null && tls.Flaws.All(f => f == CertificateFlaw.ChainIncomplete);
        yield return Info.Found(
            evidence.Asked.Insecure ? Severity.Info : onlyChain ? Severity.Warning : Severity.Error,
            0.95,
            Blame.First(evidence) is var first && first != Chain.Unsigned ? first : Blame.Nobody(evidence) ? Chain.App : Chain.Unsigned,
            $"The certificate of {evidence.Socket.Authority} {flaw}: {(onlyChain ? "clients other than browsers" : "browsers")} refuse the connection.",
            tls,
            refused);
    }
}
