using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Meaning;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>nginx itself refuses a socket for its Origin, and the site's own is not among those that it lets in.</summary>
internal sealed class NginxOriginRefused : ILintRule
{
    private const string Origin = "http_origin";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-origin-refused", CauseNames.OriginNotAllowlisted, Severity.Error)
    {
        Why = "Every browser sends its page's Origin with a handshake. A condition on $http_origin that the site's own pages do not meet refuses the sockets of everybody.",
        Fix = "Put the Origin of the site's own pages into the condition or the map: scheme, name, and a port that is not the scheme's own.",
        Source = "https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#if",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where AsksOrigin(deployment, crossing)
        select Info.Found(crossing.Passage.At, $"{crossing.Socket.Path} {(crossing.Passage.Status is { } status and not 444 ? $"is answered with {status}" : "is closed")} here for its Origin: pages of this very site are not let in");

    /// <summary>Whether nginx refuses a handshake in an <c>if</c> that asks for its Origin.</summary>
    public static bool AsksOrigin(Deployment deployment, Crossing crossing) =>
        crossing is { Hop.Product: "nginx", Passage.End: PassageEnd.Answered or PassageEnd.Closed } && deployment.Of<NginxFile>().Any(file => AsksOrigin(file, crossing.Passage));

    private static bool AsksOrigin(NginxFile file, Passage passage)
    {
        if (file.Named("return").FirstOrDefault(answer => answer.At == passage.At)?.Parent is not { Name: "if" } condition) return false;
        ImmutableHashSet<string> asking = [.. new NginxMaps(file).Over(Origin), Origin];
        return condition.Words.Skip(1).Any(word => NginxVariables.Names(word.Text).Any(asking.Contains));
    }
}
