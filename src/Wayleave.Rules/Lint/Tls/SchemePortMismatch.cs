using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>A hop speaks TLS to port 80 or plain HTTP to port 443, or listens so.</summary>
internal sealed class SchemePortMismatch : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("scheme-port-mismatch", CauseNames.SchemePortMismatch, Severity.Error)
    {
        Why = "Port 443 is TLS's and port 80 is not. Plain HTTP sent to a TLS port is answered with 400, and TLS sent to a plain port ends in a handshake error.",
        Fix = "Let scheme and port agree: https with 443, http with 80; listen 443 with ssl.",
        Source = "https://nginx.org/en/docs/http/configuring_https_servers.html",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage is { End: PassageEnd.Forwarded }))
        {
            if (crossing.Passage.To is { Tls: { } tls, Port: { } port } to && Wrong(tls, port))
                yield return Info.Found(to.At, $"{crossing.Socket.Path} goes on {(tls ? "with TLS to port 80, where plain HTTP is spoken" : "as plain HTTP to port 443, where TLS is spoken")}");
            // A passage without a version passes bytes, and TLS may be in them.
            if (crossing.Passage is { Version: not null, Listener: { Port: { } own } listener } && Wrong(listener.Tls, own))
                yield return Info.Found(listener.At, listener.Tls ? "port 80 listens with TLS here, and browsers speak plain HTTP to it" : "port 443 listens without TLS here, and browsers speak TLS to it: every wss:// socket fails");
        }
    }

    private static bool Wrong(bool tls, int port) => tls ? port == 80 : port == 443;
}
