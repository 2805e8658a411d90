using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Bokeh or Panel is not told of the public host, and lets in only pages of those it is told of.</summary>
internal sealed class BokehOriginNotAllowed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("bokeh-origin-not-allowed", CauseNames.OriginNotAllowlisted, Severity.Error)
    {
        Why = "bokeh serve and panel serve open sockets for pages of localhost alone, unless --allow-websocket-origin or BOKEH_ALLOW_WS_ORIGIN names others: the page loads, and its socket gets 403.",
        Fix = "Add --allow-websocket-origin with the public host: without scheme or path, with the port only if browsers show one.",
        Source = "https://docs.bokeh.org/en/latest/docs/user_guide/server/deploy.html",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        string? host = deployment.Domain ?? PublicNames.Of(deployment, "bokeh").FirstOrDefault();
        foreach (AppFacts app in deployment.Apps.Where(app => app is { Framework: "bokeh", AllowedOrigins: not null }))
        {
            ImmutableArray<string> allowed = app.AllowedOrigins!.Value;
            if (allowed.FirstOrDefault(origin => origin.Contains('/', StringComparison.Ordinal)) is { } wrong)
                yield return Info.Found(app.AllowedOrigins.Where ?? app.At, $"\"{wrong}\" has a scheme or a path, where Bokeh wants a host: it matches no page, and sockets get 403");
            else if (host is not null && !allowed.Any(origin => Covers(origin, host)))
                yield return Info.Found(app.AllowedOrigins.Where ?? app.At, $"Bokeh lets in pages of {string.Join(", ", allowed)} alone, and people open {host}: the page loads, and its socket gets 403");
        }
    }

    // A star stands for one part of a name; without a port the scheme's own is meant.
    private static bool Covers(string origin, string host)
    {
        if (origin == "*") return true;
        string[] names = HostChanged.Name(origin).Split('.'), asked = HostChanged.Name(host).Split('.');
        string port = origin[HostChanged.Name(origin).Length..], own = host[HostChanged.Name(host).Length..];
        return names.Length == asked.Length && names.Zip(asked).All(pair => pair.First == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase)) && (Plain(port) == Plain(own) || port == ":*");
    }

    private static string Plain(string port) => port is ":80" or ":443" ? "" : port;
}
