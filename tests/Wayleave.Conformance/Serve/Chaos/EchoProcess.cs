using System.Diagnostics;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Chaos;

/// <summary><c>wayleave echo</c> as a process that can be killed and frozen.</summary>
internal sealed class EchoProcess : IAsyncDisposable
{
    private const string Listens = "echo listens on ";

    private readonly RunningProgram _program;

    private EchoProcess(RunningProgram program) => _program = program;

    /// <summary>Where it listens.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<EchoProcess> StartAsync()
    {
        var program = RunningProgram.Start(
            "echo", "/bin/sh", ["-c", "\"$@\" & echo pid=$!; wait", "echo", "dotnet", Path.Combine(AppContext.BaseDirectory, "wayleave.dll"), "echo", "--listen", "127.0.0.1:0"]);
        var echo = new EchoProcess(program);
        echo.Url = (await echo.SaysAsync(Listens))[Listens.Length..];
        return echo;
    }

    /// <summary>Waits for a line of its output.</summary>
    /// <param name="part">What the line holds.</param>
    public Task<string> SaysAsync(string part) => _program.LineAsync(line => line.Contains(part, StringComparison.Ordinal));

    /// <summary>Sends it a signal.</summary>
    /// <param name="name">The signal: KILL, STOP, CONT.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, (await SaysAsync("pid="))["pid=".Length..]]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
