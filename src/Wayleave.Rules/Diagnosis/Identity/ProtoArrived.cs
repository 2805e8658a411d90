using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The far end is ours and tells that X-Forwarded-Proto says something else than https for an https request.</summary>
internal sealed class ProtoArrived : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("forwarded-proto-arrives-wrong", CauseNames.ForwardedProtoWrong)
    {
        Why = "An app behind this chain would redirect to https, or refuse the https Origin.",
        Source = "What our own far end reports, header by header; nginx's $scheme is that of its own listener.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (!evidence.Secure || evidence.Browser is not { } browser || evidence.Public.Arrived is not { Tls: false } arrived)
            yield break;
        string? proto = arrived.Header("X-Forwarded-Proto");
        if (proto is not null && (proto.Equals("https", StringComparison.OrdinalIgnoreCase) || proto.Contains(',', StringComparison.Ordinal)))
            yield break;

        yield return proto is null
            ? Info.Found(
                Severity.Info,
                0.6,
                Blame.Proxy(evidence),
                "TLS ends before the app and X-Forwarded-Proto does not arrive: an app that redirects to https, or compares the Origin's scheme, would take this for plain http.",
                browser)
            : Info.Found(
                Severity.Warning,
                0.93,
                Blame.Proxy(evidence),
                $"X-Forwarded-Proto arrives as {proto} for an https request: an app that redirects to https, or compares the Origin's scheme, refuses browsers here.",
                browser);
    }
}
