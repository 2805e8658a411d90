using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Identity;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A socket's path reaches another block than the one that is made for sockets, or none that passes it on.</summary>
internal sealed class PathNotRouted : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("path-not-routed", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "Which block takes a path is decided by the product's own order: in nginx an exact match, then the longest prefix, then the first expression, which beats a prefix without ^~. A second socket of the same app needs a block as well.",
        Fix = "Let the socket's own block win (an exact path, ^~, or an earlier expression), or extend it to this path.",
        Source = "https://nginx.org/en/docs/http/ngx_http_core_module.html#location",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        // What is refused for its Origin is no matter of paths.
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => !NginxOriginRefused.AsksOrigin(deployment, crossing)))
        {
            Passage passage = crossing.Passage;
            string path = crossing.Socket.Path;
            if (passage.End is PassageEnd.Answered or PassageEnd.Closed)
            {
                string how = passage.End is PassageEnd.Closed ? "is closed without an answer" : passage.Status is { } status ? $"is answered with {status}" : "is answered";
                string other = passage.Elsewhere is { } block ? $"; the block for sockets on line {block.Line} does not get it" : "";
                yield return Info.Found(passage.At, $"{path} {how} here and reaches no app{(passage.Because is { } because ? ", since " + because : "")}{other}");
            }
            else if (passage is { End: PassageEnd.Forwarded, Elsewhere: { } made } && UpgradeHeaders.Missing(crossing) is { Length: > 0 } missing && !HeadersLostInLocation.LosesUpgrade(crossing))
            {
                // Grafana's second socket is there only for who follows logs.
                bool sometimes = crossing.Socket.From is SocketPathFrom.File && path.Contains("/api/datasources/proxy/", StringComparison.Ordinal);
                yield return Info.Found(
                    sometimes ? Severity.Warning : Severity.Error, TakesAnother(passage) ? passage.Block!.Value : passage.At,
                    $"{path} is taken by this block and goes on without {string.Join(" and ", missing)}{(sometimes ? ", so following logs live fails in Grafana" : "")}; the block for sockets on line {made.Line} does not get it");
            }
        }
    }

    // Where an expression takes what a prefix was made for, the expression is wrong; else the block lacks something.
    private static bool TakesAnother(Passage passage) => passage.Block is { } block && block.Text.Contains('~', StringComparison.Ordinal);
}
