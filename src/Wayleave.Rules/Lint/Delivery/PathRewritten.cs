using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A hop asks the app for another path than the one at which it opens its socket.</summary>
internal sealed class PathRewritten : ILintRule
{
    // Paths that are their framework's own: an app serves its socket there and nowhere else.
    private static readonly string[] s_fixed = ["/_stcore/stream", "/socket.io/", "/engine.io/", "/api/kernels", "/api/live/ws", "/_blazor", "/live/websocket"];

    // A path below a block's own, for trying.
    private const string Below = "room";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("path-rewritten", CauseNames.PathRewritten, Severity.Error)
    {
        Why = "A proxy_pass with a URI part, were it only a slash, puts that part in the place of the location's prefix. The app is then asked for a path that it does not have.",
        Fix = "Leave the URI part away, or let location and URI part both end in a slash.",
        Source = "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings)
        {
            // What a hop in front has made of the path is that one's.
            string asked = crossing.Handshake.Path;
            if (crossing.Passage is not { End: PassageEnd.Forwarded, To: { Path: { } sent } to } || sent == asked) continue;
            Span at = to.Rewritten ?? to.At;
            string? own = crossing.Socket.From is SocketPathFrom.App && asked == crossing.Socket.Path ? asked : s_fixed.FirstOrDefault(path => (asked + "/").Contains(path, StringComparison.Ordinal))
                ?? (deployment.Apps.SelectMany(app => app.SocketPaths).Select(socket => socket.Path).FirstOrDefault(path => asked.EndsWith(path, StringComparison.Ordinal)));
            // The app is known to be asked for just that.
            if (deployment.AppsBehind(crossing).SelectMany(app => app.SocketPaths).Any(socket => socket.Path == sent)) continue;
            // A hop behind may put back what this one takes off.
            if (own is not null && deployment.Behind(crossing).Any(next => next.Passage.To?.Path is not { } later || (later + "/").Contains(own, StringComparison.Ordinal))) continue;
            if (own is not null && !(sent + "/").Contains(own, StringComparison.Ordinal))
                yield return Info.Found(at, $"{asked} reaches the app as {sent}, while its socket is at {own.TrimEnd('/')}");
            else if (sent.Contains("//", StringComparison.Ordinal) && !asked.Contains("//", StringComparison.Ordinal))
                yield return Info.Found(Severity.Warning, at, $"{asked} reaches the app as {sent}, with a doubled slash: an app that compares paths as they are has no such route");
            else if (own is null && Glued(asked, sent))
                yield return Info.Found(Severity.Warning, at, $"{asked} reaches the app as {sent}: the slash between the two parts is lost, and an app that knows only the parts has no such route");
            else if (own is null && GluedBelow(crossing, to) is { } below)
                yield return Info.Found(Severity.Warning, at, $"a path below {asked} loses its slash: {asked}{Below} reaches the app as {below}, and an app that knows only the parts has no such route");
        }
    }

    // A block for /ws/ is one for all that is below it, and the file names no path that is.
    private static string? GluedBelow(Crossing crossing, Upstream to) =>
        crossing.Socket.From is SocketPathFrom.File && crossing.Socket.Path is [_, .., '/'] asked
            ? crossing.Hop.Pass(crossing.Handshake with { Path = asked + Below }).Select(passage => passage.To).FirstOrDefault(other => other?.At == to.At && other.Path is { } sent && Glued(asked + Below, sent))?.Path
            : null;

    // /ws/chat has become /wschat: the last part hangs on what stands before it.
    private static bool Glued(string asked, string sent)
    {
        string last = asked.Split('/', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
        return last.Length > 0 && sent.EndsWith(last, StringComparison.Ordinal) && sent.Length > last.Length && char.IsAsciiLetterOrDigit(sent[^(last.Length + 1)]) && asked.Split('/').Contains(last);
    }
}
