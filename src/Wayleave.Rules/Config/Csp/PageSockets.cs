using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Scripts;

namespace Wayleave.Rules.Config.Csp;

/// <summary>What pages of a deployment open, as far as a policy is concerned.</summary>
internal static partial class PageSockets
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"new\s+(Reconnecting)?WebSocket\(\s*[""'`]wss?://(?<host>[A-Za-z0-9.-]+\.[A-Za-z]+(:\d+)?)[/""'`?]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex ForeignPattern { get; }

    /// <summary>Whether there are sockets at all: a path is known as one, or a page opens one.</summary>
    public static bool AreKnown(Deployment deployment) =>
        deployment.Sockets.Any(socket => socket.From is not SocketPathFrom.Everywhere) || deployment.Of<ScriptFile>().Any(file => file.Source.Text.Contains("new WebSocket(", StringComparison.Ordinal));

    /// <summary>The hosts that pages name outright when they open a socket.</summary>
    public static ImmutableArray<string> Named(Deployment deployment) =>
        [.. deployment.Of<ScriptFile>().SelectMany(file => ForeignPattern.Matches(file.Source.Text).Where(match => file.IsPlain(match.Index)).Select(match => match.Groups["host"].Value)).Distinct()];
}
