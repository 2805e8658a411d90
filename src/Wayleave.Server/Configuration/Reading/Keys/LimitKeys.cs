using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The keys of <c>limits:</c>.</summary>
internal static class LimitKeys
{
    /// <summary>The section. The limits per address come before <c>bind_loopback</c>: writing one of them sets it.</summary>
    public static Section<LimitSettings> Section { get; } = new(
        "limits", "The limits of the whole process.", new LimitSettings(),
        [
            new KeyOf<LimitSettings, TimeSpan>(
                "handshake", "How long a client may take to send its request's head, TLS included, and an app to answer a handshake: with a body, where it declines, that the client must take in that time.", Ranges.Wait,
                l => l.Handshake, (l, v) => l with { Handshake = v }),
            new KeyOf<LimitSettings, long>(
                "head", "The longest request head; a longer one gets 431.", new SizeForm(1 << 10, 1 << 20),
                l => l.HeadBytes, (l, v) => l with { HeadBytes = (int)v }),
            new KeyOf<LimitSettings, int?>(
                "connections", "The most client connections at a time; more get 503. Off: as many as the system's limit of descriptors allows.", new OffValueForm<int>(Ranges.Count),
                l => l.Connections, (l, v) => l with { Connections = v }) { AlsoCalled = ["max_connections"] },
            new KeyOf<LimitSettings, int?>(
                "sockets_per_address", "The most open sockets of one client address; more get 429. Loopback addresses are bound only where the key is written: there sits a proxy of the same machine.",
                new OffValueForm<int>(Ranges.Count),
                l => l.SocketsPerAddress, (l, v) => l with { SocketsPerAddress = v, BindLoopback = true }) { AlsoCalled = ["sockets"] },
            new KeyOf<LimitSettings, int?>(
                "upgrades_per_address", "The upgrades of one client address per second, after a burst of ten times as many; more get 429. Loopback as above.", new OffValueForm<int>(Ranges.Count),
                l => l.UpgradesPerAddress, (l, v) => l with { UpgradesPerAddress = v, BindLoopback = true }) { AlsoCalled = ["upgrades"] },
            new KeyOf<LimitSettings, int?>(
                "carry_requests_per_address", "The requests of one client address per second by which `carry` takes sockets over HTTP, after a burst of ten times as many; more get 429. Loopback as above.",
                new OffValueForm<int>(Ranges.Count),
                l => l.CarryRequestsPerAddress, (l, v) => l with { CarryRequestsPerAddress = v, BindLoopback = true }),
            new KeyOf<LimitSettings, bool>(
                "bind_loopback", "Whether the limits per address bind loopback addresses too. Not set: true if one of them is written.", BoolForm.Instance,
                l => l.BindLoopback, (l, v) => l with { BindLoopback = v }),
            new KeyOf<LimitSettings, long?>(
                "max_body", "The longest request body; a longer one gets 413.", new OffValueForm<long>(new SizeForm(1, 1L << 40)),
                l => l.BodyBytes, (l, v) => l with { BodyBytes = v }) { AlsoCalled = ["body", "client_max_body_size"] },
        ]);
}
