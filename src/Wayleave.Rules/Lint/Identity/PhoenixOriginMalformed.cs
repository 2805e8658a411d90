using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>An entry of <c>check_origin</c> in which Phoenix finds no host.</summary>
internal sealed class PhoenixOriginMalformed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("phoenix-origin-malformed", CauseNames.OriginNotAllowlisted, Severity.Error)
    {
        Why = "Phoenix reads each entry as a URL and raises \"invalid :check_origin option\" where that has no host, as in \"example.com\": every handshake then ends in an error of the app.",
        Fix = "Write \"https://example.com\", or \"//example.com\" for any scheme.",
        Source = "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html#socket/3-common-configuration",
        Kinds = ["phoenix"],
    };

    /// <summary>Whether an entry has a host that Phoenix can see: two slashes stand before it.</summary>
    public static bool IsOrigin(string entry) => entry.Contains("//", StringComparison.Ordinal) && AllowedOrigin.Of(entry).Host.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from check in PhoenixOriginCheck.Of(deployment.Of<PhoenixFile>())
        where check.List is not null
        from item in check.List!.Values
        where !IsOrigin(item.Text!)
        select Info.Found(item.At, $"Phoenix finds no host in \"{item.Text}\", an entry of check_origin: it raises an error at each handshake") with
        {
            Fix = item.At.Text == $"\"{item.Text}\"" && item.Text!.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '*' or ':') && item.Text!.Length > 0 ? LintFix.Of("Let any scheme of that host in", new Edit(item.At, $"\"//{item.Text}\"")) : null,
        };
}
