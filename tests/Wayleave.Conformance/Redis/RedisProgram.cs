using System.Diagnostics;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Destinations.Naming;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Redis;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Redis;

/// <summary>A real redis-server with a folder of its own, which ends with the test.</summary>
internal sealed class RedisProgram : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new("redis");
    private readonly string _settings;
    private readonly bool _isSentinel;
    private RunningProgram? _program;

    private RedisProgram(int port, string settings, bool isSentinel) => (Port, _settings, _isSentinel) = (port, settings, isSentinel);

    public int Port { get; }

    public RedisAddress Address => new("127.0.0.1", Port);

    /// <summary>Skips the test where redis-server is not installed.</summary>
    public static void SkipIfMissing() => Assert.SkipWhen(InstalledPrograms.Find("redis-server") is null, "not installed: redis-server");

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Lines of redis.conf beside the port, the folder and that nothing is saved.</param>
    public static async Task<RedisProgram> StartAsync(string settings = "")
    {
        var server = new RedisProgram(LoopbackPorts.Free(), settings, isSentinel: false);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts a server that speaks TLS alone.</summary>
    /// <param name="certificates">The folder with certificates.</param>
    /// <param name="name">The one to show.</param>
    /// <param name="settings">Further lines of redis.conf.</param>
    public static async Task<RedisProgram> StartTlsAsync(string certificates, string name, string settings = "")
    {
        var port = LoopbackPorts.Free();
        var server = new RedisProgram(port, $"""
            port 0
            tls-port {port}
            tls-cert-file {certificates}/{name}.pem
            tls-key-file {certificates}/{name}.key
            tls-ca-cert-file {certificates}/ca.pem
            tls-auth-clients no
            {settings}
            """, isSentinel: false);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts a sentinel that watches a master alone.</summary>
    /// <param name="master">The master.</param>
    /// <param name="settings">Further lines of sentinel.conf.</param>
    public static async Task<RedisProgram> StartSentinelAsync(RedisAddress master, string settings = "")
    {
        var sentinel = new RedisProgram(LoopbackPorts.Free(), $"""
            sentinel monitor mymaster {master.Host} {master.Port} 1
            sentinel down-after-milliseconds mymaster 500
            sentinel failover-timeout mymaster 3000
            {settings}
            """, isSentinel: true);
        await sentinel.StartAgainAsync();
        return sentinel;
    }

    /// <summary>Starts it where it was, with the same settings and no data.</summary>
    public async Task StartAgainAsync()
    {
        // The settings that a test gives come last: the last one counts.
        var file = _folder.Write("redis.conf", $"bind 127.0.0.1\nport {Port}\ndir {_folder.Path}\n{(_isSentinel ? "" : "save \"\"\nrepl-diskless-sync-delay 0\n")}{_settings}\n");
        _program = RunningProgram.Start("redis-server", InstalledPrograms.Find("redis-server")!, _isSentinel ? [file, "--sentinel"] : [file]);
        await LineAsync(_isSentinel ? "+monitor" : "Ready to accept connections");
        await _program.ListeningAsync(Port);
    }

    /// <summary>Opens a store of channels on it.</summary>
    public RedisStore OpenStore() => OpenStore($"redis://{Address}");

    /// <summary>Opens a store in whatever a URL names.</summary>
    /// <param name="url">The URL.</param>
    public static RedisStore OpenStore(string url)
    {
        RedisUrl.TryParse(url, out var options, out var flaw).ShouldBeTrue(flaw);
        var dialler = new AppDialler(new Names(NameSources.OfThisMachine(), TimeProvider.System), TimeProvider.System);
        return new RedisStore(options!, "node", _ => new ChannelSettings("*"), dialler, TimeProvider.System, () => 0, (_, _) => { });
    }

    /// <summary>Waits for a line of its log.</summary>
    public Task<string> LineAsync(string holds) => _program!.LineAsync(line => line.Contains(holds, StringComparison.Ordinal));

    /// <summary>Sends it a signal.</summary>
    /// <param name="name">The signal: STOP, CONT.</param>
    public async Task SignalAsync(string name)
    {
        // The line that says so begins with its number: "1234:M 01 Jan 2026 …".
        using var kill = Process.Start("kill", ["-s", name, (await LineAsync("Ready to accept connections")).Split(':')[0]]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public async Task KillAsync()
    {
        await _program!.DisposeAsync();
        _program = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await KillAsync();
        _folder.Dispose();
    }
}
