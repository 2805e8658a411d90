using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>nginx's buffers for request headers are smaller than the cookies of people who have signed in.</summary>
internal sealed class NginxHeaderBuffersSmall : ILintRule
{
    // A browser keeps 4096 bytes for one cookie, and sends them all in one line.
    private const long Enough = 4096;

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-header-buffers-small", CauseNames.HeaderTooLarge, Severity.Warning)
    {
        Why = "A header line must fit into one buffer, and a browser sends all its cookies in one line. Who has more gets 400, also for the handshake: real users with sessions do, and a test without cookies does not.",
        Fix = "Leave large_client_header_buffers at its default of 4 8k, or raise it.",
        Source = "https://nginx.org/en/docs/http/ngx_http_core_module.html#large_client_header_buffers",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<NginxFile>()
        from pass in NginxSockets.Passes(deployment, file)
        let buffers = NginxInheritance.Scalar(pass.Parent!, "large_client_header_buffers")
        where buffers is { Words.Length: 3 } && NginxUnits.Size(buffers.Words[2].Text) < Enough
        select Info.Found(buffers.At, $"a handshake with a header line of more than {buffers.Words[2].Text}, which one cookie may fill, is answered with 400");
}
