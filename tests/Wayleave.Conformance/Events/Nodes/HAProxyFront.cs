using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Events.Nodes;

/// <summary>A real HAProxy before several nodes: each connection goes to the next.</summary>
internal sealed class HAProxyFront : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new("haproxy");
    private readonly RunningProgram _program;

    /// <summary>Starts it.</summary>
    /// <param name="nodes">The nodes' ports.</param>
    public HAProxyFront(IEnumerable<int> nodes)
    {
        var file = _folder.Write("haproxy.cfg", $"""
            global
                maxconn 5000
            defaults
                mode http
                timeout connect 2s
                timeout client 30s
                timeout server 30s
                timeout tunnel 1h
                retries 3
                option redispatch 1
            listen front
                bind 127.0.0.1:{Port}
                balance roundrobin
                default-server check inter 500ms fall 1 rise 1
            {string.Join('\n', nodes.Select((port, number) => $"    server n{number} 127.0.0.1:{port}"))}

            """);
        _program = RunningProgram.Start("haproxy", InstalledPrograms.Find("haproxy")!, ["-db", "-f", file]);
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; } = LoopbackPorts.Free();

    /// <summary>Waits until it does.</summary>
    public Task ListeningAsync() => _program.ListeningAsync(Port);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }
}
