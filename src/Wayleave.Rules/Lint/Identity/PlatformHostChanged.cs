using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apps;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A hop passes the browser's Host on to a platform or tunnel that knows its customers by theirs.</summary>
internal sealed class PlatformHostChanged : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("platform-host-changed", CauseNames.HostHeaderMismatch, Severity.Warning)
    {
        Why = "Behind the addresses of a tunnel or a platform are all its customers, and Host says which of them is meant. A request with another name in it is answered with 404 or 403 by the platform, and the app never sees it.",
        Fix = "Send the upstream's own name as Host (nginx: proxy_set_header Host with that name, or leave Host alone, as $proxy_host is the default), and the browser's in X-Forwarded-Host.",
        Source = "https://ngrok.com/docs/errors/err_ngrok_3200",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Passage is { End: PassageEnd.Forwarded, To.Host: not null } && SharedFronts.KnowsByName(crossing.Passage.To!.Host!)
        let name = crossing.Passage.To!.Host!
        let host = crossing.Passage.Headers.GetValueOrDefault("host")
        // What nothing sets goes on as it came, which is wrong there as well.
        let sent = host is null ? crossing.Passage.Host : host is { Known: true } ? host.Value : null
        where sent is not null && !string.Equals(HostChanged.Name(sent), name, StringComparison.OrdinalIgnoreCase)
        where !string.Equals(deployment.Domain, name, StringComparison.OrdinalIgnoreCase)
        select Info.Found(host?.Where ?? crossing.Passage.At, $"{crossing.Socket.Path} goes on to {name} with another name in Host: what is there finds its customers by that, and answers 404 unless the other name is registered there too");
}
