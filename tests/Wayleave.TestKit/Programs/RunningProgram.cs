using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.TestKit.Programs;

/// <summary>A program started for a test: its output is kept, and nothing of it outlives the test.</summary>
/// <remarks>
/// Between us and the program stands a shell that starts it as a process group of its own and ends that group as soon as its own input
/// closes. Our end of that pipe closes in every case, also when the test process is killed, so no orphan is left. The shell is in a session of
/// its own too: what is sent to the test's own group (Ctrl-C, a time limit) must not end it before its work.
/// </remarks>
public sealed class RunningProgram : IAsyncDisposable
{
    private const string Guard =
        """
        exec 3<&0
        setsid "$@" </dev/null 3<&- &
        program=$!
        { cat <&3 >/dev/null; kill -s KILL -- -$program 2>/dev/null; } &
        exec 3<&-
        wait $program
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LineLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Process _shell;
    private readonly string _name;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProgram(string name, Process shell)
    {
        _name = name;
        _shell = shell;
        shell.OutputDataReceived += (_, line) => Keep(line.Data);
        shell.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>What it wrote so far, output and errors as they came.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>Starts a program.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="executable">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables to set for it.</param>
    public static RunningProgram Start(
        string name, string executable, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Guard, "guard", executable, .. arguments])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            start.Environment[variable] = value;
        var program = new RunningProgram(name, new Process { StartInfo = start });
        program._shell.Start();
        program._shell.BeginOutputReadLine();
        program._shell.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits until a port of it takes connections.</summary>
    /// <param name="port">The port, at 127.0.0.1.</param>
    /// <exception cref="InvalidOperationException">It ended, or did not listen in time; the message holds its output.</exception>
    public async Task ListeningAsync(int port)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (!_shell.HasExited && TimeProvider.System.GetElapsedTime(began) < StartLimit)
            {
                // A program gives no other sign of when it listens; a refused connection costs it nothing.
                await Task.Delay(Pause, TimeProvider.System);
            }
            catch (SocketException e)
            {
                throw new InvalidOperationException($"{_name} does not listen on port {port}. It wrote:\n{string.Join('\n', _output)}", e);
            }
        }
    }

    /// <summary>Waits until it has written a line.</summary>
    /// <param name="isIt">Which one.</param>
    /// <returns>The first such line.</returns>
    /// <exception cref="InvalidOperationException">It did not write it in time; the message holds its output.</exception>
    public async Task<string> LineAsync(Func<string, bool> isIt)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < LineLimit)
        {
            if (_output.FirstOrDefault(isIt) is { } line)
                return line;
            await Task.Delay(Pause, TimeProvider.System);
        }

        throw new InvalidOperationException($"{_name} did not write the line that was waited for. It wrote:\n{string.Join('\n', _output)}");
    }

    /// <summary>Waits until it writes the line <c>ready</c>, and returns the <c>name=port</c> lines before it.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not say so in time; the message holds its output.</exception>
    public async Task<IReadOnlyDictionary<string, int>> PortsAsync()
    {
        var ended = _shell.WaitForExitAsync();
        var first = await Task.WhenAny(_ready.Task, ended, Task.Delay(StartLimit, TimeProvider.System));
        if (first != _ready.Task)
            throw new InvalidOperationException($"{_name} did not get ready. It wrote:\n{string.Join('\n', _output)}");
        return _output.Select(line => line.Split('=')).Where(p => p.Length == 2 && int.TryParse(p[1], out _))
            .ToDictionary(p => p[0], p => int.Parse(p[1]));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_shell.HasExited)
        {
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync();
        }

        _shell.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (line == "ready")
            _ready.TrySetResult();
    }
}
