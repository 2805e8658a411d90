using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Meaning;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>ModSecurity inspects a location that carries a socket.</summary>
internal sealed class NginxModSecurityOnSocket : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-modsecurity-on-socket", CauseNames.WafBreaksUpgrade, Severity.Warning)
    {
        Why = "ModSecurity reads bodies and does not understand a switched connection: sockets were closed before they were open, or answered with 200 in place of 101.",
        Fix = "Set modsecurity off in the socket's location.",
        Source = "https://github.com/owasp-modsecurity/ModSecurity/issues/2233",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing is { Hop.Product: "nginx", Passage.End: PassageEnd.Forwarded }
        let pass = deployment.Of<NginxFile>().SelectMany(file => file.All).FirstOrDefault(directive => directive.At == crossing.Passage.At)
        let block = pass?.Parent
        where block is not null
        let set = NginxInheritance.Scalar(block, "modsecurity") ?? NginxInheritance.Scalar(block, "ModSecurityEnabled")
        where set?.Argument == "on"
        select Info.Found(set.At, $"ModSecurity inspects {crossing.Socket.Path}, and its inspection of bodies breaks switched connections") with
        {
            Fix = set.Parent == block ? null : NginxMending.Behind(deployment, crossing, "Switch it off for the socket.", $"{set.Name} off;"),
        };
}
