using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis.Time;

/// <summary>Tells a watch of <c>--idle</c> in a line: three sockets, opened 7 s after one another.</summary>
internal static class IdleWatch
{
    /// <summary>A run in which the browser's socket opens, behind hops that sign themselves by a header.</summary>
    public static RunBuilder Behind(string header = "", string value = "")
    {
        Reply sign(Reply r) => header.Length == 0 ? r : r.With(header, value);
        return RunBuilder.Socket().Plain(sign(Reply.Of(404, "Not Found"))).Upgrade(sign(Reply.Opens()));
    }

    /// <summary>The socket was ended without a close frame at that age.</summary>
    public static SessionEnd Cut(double seconds) => new() { Kind = EndKind.Eof, AtMs = seconds * 1000 };

    /// <summary>The socket was closed by the far end at that age.</summary>
    public static SessionEnd Closed(double seconds, int code, string reason = "") => new() { Kind = EndKind.CloseFrame, AtMs = seconds * 1000, Code = code, Reason = reason };

    /// <summary>The socket outlived the watch.</summary>
    public static SessionEnd Lives(double seconds) => new() { Kind = EndKind.ClosedByUs, AtMs = seconds * 1000, Code = 1000 };

    /// <summary>The three sockets; busy ones were active until a second before their end.</summary>
    public static RunBuilder Watch(this RunBuilder run, SessionEnd silent, SessionEnd pinging, SessionEnd sending, int framesReceived = 0, double staggerSeconds = 7) => run
        .Held(IdleMode.Silent, silent, 0, 0, framesReceived)
        .Held(IdleMode.Pinging, pinging, staggerSeconds, pinging.AtMs - 1000, framesReceived)
        .Held(IdleMode.Sending, sending, 2 * staggerSeconds, sending.AtMs - 3000, framesReceived);

    private static RunBuilder Held(this RunBuilder run, IdleMode mode, SessionEnd end, double startSeconds, double lastActivityMs, int framesReceived) =>
        run.Add(id => new IdleProbe
        {
            Id = id,
            Name = $"idle-{mode}".ToLowerInvariant(),
            Url = "wss://app.example/ws",
            StartMs = 10_000 + (startSeconds * 1000),
            ElapsedMs = end.AtMs,
            Outcome = end.Kind.ToString(),
            Mode = mode,
            LastActivityMs = lastActivityMs,
            FramesReceived = framesReceived,
            End = end,
        });

    /// <summary>Handshakes whose sockets were held in the base run, opened at those seconds, each with its end.</summary>
    public static RunBuilder Hold(this RunBuilder run, params (double At, double LastActivity, SessionEnd End)[] sockets)
    {
        foreach ((double at, double last, SessionEnd end) in sockets)
        {
            Reply reply = Reply.Opens();
            run = run.Add(id => new HandshakeProbe
            {
                Id = id,
                Name = at == 0 ? "upgrade-http11" : "upgrade-repeat",
                Url = "wss://app.example/ws",
                StartMs = at * 1000,
                ElapsedMs = end.AtMs,
                Outcome = reply.Outcome,
                Variation = at == 0 ? Variation.Browser : Variation.Repeat,
                Exchange = reply.Exchange("GET", "/ws", []),
                Session = new SessionFacts { Frames = [new FrameFacts(last * 1000, false, "pong", true, 4, "")], End = end },
            });
        }

        return run;
    }
}
