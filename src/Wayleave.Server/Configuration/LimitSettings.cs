namespace Wayleave.Server.Configuration;

/// <summary>The limits of the whole process. Null means: none.</summary>
public sealed record LimitSettings
{
    /// <summary>How long a client may take to send its request's head, TLS included, and an app to answer a handshake (with a body, where it declines, that the client must take in that time). Default 10 s, 100 ms to 1 h.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest request head in bytes. Default 32 KiB, 1 KiB to 1 MiB; a longer one gets 431.</summary>
    public int HeadBytes { get; init; } = 32 * 1024;

    /// <summary>The most client connections at a time. Null (default): as many as the descriptor limit allows. More get 503.</summary>
    public int? Connections { get; init; }

    /// <summary>The most open sockets of one client address. Default 1000; more get 429. The default does not bind loopback addresses: there sits a proxy of the same machine.</summary>
    public int? SocketsPerAddress { get; init; } = 1000;

    /// <summary>The upgrades of one client address per second, after a burst of ten times as many. Default 100; more get 429. Loopback as above.</summary>
    public int? UpgradesPerAddress { get; init; } = 100;

    /// <summary>
    /// The requests of one client address per second by which <c>carry</c> takes sockets over HTTP, after a burst of ten times as many. Default 10,000; more get 429. Loopback as above.
    /// </summary>
    public int? CarryRequestsPerAddress { get; init; } = 10_000;

    /// <summary>Whether the limits per address bind loopback addresses too: where they were set by hand. Default false.</summary>
    public bool BindLoopback { get; init; }

    /// <summary>The longest request body in bytes. Default 100 MB; a longer one gets 413. Null: no limit.</summary>
    public long? BodyBytes { get; init; } = 100_000_000;
}
