using System.Net;
using System.Runtime.InteropServices;
using Wayleave.Cli.CommandLine;
using Wayleave.TestKit.Programs;

namespace Wayleave.Cli.Tests.Serve;

public sealed class ServeRunTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly ScratchFolder _folder = new("serve");
    private readonly Dictionary<PosixSignal, Action> _signals = [];
    private readonly CancellationTokenSource _interrupted = new();
    private readonly Lines _output = new();
    private readonly Lines _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _interrupted.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task It_says_where_it_listens_reloads_when_it_is_hung_up_on_and_ends_well()
    {
        string file = Write("/one");
        Task<int> running = RunAsync("serve", "-c", file);
        string url = (await _error.LineAsync(" listening on ")).Split(" listening on ")[1].Split(' ')[0];
        (await StatusAsync(url + "/two")).ShouldBe(HttpStatusCode.NotFound);

        Write("/two");
        _signals[PosixSignal.SIGHUP]();
        await _error.LineAsync("reloaded: route /two, route /one gone");
        // Nobody is there, but there is a route now.
        (await StatusAsync(url + "/two")).ShouldBe(HttpStatusCode.BadGateway);

        await _interrupted.CancelAsync();
        (await running.WaitAsync(s_limit)).ShouldBe(ExitStatus.Fine);
    }

    private string Write(string path) =>
        _folder.Write("wayleave.yaml", $"listen: 127.0.0.1:0\nadmin: off\nlog: text\nroutes: [{{ path: {path}, proxy: 'http://127.0.0.1:1' }}]\n");

    private Task<int> RunAsync(params string[] args) => Launch.RunAsync(args, new Surroundings
    {
        Output = _output,
        Error = _error,
        Input = TextReader.Null,
        Environment = _ => null,
        Time = TimeProvider.System,
        Interrupted = _interrupted.Token,
        OnSignal = (signal, what) =>
        {
            _signals[signal] = what;
            return null;
        },
    });

    private static async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var client = new HttpClient();
        using HttpResponseMessage answer = await client.GetAsync(new Uri(url));
        return answer.StatusCode;
    }

    /// <summary>Text as it is written, whose lines can be waited for.</summary>
    private sealed class Lines : StringWriter
    {
        private readonly Lock _lock = new();
        private readonly List<(string Part, TaskCompletionSource<string> Found)> _waiting = [];

        public async Task<string> LineAsync(string part)
        {
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock) _waiting.Add((part, found));
            Look();
            return await found.Task.WaitAsync(s_limit);
        }

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value)
        {
            lock (_lock) base.Write(value);
            Look();
        }

        public override void WriteLine(string? value) => Write(value + "\n");

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }

        private void Look()
        {
            lock (_lock)
            {
                string[] lines = ToString().Split('\n')[..^1];
                foreach ((string part, TaskCompletionSource<string> found) in _waiting)
                    if (Array.Find(lines, line => line.Contains(part, StringComparison.Ordinal)) is { } line) found.TrySetResult(line);
            }
        }
    }
}
