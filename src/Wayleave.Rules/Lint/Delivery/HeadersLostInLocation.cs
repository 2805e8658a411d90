using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>An inner block sets a header and so loses those of the outer level that a handshake needs.</summary>
internal sealed class HeadersLostInLocation : ILintRule
{
    // What apps compare with the page's Origin, or choose ws:// or wss:// by.
    private static readonly string[] s_identity = ["host", "x-forwarded-host", "x-forwarded-proto", "origin"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("headers-lost-in-location", CauseNames.HeadersLostInLocation, Severity.Error)
    {
        Why = "proxy_set_header is inherited as a whole or not at all: a location with a single one of its own has none of the server's, and what nginx sends by itself takes their place.",
        Fix = "Repeat all headers in the location, or put them into a file that each location includes.",
        Source = "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header",
        Kinds = ["nginx"],
    };

    /// <summary>Whether a handshake lacks what an outer level sends.</summary>
    public static bool LosesUpgrade(Crossing crossing) => UpgradeHeaders.Missing(crossing).Any(name => crossing.Passage.Lost.ContainsKey(name.ToLowerInvariant()));

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage is { End: PassageEnd.Forwarded, Lost.Count: > 0 }))
        {
            if (LosesUpgrade(crossing))
            {
                string lost = string.Join(" and ", UpgradeHeaders.Missing(crossing).Where(name => crossing.Passage.Lost.ContainsKey(name.ToLowerInvariant())));
                yield return Info.Found(crossing.Passage.At, $"{crossing.Socket.Path} goes on without {lost}: this block has headers of its own, so it loses those of line {Line(crossing, lost.Split(' ')[0])}") with
                {
                    Fix = NginxMending.Upgrade(deployment, crossing),
                };
                continue;
            }

            string[] identity = [.. s_identity.Where(name => crossing.Passage.Lost.ContainsKey(name))];
            if (identity.Length == 0) continue;
            yield return Info.Found(
                identity.Contains("host") ? Severity.Warning : Severity.Info, crossing.Passage.At,
                $"{crossing.Socket.Path} goes on without the {string.Join(", ", identity.Select(Spelled))} of line {Line(crossing, identity[0])}, since this block has headers of its own: an app that compares Origin with them refuses the socket") with
            {
                Fix = NginxMending.Repeat(deployment, crossing, identity),
            };
        }
    }

    private static int Line(Crossing crossing, string name) => crossing.Passage.Lost[name.ToLowerInvariant()].Line;

    private static string Spelled(string name) => string.Join('-', name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
