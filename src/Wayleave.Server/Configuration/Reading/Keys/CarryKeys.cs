using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of <c>carry:</c>.</summary>
internal static class CarryKeys
{
    private static readonly WordForm<CarryMode> s_mode = new(("auto", CarryMode.Auto), ("script", CarryMode.Script), ("off", CarryMode.Off));

    // Whoever writes the section without a mode wants it to be on.
    private static readonly Section<CarrySettings> s_section = new(
        "carry", "Sockets that survive drops, and pass hops that pass no WebSockets: see [carry.md](carry.md). A mode alone stands for `{ mode: MODE }`.", new CarrySettings { Mode = CarryMode.Auto },
        [
            new KeyOf<CarrySettings, CarryMode>(
                "mode", "`auto`: pages of HTML get the script's tag on their way. `script`: pages load `/.wayleave/carry.js` themselves. `off`: nothing is carried.", s_mode,
                c => c.Mode, (c, v) => c with { Mode = v }),
            new KeyOf<CarrySettings, TimeSpan>(
                "grace", "How long the app's socket is kept while the browser is away; then the app gets a close 1001.", Ranges.Stretch, c => c.Grace, (c, v) => c with { Grace = v }),
            new KeyOf<CarrySettings, long>(
                "buffer", "The most bytes of a socket under way unacknowledged, each way; then the sender waits.", new SizeForm(64 << 10, 64 << 20),
                c => c.BufferBytes, (c, v) => c with { BufferBytes = (int)v }),
            new KeyOf<CarrySettings, TimeSpan>(
                "heartbeat", "After how long a silence browser and gateway say that they are there; after two without a word the path is taken for dead.", Ranges.Ending,
                c => c.Heartbeat, (c, v) => c with { Heartbeat = v }) { AlsoCalled = ["interval", "keepalive"] },
            new KeyOf<CarrySettings, bool>("badge", "Whether pages show a small note while they reconnect.", BoolForm.Instance, c => c.Badge, (c, v) => c with { Badge = v }),
        ]);

    /// <summary>How a route's sockets are carried.</summary>
    public static Key<RouteSettings> OfRoute { get; } = new KeyOf<RouteSettings, CarrySettings?>(
        "carry", "Whether sockets are carried: they survive drops, and pass hops that pass no WebSockets. For routes with `proxy`.",
        new ShortForm<CarryMode, CarrySettings>(s_mode, (mode, before) => (before ?? new CarrySettings()) with { Mode = mode }, s_section),
        r => r.Carry == new CarrySettings() ? null : r.Carry, (r, v) => r with { Carry = v ?? new CarrySettings() });
}
