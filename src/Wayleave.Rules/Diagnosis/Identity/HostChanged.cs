using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The far end is ours and tells that another Host arrived than was sent.</summary>
internal sealed class HostChanged : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("host-arrives-changed", CauseNames.HostHeaderMismatch)
    {
        Why = "What arrives is what an app behind the same chain would compare Origin with.",
        Source = "What our own far end reports, header by header.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser || evidence.Public.Arrived is not { } arrived)
            yield break;
        string? sent = Arrivals.Sent(browser, "Host");
        string? got = arrived.Header("Host");
        if (sent is null || got is null || Hosts.Same(sent, got, evidence.Secure) || (Hosts.Name(sent) == Hosts.Name(got) && !Hosts.OtherServer(got, sent)))
            yield break;

        bool told = Hosts.Same(arrived.Header("X-Forwarded-Host") ?? "", sent, evidence.Secure);
        yield return Info.Found(
            told ? Severity.Info : Severity.Warning,
            0.95,
            Blame.Proxy(evidence),
            $"Host was sent as {sent} and arrived as {got}{(told ? ", with the public name in X-Forwarded-Host" : "")}: an app that compares Origin with Host refuses browsers here.",
            browser);
    }
}
