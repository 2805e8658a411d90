using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Envoy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>An Envoy listener takes HTTP/2 alone, and does not let extended CONNECT in.</summary>
internal sealed class EnvoyHttp2Only : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("envoy-http2-only", CauseNames.Http2ExtendedConnect, Severity.Error)
    {
        Why = "Over HTTP/2 a socket begins with extended CONNECT, which Envoy refuses unless allow_connect is set. A browser falls back to HTTP/1.1, and this listener does not speak it.",
        Fix = "Leave codec_type at AUTO and offer http/1.1, or set http2_protocol_options.allow_connect.",
        Source = "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/upgrades",
        Kinds = ["envoy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<EnvoyFile>()
        from socket in deployment.Sockets
        from route in file.Routes(new Handshake { Path = socket.Path, Host = deployment.Domain })
        where route is { Known: true, Action: not null } && !route.Manager.AllowsConnect
        let at = OnlyHttp2(route.Manager)
        where at is not null
        select Info.Found(at.Value, $"only HTTP/2 is taken here, and extended CONNECT is not let in, so no browser opens {socket.Path}");

    private static Span? OnlyHttp2(EnvoyManager manager)
    {
        if (manager.Node.Field("codec_type") is { Value.Text: "HTTP2" or "http2" } codec) return codec.At;
        return manager.Alpn is ["h2"] ? manager.Listener?.At : null;
    }
}
