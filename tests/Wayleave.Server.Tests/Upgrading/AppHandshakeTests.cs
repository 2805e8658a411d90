using System.Text;
using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Tests.Upgrading;

/// <summary>The moment in which an app's answer and the end of the handshake's time meet.</summary>
public sealed class AppHandshakeTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new();

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Behind_the_answer_the_limit_cuts_nothing_off_any_more()
    {
        var app = new AnsweringApp();
        (await AskAsync(app)).Head!.StatusCode.ShouldBe(101);
        await _limit.CancelAsync();
        app.IsAborted.ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_that_the_limit_has_met_is_none()
    {
        // Its last byte is here, and nobody has seen it yet.
        var app = new AnsweringApp { Answered = _limit.Cancel };
        var answer = await AskAsync(app);
        (answer.Head, answer.TimedOut, app.IsAborted).ShouldBe((null, true, true));
    }

    private Task<AppAnswer> AskAsync(ITunnelEnd app) =>
        AppHandshake.AskAsync(app, new RequestHead("GET", "/", Wayleave.Protocol.Http.HttpVersion.Http11, HeaderLines.Empty), new DeafClient(), _limit.Token);

    private sealed class AnsweringApp : ITunnelEnd
    {
        private static readonly byte[] s_answer = Encoding.ASCII.GetBytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");

        public Action? Answered { get; init; }

        public bool IsAborted { get; private set; }

        public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
        {
            if (buffer.IsEmpty)
                return new(0);
            s_answer.CopyTo(buffer);
            Answered?.Invoke();
            return new(s_answer.Length);
        }

        public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => default;

        public ValueTask FinishAsync() => default;

        public void Abort() => IsAborted = true;

        public void Close()
        {
        }
    }

    private sealed class DeafClient : IUpgradeClient
    {
        public ReadOnlyMemory<byte> Early => default;

        public ValueTask SendInterimAsync(ResponseHead head) => default;

        public ValueTask<ITunnelEnd> AcceptAsync(ResponseHead answer) => throw new NotSupportedException();

        public ValueTask AnswerAsync(ResponseHead answer, Stream? body, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
