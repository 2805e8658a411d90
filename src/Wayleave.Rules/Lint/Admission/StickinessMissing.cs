using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>One client's requests reach several servers, and its protocol needs all of them at the same one.</summary>
internal sealed class StickinessMissing : ILintRule
{
    // These open a session by plain requests and look it up in their own memory with the next one.
    private static readonly string[] s_sessions = ["/socket.io", "/engine.io", "/sockjs", "/sockjs-node", "/_blazor", "/signalr", "/_nicegui_ws", "/_stcore/stream"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("stickiness-missing", CauseNames.StickySessionMissing, Severity.Warning)
    {
        Why = "Socket.IO, SockJS, SignalR and their like open a session by requests of plain HTTP before the socket. Another server does not know it and answers 400 or 404.",
        Fix = "Let a client's requests reach the same server (ip_hash, hash of the client's address, a cookie), or let clients use the websocket transport alone.",
        Source = "https://socket.io/docs/v4/using-multiple-nodes/",
    };

    /// <summary>Whether the protocol at a path is one that opens a session before its socket.</summary>
    public static bool NeedsIt(string path) => Array.Exists(s_sessions, session => (path + "/").Contains(session + "/", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Passage is { End: PassageEnd.Forwarded, To: { Sticky: false, Servers.Length: > 1 } }
        where NeedsIt(crossing.Socket.Path)
        select Info.Found(
            crossing.Passage.To!.At,
            $"the requests of one client for {crossing.Socket.Path} are spread over {crossing.Passage.To.Servers.Length} servers: a session that one of them opened is unknown to the others");
}
