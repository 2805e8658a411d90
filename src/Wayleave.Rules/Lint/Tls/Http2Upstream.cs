using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>A hop speaks HTTP/2 to the upstream of a socket, over which its upgrade cannot go.</summary>
internal sealed class Http2Upstream : ILintRule
{
    private static readonly Version s_http2 = new(2, 0);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("http2-upstream", CauseNames.AlpnH2OnlyBackend, Severity.Error)
    {
        Why = "HTTP/2 has no Upgrade. A socket goes over it only by extended CONNECT, which both sides must know and allow; most app servers do not.",
        Fix = "Speak HTTP/1.1 to the upstream at the socket's path, or allow CONNECT on both sides.",
        Source = "https://www.rfc-editor.org/rfc/rfc8441",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Passage is { End: PassageEnd.Forwarded, Version: { } version } && version.Value >= s_http2
        let at = crossing.Passage.Version!.Where ?? crossing.Passage.At
        select Info.Found(at, $"{crossing.Socket.Path} goes on over HTTP/2, where an upgrade has no place: the handshake fails");
}
