using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Names;

/// <summary>The socket's name does not resolve.</summary>
internal sealed class NameUnknown : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("name-that-does-not-resolve", CauseNames.DnsNotFound)
    {
        Why = "The lookup itself failed, so no connection was tried.",
        Source = "https://www.rfc-editor.org/rfc/rfc8020",
        YieldsTo = [CauseNames.DnsStale],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        DnsProbe[] asked = [.. evidence.Public.Probes.OfType<DnsProbe>()];
        DnsProbe? failed = Array.Find(asked, d => d.Failure is not null);
        bool found = Array.Exists(asked, d => !d.Addresses.IsEmpty);
        HandshakeProbe? browser = evidence.Browser;
        bool unresolved = browser?.Exchange.Failure is { Stage: FailureStage.Resolve };
        // A proxy looks names up by itself, so that this machine need not be able to.
        if (browser is { Exchange.Failure: null } || found || (failed is null && !unresolved))
            yield break;

        Failure failure = failed?.Failure ?? browser!.Exchange.Failure!;
        bool absent = failure.Kind == FailureKind.NameNotFound;
        string host = failed?.Host ?? evidence.Socket.Host;
        string who = asked.Length > 1 ? "neither the system's resolver nor the one named finds it" : "the system's resolver finds no address";
        yield return Info.Found(
            Severity.Error, absent ? asked.Length > 1 ? 0.98 : 0.95 : 0.7, Chain.Dns,
            absent ? $"The name {host} does not resolve: {who}." : $"The lookup of {host} failed: {Words.Failed(failure)}.",
            failed,
            browser) with
        {
            NextProbe = asked.Length > 1 ? null : "--resolver 1.1.1.1",
        };
    }
}
