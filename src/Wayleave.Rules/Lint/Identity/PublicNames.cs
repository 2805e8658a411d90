using System.Net;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The names by which browsers ask for an app, as the hops in front of it have them.</summary>
internal static class PublicNames
{
    // What templates have in the place of a name.
    private static readonly string[] s_examples = ["example.com", "www.example.com", "yourdomain.com", "your-domain.com", "your.domain.com", "domain.com", "www.yourdomain.com"];

    // A name for sockets alone: their pages are on another one.
    private static readonly string[] s_socketHosts = ["ws", "wss", "websocket", "websockets", "socket", "sockets", "realtime", "live", "api", "push"];

    /// <summary>The names that reach the app as Host, each as the hop in front answers for it; none where no hop names any.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="framework">The app's framework.</param>
    public static IEnumerable<string> Of(Deployment deployment, string framework) =>
        (from crossing in deployment.Crossings
         where crossing.Passage.End is PassageEnd.Forwarded && deployment.AppsBehind(crossing).Any(app => app.Framework == framework)
         where crossing.Passage.Host is not null && crossing.Sent("host") is { Present: true, Value: { } sent } && SameName(sent, crossing.Passage.Host!)
         let name = HostChanged.Name(crossing.Passage.Host!)
         where IsPublic(name) && !s_socketHosts.Contains(name.Split('.')[0])
         select name).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name is one that people open: a domain, filled in, and no address.</summary>
    public static bool IsPublic(string name) =>
        name.Contains('.', StringComparison.Ordinal) && !IPAddress.TryParse(name.Trim('[', ']'), out _) && !name.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase)
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-') && !s_examples.Contains(name);

    private static bool SameName(string one, string other) => string.Equals(HostChanged.Name(one), HostChanged.Name(other), StringComparison.OrdinalIgnoreCase);
}
