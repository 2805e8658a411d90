using System.Buffers;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Configuration;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

/// <summary>For how long a response carries, whatever its client does: a response in memory, and a clock that stands.</summary>
public sealed class BundleLifeTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly CarrySettings s_settings = new() { Mode = CarryMode.Auto };

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(CarryVerb.Stream)]
    [InlineData(CarryVerb.Poll)]
    public async Task A_client_that_takes_nothing_and_is_not_heard_for_two_heartbeats_is_given_up(CarryVerb verb)
    {
        using var session = Session();
        using var client = new TestClient((_, cancel) => new ValueTask(new TaskCompletionSource().Task.WaitAsync(cancel)));
        await session.SendAsync(Message(1000));
        var running = Run(session, verb, client);
        _time.Advance(s_settings.Heartbeat);
        running.IsCompleted.ShouldBeFalse();
        _time.Advance(s_settings.Heartbeat);
        await running.WaitAsync(s_patience);
        client.IsAborted.ShouldBeTrue();
        session.Count().IsAway.ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_that_takes_nothing_for_long_but_is_heard_by_other_requests_is_waited_for()
    {
        using var session = Session();
        using var client = new TestClient((_, cancel) => new ValueTask(new TaskCompletionSource().Task.WaitAsync(cancel)));
        var running = Run(session, CarryVerb.Stream, client);
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(s_settings.Heartbeat);
            session.Heard();
        }

        client.IsAborted.ShouldBeFalse();
        client.Abort();
        await running.WaitAsync(s_patience);
    }

    [Fact]
    public async Task A_stream_that_is_never_silent_is_renewed_all_the_same()
    {
        using var session = Session();
        var (message, position, sent) = (Message(64 * 1024), 0L, 0L);
        using var client = new TestClient(async (bytes, _) =>
        {
            sent += bytes.Length;
            sent.ShouldBeLessThan(8 * 1024 * 1024);
            // The page takes all that there is, and the app has more.
            session.Acknowledge(position);
            position += message.Length;
            await session.SendAsync(message);
        });
        await Run(session, CarryVerb.Stream, client).WaitAsync(s_patience);
        sent.ShouldBeGreaterThan(4 * 1024 * 1024);
        client.IsAborted.ShouldBeFalse();
        client.Last.ShouldBe((byte)CarryItem.Over);
    }

    private CarrySession Session() => new("id", s_settings, new SessionBond(new PageSigns(HeaderLines.Empty), [], _time), () => 7, _time, _ => { });

    private Task Run(CarrySession session, CarryVerb verb, TestClient client) => new BundleCarrier(
        new PageRequest([new ListedSession(session.Id, default, 0)], [], SaysHello: false), [session], verb, new ItemResponse(client.Context, verb), _time).RunAsync(client.RequestAborted);

    private static ReadOnlyMemory<byte> Message(int bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Binary, new byte[bytes]);
        return output.WrittenMemory;
    }

    /// <summary>A client that takes what a test lets it take.</summary>
    private sealed class TestClient : Stream, IHttpRequestLifetimeFeature
    {
        private readonly CancellationTokenSource _aborted = new();
        private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> _take;

        public TestClient(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> take)
        {
            _take = take;
            RequestAborted = _aborted.Token;
            Context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(this));
            Context.Features.Set<IHttpRequestLifetimeFeature>(this);
        }

        public HttpContext Context { get; } = new DefaultHttpContext();

        public CancellationToken RequestAborted { get; set; }

        public bool IsAborted => _aborted.IsCancellationRequested;

        public byte Last { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Abort() => _aborted.Cancel();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _take(buffer, cancellationToken);
            Last = buffer.Span[^1];
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _aborted.Dispose();
            base.Dispose(disposing);
        }
    }
}
