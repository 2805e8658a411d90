using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A tunnel leads a socket to another port than the one at which the project's proxy takes it.</summary>
internal sealed class CloudflaredOtherPort : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloudflared-other-port", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "A tunnel's host name leads to the services that its rules name, and to no other port of the machine: what listens beside them cannot be reached through it.",
        Fix = "Add a rule whose service is the socket's port, with a host name or a path of its own.",
        Source = "https://github.com/cloudflare/cloudflared/issues/120",
        Kinds = ["cloudflared"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop.Product == "cloudflared" && crossing.Passage is { End: PassageEnd.Forwarded, To.Port: not null }
        let port = crossing.Passage.To!.Port!.Value
        let inner = deployment.Crossings.Where(other => other.Socket == crossing.Socket && other.Hop.Place is HopPlace.Proxy && other.Passage.End is PassageEnd.Forwarded).Select(other => other.Passage.Listener?.Port).Distinct().ToArray()
        where inner.Length > 0 && inner.All(other => other is not null && other != port)
            // A container's port may be published under the tunnel's number.
            && !deployment.Of<ComposeFile>().SelectMany(compose => compose.Services).SelectMany(service => service.Ports).Any(mapping => mapping.Published == port && inner.Contains(mapping.Target))
        select Info.Found(crossing.Passage.At, $"{crossing.Socket.Path} is served at port {string.Join(", ", inner)}, and the tunnel leads it to port {port}");
}
