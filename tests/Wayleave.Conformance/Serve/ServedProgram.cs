using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve;

/// <summary><c>wayleave serve</c> as a user starts it, on a port of its own choice.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    // The shell stays, so that what takes the program's place ends with the test too.
    private const string Script = "\"$@\" & program=$!; echo pid=$program; wait $program; echo status=$?; exec sleep 600";

    private const string Listens = " listening on ";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly RunningProgram _program;

    private ServedProgram(RunningProgram program) => _program = program;

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = new("http://none.invalid");

    /// <summary>What it wrote so far.</summary>
    public IReadOnlyCollection<string> Output => _program.Output;

    /// <summary>The program and the arguments that run it, without a shell.</summary>
    public static string[] Command(params string[] arguments) =>
        [
            "dotnet", Path.Combine(AppContext.BaseDirectory, "wayleave.dll"), "serve", "--log", "text",
            .. arguments.Contains("--admin") ? arguments : ["--admin", "off", .. arguments],
        ];

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="environment">Variables to set for it.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<ServedProgram> StartAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var served = Launch(environment, Command(arguments));
        await served.ListensAsync();
        return served;
    }

    /// <summary>Starts a command that runs it.</summary>
    /// <param name="environment">Variables to set for it.</param>
    /// <param name="command">The command.</param>
    public static ServedProgram Launch(IReadOnlyDictionary<string, string>? environment, params string[] command) =>
        new(RunningProgram.Start("serve", "/bin/sh", ["-c", Script, "serve", .. command], environment));

    /// <summary>Waits until it says where it listens.</summary>
    public async Task ListensAsync() =>
        Url = new Uri((await SaysAsync(Listens)).Split(Listens)[1].Split(' ', ',')[0].Replace("0.0.0.0", "127.0.0.1"));

    /// <summary>Waits for a line of its output.</summary>
    /// <param name="part">What the line holds.</param>
    public Task<string> SaysAsync(string part) => _program.LineAsync(line => line.Contains(part, StringComparison.Ordinal));

    /// <summary>Sends it a signal.</summary>
    /// <param name="name">The signal: TERM, HUP, USR2.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, (await SaysAsync("pid="))["pid=".Length..]]);
        await kill.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit status, as a shell sees it.</returns>
    public async Task<int> EndAsync() =>
        // Lines of its log have a status too.
        int.Parse((await _program.LineAsync(line => line.StartsWith("status=", StringComparison.Ordinal)))["status=".Length..]);

    /// <summary>Asks for a page on a connection of its own.</summary>
    /// <returns>The whole answer; what went wrong if there is none.</returns>
    public async Task<string> GetAsync(string path = "/healthz")
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var limit = new CancellationTokenSource(Limit);
            await socket.ConnectAsync(IPAddress.Loopback, Url.Port, limit.Token);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: app.example\r\nConnection: close\r\n\r\n"), limit.Token);
            using var answer = new MemoryStream();
            await using var stream = new NetworkStream(socket);
            await stream.CopyToAsync(answer, limit.Token);
            return Encoding.UTF8.GetString(answer.ToArray());
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    /// <summary>
    /// The memory that it holds, in bytes (PSS), without pages of files: how much those count for depends on which other processes use
    /// the same files, and the system drops them when it likes.
    /// </summary>
    public async Task<long> HeldAsync()
    {
        var figures = (await File.ReadAllLinesAsync($"/proc/{(await SaysAsync("pid="))["pid=".Length..]}/smaps_rollup"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts[0].StartsWith("Pss", StringComparison.Ordinal))
            .ToDictionary(parts => parts[0], parts => long.Parse(parts[1]) * 1024);
        return figures["Pss:"] - figures["Pss_File:"];
    }

    /// <summary>Opens a WebSocket and sees that it answers.</summary>
    public async Task<ClientWebSocket> OpenAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(Url) { Scheme = "ws", Path = "/ws" }.Uri, limit.Token);
        (await EchoAsync(socket, "hello")).ShouldBe("hello");
        return socket;
    }

    /// <summary>Sends a text, and says what comes back.</summary>
    public static async Task<string> EchoAsync(ClientWebSocket socket, string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, limit.Token);
        var buffer = new byte[1000];
        var got = await socket.ReceiveAsync(buffer, limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, got.Count);
    }

    /// <summary>Waits for the close of a WebSocket, and answers it.</summary>
    /// <returns>The code, and when it came, on a clock that only goes forward.</returns>
    public static async Task<(int? Code, TimeSpan At)> CloseAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(Limit);
        var got = await socket.ReceiveAsync(new byte[1000], limit.Token);
        var at = TimeProvider.System.GetElapsedTime(0);
        got.MessageType.ShouldBe(WebSocketMessageType.Close);
        await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, "", limit.Token);
        return ((int?)socket.CloseStatus, at);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
