using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The hosts under which browsers ask for an app, as far as they are known.</summary>
internal static class PublicHosts
{
    /// <summary>The host that the caller told; else the names of the sites that pass sockets on. None where neither is known.</summary>
    /// <remarks>A name may stand for another app of the same proxy: a rule speaks only where the app knows none of them.</remarks>
    public static ImmutableArray<string> Of(Deployment deployment) =>
        deployment.Domain is { } domain ? [domain] :
        [
            .. deployment.Crossings.Where(crossing => crossing.Passage.End is PassageEnd.Forwarded).SelectMany(crossing => crossing.Passage.Listener?.Names ?? [])
                .Where(IsName).Select(name => name.ToLowerInvariant()).Distinct(),
        ];

    /// <summary>Whether the browser is certainly on TLS: a hop ends it, or an edge does.</summary>
    public static bool AreOnTls(Deployment deployment) =>
        deployment.Edge is not null and not "none" || deployment.Crossings.Any(crossing => crossing.Passage is { End: PassageEnd.Forwarded, Listener.Tls: true });

    // Patterns, placeholders and the names that stand for no site of their own are none.
    private static bool IsName(string name) =>
        name.Contains('.', StringComparison.Ordinal) && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && !System.Net.IPAddress.TryParse(name, out _);
}
