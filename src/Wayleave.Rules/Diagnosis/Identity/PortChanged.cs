using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The far end is ours and tells that Host or X-Forwarded-Host arrived with another port than was sent.</summary>
internal sealed class PortChanged : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("port-lost-on-the-way", CauseNames.PortMissingInOrigin)
    {
        Why = "Origin carries the port unless it is the scheme's own; an app that compares it with Host needs the very same port there.",
        Source = "RFC 6454 §6.2; nginx's $host has no port, $http_host has it; reported failure F022.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser || evidence.Public.Arrived is not { } arrived || Arrivals.Sent(browser, "Host") is not { } sent)
            yield break;
        foreach (string name in (string[])["Host", "X-Forwarded-Host"])
        {
            string? got = arrived.Header(name);
            // Another port at a bare address is another server's, as a hop names the one that it asks: the whole Host was changed.
            if (got is null || Hosts.OtherServer(got, sent) || got.Contains(',', StringComparison.Ordinal) || Hosts.Name(got) != Hosts.Name(sent) || Hosts.Same(got, sent, evidence.Secure))
                continue;
            yield return Info.Found(
                Severity.Warning,
                0.95,
                Blame.Proxy(evidence),
                $"Host was sent as {sent} and {name} arrived as {got}: the port differs, so an app that compares it with the Origin {evidence.Asked.PageOrigin} refuses browsers.",
                browser);
            yield break;
        }
    }
}
