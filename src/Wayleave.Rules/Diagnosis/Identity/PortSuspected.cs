using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>A URL with a port of its own is refused for its Origin behind a proxy that keeps the name and loses the port.</summary>
internal sealed class PortSuspected : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("port-lost-for-origin-check", CauseNames.PortMissingInOrigin)
    {
        Why = "With the Origin's port taken away the handshake opens, so the app compares with a Host that has lost its port.",
        Source = "nginx's $host has no port, $http_host has it; reported failure F022.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        HandshakeProbe? noPort = evidence.Public.Varied(Variation.NoPortOrigin);
        if (evidence.Browser is not { } browser || !Denial.Denied(browser) || !Denial.LetIn(noPort) || Denial.LetIn(evidence.Public.Varied(Variation.ForeignOrigin)))
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.94,
            Blame.Proxy(evidence),
            $"The upgrade with Origin {evidence.Asked.PageOrigin} got {Denial.Text(browser)}, and with the same Origin without its port it opens: a hop passes Host without the port.",
            browser,
            noPort);
    }
}
