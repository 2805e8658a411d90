using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>Connection or Upgrade is sent with every request, also with those that ask for no socket.</summary>
internal sealed class UpgradeForced : ILintRule
{
    private static readonly ImmutableDictionary<string, HeaderFate> s_plain = ImmutableDictionary<string, HeaderFate>.Empty.Add("upgrade", HeaderFate.Gone()).Add("connection", HeaderFate.Is("keep-alive"));

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("upgrade-forced", CauseNames.UpgradeHeaderForced, Severity.Info)
    {
        Why = "A fixed value goes out with pages and form posts as well. Servers may refuse a request with a body that asks for an upgrade (Kestrel: 400), answer a page with 101, and the connection to the app is never used again.",
        Fix = "Let a map on $http_upgrade choose: upgrade for who asks for it, close or nothing for the rest.",
        Source = "https://nginx.org/en/docs/http/websocket.html",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage.End is PassageEnd.Forwarded))
        {
            foreach (Handshake plain in Plain(crossing))
            {
                // The same line passes a page on.
                Passage? page = crossing.Hop.Pass(plain).FirstOrDefault(passage => passage.At == crossing.Passage.At && passage.End is PassageEnd.Forwarded);
                if (page is null || page.Version is { Value.Major: >= 2 }) continue;
                HeaderFate upgrade = page.Header("upgrade", plain), connection = page.Header("connection", plain);
                bool says = connection.Present && connection.Value!.Contains("upgrade", StringComparison.OrdinalIgnoreCase);
                if (!says || (connection.Where ?? upgrade.Where) is not { } where) continue;
                yield return upgrade.Present
                    ? Info.Found(Severity.Warning, where, "pages and posts go on with Connection and Upgrade as well: an app may answer them with 101 or refuse those that have a body")
                    : Info.Found(Reused(crossing, deployment) ? Severity.Warning : Severity.Info, where, "pages and posts go on with \"Connection: upgrade\" as well: an app may refuse those that have a body, and no connection to it is kept");
                break;
            }
        }
    }

    private static bool Reused(Crossing crossing, Deployment deployment) => deployment.Apps.Any(app => app.Framework is "aspnet" or "blazor" or "signalr");

    // A request for a page beside the socket: at the root, and where the path does not say "socket" yet.
    private static IEnumerable<Handshake> Plain(Crossing crossing)
    {
        ImmutableDictionary<string, HeaderFate> none = crossing.Handshake.Changed.IsEmpty ? s_plain : crossing.Handshake.Changed.SetItems(s_plain);
        string path = crossing.Socket.Path;
        while (path.LastIndexOf('/') is > 0 and var slash && SocketPathNames.Says(path)) path = path[..slash];
        foreach (string page in new[] { "/", SocketPathNames.Says(path) || path == crossing.Socket.Path ? "/" : path + "/page" }.Distinct())
            yield return crossing.Handshake with { Path = page, Changed = none };
    }
}
