using System.Globalization;
using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Cloudflare;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Scripts;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A socket is opened at a port of a proxied name at which Cloudflare does not listen.</summary>
internal sealed class CloudflarePortNotProxied : ILintRule
{
    // The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_address = new(@"wss?://(?<host>[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+):(?<port>\d{1,5})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloudflare-port-not-proxied", CauseNames.EdgePortNotProxied, Severity.Error)
    {
        Why = "Behind the orange cloud a name leads to Cloudflare's edge, which listens on 80, 8080, 8880, 2052, 2082, 2086, 2095 and with TLS on 443, 2053, 2083, 2087, 2096, 8443. At any other port nobody answers, and the connection times out.",
        Fix = "Open the socket on 443 with a path of its own, or on a port of the list.",
        Source = "https://github.com/calzoneman/sync/issues/861",
        Kinds = ["cloudflare", "script"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (CloudflareZone zone in CloudflareZone.In(deployment))
        {
            if (deployment.Domain?.Split(':') is [var host, var number] && Unproxied(number) && zone.Proxied(host) is { } record)
                yield return Info.Found(record["proxied"]!.At, $"{host} is proxied, and Cloudflare does not listen on {number}: a socket to {host}:{number} times out");
            foreach (ScriptFile script in deployment.Of<ScriptFile>())
            {
                foreach (Match found in s_address.Matches(script.Source.Text))
                {
                    if (!Unproxied(found.Groups["port"].Value) || zone.Proxied(found.Groups["host"].Value) is null || !script.IsPlain(found.Index, "?", "if")) continue;
                    yield return Info.Found(new Span(script.Source, found.Index, found.Index + found.Length), $"{found.Groups["host"].Value} is proxied, and Cloudflare does not listen on {found.Groups["port"].Value}: this socket times out");
                }
            }
        }
    }

    private static bool Unproxied(string port) => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && !CloudflareZone.Ports.Contains(number);
}
