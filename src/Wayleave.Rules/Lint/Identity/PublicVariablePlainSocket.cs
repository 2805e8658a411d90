using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Env;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A production build is told to open its socket without TLS.</summary>
internal sealed class PublicVariablePlainSocket : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("public-variable-plain-socket", CauseNames.MixedContent, Severity.Warning)
    {
        Why = "The variable is written into the pages. A page that was loaded over https may not open ws://: the browser refuses before anything is sent.",
        Fix = "Write wss:// and the port that has TLS, or choose the scheme by location.protocol.",
        Source = "https://developer.mozilla.org/en-US/docs/Web/Security/Mixed_content",
        Kinds = ["env"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (PublicVariable variable in PublicVariable.Of(deployment.Files))
        {
            if (variable.Address is not { Scheme: "ws", IsLoopback: false } address || !address.Host.Contains('.', StringComparison.Ordinal) || System.Net.IPAddress.TryParse(address.Host, out _)) continue;
            bool onTls = PublicHosts.AreOnTls(deployment) || variable.File.Lines.Any(line => Uri.TryCreate(variable.File.Value(line.Name), UriKind.Absolute, out Uri? other) && other is { Scheme: "https" or "wss" } && Related(other.Host, address.Host));
            if (!onTls && !variable.File.IsForProduction) continue;
            int scheme = variable.Line.At.Text.IndexOf("ws://", StringComparison.Ordinal);
            yield return Info.Found(onTls ? Severity.Error : Severity.Warning, variable.Line.At, $"{variable.Line.Name} makes pages open ws:// on {address.Host}: {(onTls ? "they are loaded over https, and there" : "where they are loaded over https,")} the browser refuses that as mixed content") with
            {
                // With a port of its own, only a person knows whether that one has TLS.
                Fix = onTls && address.IsDefaultPort && scheme >= 0 ? LintFix.Of("Open it with TLS", new Edit(variable.Line.At with { Start = variable.Line.At.Start + scheme, End = variable.Line.At.Start + scheme + 2 }, "wss")) : null,
            };
        }
    }

    // The same site, or another name of the same domain.
    private static bool Related(string one, string other) => string.Equals(Domain(one), Domain(other), StringComparison.OrdinalIgnoreCase);

    private static string Domain(string host) => string.Join('.', host.Split('.')[^Math.Min(2, host.Split('.').Length)..]);
}
