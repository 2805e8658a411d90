using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>ModSecurity inspects a location that passes sockets on.</summary>
internal sealed class NginxModsecurityOverSocket : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-modsecurity-over-socket", CauseNames.WafBreaksUpgrade, Severity.Warning)
    {
        Why = "ModSecurity takes what follows the handshake for the body of an HTTP answer. Where its rules look at bodies, the socket is closed before it opens, or the 101 becomes another status.",
        Fix = "modsecurity off in the socket's location; the app or its framework must check what comes over the socket anyway.",
        Source = "https://github.com/owasp-modsecurity/ModSecurity/issues/2233",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<NginxFile>()
        from pass in NginxSockets.Passes(deployment, file)
        let setting = NginxInheritance.Scalar(pass.Parent!, "modsecurity")
        where setting?.Argument is "on"
        select Info.Found(setting.At, "ModSecurity is on where sockets are passed on: where its rules inspect bodies, the handshake fails");
}
