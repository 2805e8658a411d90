using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of <c>sockets:</c> and <c>keepalive:</c>, which stand at the top and in routes.</summary>
internal static class SocketKeys
{
    private const long MaxPayload = 1L << 40;

    /// <summary>What one open socket may do.</summary>
    public static Section<SocketLimits> Limits { get; } = new(
        "sockets", "What one open socket may do.", new SocketLimits(),
        [
            new KeyOf<SocketLimits, long?>(
                "frame", "The longest frame, both ways; a longer one ends the socket with 1009.", new OffValueForm<long>(new SizeForm(1, MaxPayload)),
                s => s.FrameBytes, (s, v) => s with { FrameBytes = v }) { AlsoCalled = ["max_frame"] },
            new KeyOf<SocketLimits, long?>(
                "message", "The longest message, both ways; a longer one ends the socket with 1009.", new OffValueForm<long>(new SizeForm(1, MaxPayload)),
                s => s.MessageBytes, (s, v) => s with { MessageBytes = v }) { AlsoCalled = ["max_message"] },
            new KeyOf<SocketLimits, long>(
                "buffer", "The most bytes held for a side that does not read; then the other side is not read either.", new SizeForm(4 << 10, 16 << 20),
                s => s.BufferBytes, (s, v) => s with { BufferBytes = (int)v }),
            new KeyOf<SocketLimits, TimeSpan?>(
                "idle", "After how long without a data frame a socket ends.", new OffValueForm<TimeSpan>(Ranges.Life),
                s => s.Idle, (s, v) => s with { Idle = v }) { AlsoCalled = ["idle_timeout", "timeout", "read_timeout"] },
            new KeyOf<SocketLimits, TimeSpan?>(
                "lifetime", "After how long any socket ends.", new OffValueForm<TimeSpan>(Ranges.Life),
                s => s.Lifetime, (s, v) => s with { Lifetime = v }),
            new KeyOf<SocketLimits, TimeSpan>(
                "close", "How long an end may take once one side has said Close or sent FIN.", Ranges.Ending,
                s => s.Close, (s, v) => s with { Close = v }),
        ]);

    /// <summary>Keep-alive pings.</summary>
    public static Section<KeepAliveSettings> KeepAlive { get; } = new(
        "keepalive", "Pings on open sockets, towards each side. `keepalive: off` switches both sides off.", new KeepAliveSettings(),
        [
            new KeyOf<KeepAliveSettings, TimeSpan?>(
                "client", "After how long a silence the client gets a ping.", new OffValueForm<TimeSpan>(Ranges.Silence), k => k.Client, (k, v) => k with { Client = v }),
            new KeyOf<KeepAliveSettings, TimeSpan?>(
                "app", "After how long a silence the app gets one.", new OffValueForm<TimeSpan>(Ranges.Silence), k => k.App, (k, v) => k with { App = v }) { AlsoCalled = ["upstream", "server", "backend"] },
            new KeyOf<KeepAliveSettings, KeepAliveMode>(
                "mode", "What is sent: a ping, whose answer proves life; an unsolicited pong, which needs no answer; or nothing.",
                new WordForm<KeepAliveMode>(("ping", KeepAliveMode.Ping), ("pong", KeepAliveMode.Pong), ("off", KeepAliveMode.Off)), k => k.Mode, (k, v) => k with { Mode = v }),
        ]);
}
