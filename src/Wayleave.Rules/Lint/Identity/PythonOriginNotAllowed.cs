using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The app's list of Origins lacks that of the pages that people open.</summary>
internal sealed class PythonOriginNotAllowed : ILintRule
{
    private static readonly string[] s_frameworks = ["channels", "socket.io"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("python-origin-not-allowed", CauseNames.OriginNotAllowlisted, Severity.Error)
    {
        Why = "Channels' OriginValidator and the Socket.IO servers of Python compare the page's Origin with a list, scheme and port included where the entry has them, and refuse the socket of any other page with 403 or 400.",
        Fix = "Put the public address into the list: https://app.example.org, without a path.",
        Source = "https://channels.readthedocs.io/en/stable/topics/security.html",
        Kinds = ["python"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (AppFacts app in deployment.Apps.Where(app => s_frameworks.Contains(app.Framework) && app.AllowedOrigins is not null))
        {
            Setting<System.Collections.Immutable.ImmutableArray<string>> allowed = app.AllowedOrigins!;
            string[] hosts = deployment.Domain is { } domain ? [domain] : [.. PublicNames.Of(deployment, app.Framework)];
            // A list for several sites need not have each name of each.
            if (hosts.Length == 0 || hosts.Any(host => allowed.Value.Any(entry => Covers(entry, host)))) continue;
            yield return Info.Found(allowed.Where ?? app.At, $"the list of Origins has only {string.Join(", ", allowed.Value)}, and people open {hosts[0]}: its pages' sockets are refused");
        }
    }

    // An entry with a scheme is compared whole, one without by its name; a dot in front stands for all below.
    private static bool Covers(string entry, string host)
    {
        if (entry == "*") return true;
        int scheme = entry.IndexOf("://", StringComparison.Ordinal);
        string name = (scheme < 0 ? entry : entry[(scheme + 3)..]).TrimEnd('/'), asked = HostChanged.Name(host);
        if (!DjangoHosts.Covers(HostChanged.Name(name), asked)) return false;
        if (scheme < 0) return true;
        string port = name[HostChanged.Name(name).Length..], own = host[asked.Length..];
        return entry.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? Plain(port, ":443") == Plain(own, ":443") : own is ":80";
    }

    private static string Plain(string port, string byDefault) => port == byDefault ? "" : port;
}
