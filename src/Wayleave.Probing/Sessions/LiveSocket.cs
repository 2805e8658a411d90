using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Wayleave.Probing.Conversing;
using Wayleave.Probing.Dialling;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Frames;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Sessions;

/// <summary>An open socket: reads on its own, answers pings and the close, and says how it ended. Failures are values.</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private const int ReadBytes = 32 * 1024;
    private const int MessagesKept = 256;

    /// <summary>The longest message read unless more is expected: 64 MiB.</summary>
    public const int Longest = 64 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly Random _keys;
    private readonly long _opened;
    private readonly MessageReader _reader;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _disposed = new();
    private readonly TaskCompletionSource<SessionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<double> _pong = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // A talkative far end must not fill our memory: what the watcher is too slow for is dropped, the oldest first.
    private readonly Channel<Received> _messages = Channel.CreateBounded<Received>(
        new BoundedChannelOptions(MessagesKept) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly MessageInflater? _inflater;
    private readonly IDisposable? _owner;
    private readonly Action<Heard>? _heard;
    private readonly Task _reading;
    private bool _closeSent;

    /// <summary>Takes over a connection on which a 101 has come.</summary>
    /// <param name="stream">The connection; it is owned from here on.</param>
    /// <param name="leftover">What came with the 101.</param>
    /// <param name="time">The clock.</param>
    /// <param name="keys">Gives the masking keys.</param>
    /// <param name="deflate">What was agreed on compression; null: none.</param>
    /// <param name="owner">Disposed of after the connection; null: nothing.</param>
    /// <param name="heard">Told whatever comes in; null: nobody listens.</param>
    /// <param name="longest">The longest message to read, in bytes.</param>
    public LiveSocket(
        Stream stream, ReadOnlyMemory<byte> leftover, TimeProvider time, Random keys, DeflateAgreement? deflate = null, IDisposable? owner = null,
        Action<Heard>? heard = null, int longest = Longest)
    {
        _owner = owner;
        _heard = heard;
        _inflater = deflate?.CreateInflater(Role.Client);
        Deflate = deflate;
        _stream = stream;
        _time = time;
        _keys = keys;
        _opened = time.GetTimestamp();
        _reader = new MessageReader(Role.Client, new MessageLimits(longest, longest)) { ReportFrames = true, Inflater = _inflater };
        _reading = ReadAsync(leftover);
    }

    /// <summary>The frames seen and sent.</summary>
    public FrameLog Frames { get; } = new();

    /// <summary>What was agreed on compression; null: none.</summary>
    public DeflateAgreement? Deflate { get; }

    /// <summary>How the socket ended; completes when it has.</summary>
    public Task<SessionEnd> Ended => _ended.Task;

    /// <summary>Completes at the first pong with its time, in milliseconds since the socket opened.</summary>
    public Task<double> FirstPong => _pong.Task;

    /// <summary>The messages that come in, in their order, until the socket ends or <paramref name="until"/> is set. One caller at a time.</summary>
    public async IAsyncEnumerable<Received> MessagesAsync([EnumeratorCancellation] CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            if (_messages.Reader.TryRead(out var message))
                yield return message;
            else if (!await MoreAsync(until))
                yield break;
        }
    }

    /// <summary>When the last frame other than a close went either way, in milliseconds since the socket opened.</summary>
    public double LastActivityMs { get; private set; }

    /// <summary>The time since the socket opened, in milliseconds.</summary>
    public double AgeMs => _time.GetElapsedTime(_opened).TotalMilliseconds;

    /// <summary>Sends one frame.</summary>
    /// <returns>False if the socket has ended or did not take it in time.</returns>
    public async Task<bool> SendAsync(Opcode opcode, ReadOnlyMemory<byte> payload, bool fin = true, bool rsv1 = false, CancellationToken deadline = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline, _disposed.Token);
        try
        {
            await _writing.WaitAsync(both.Token);
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            return false;
        }

        try
        {
            if (_closeSent)
                return false;
            _closeSent = opcode == Opcode.Close;
            var bytes = new ArrayBufferWriter<byte>(payload.Length + FrameHeader.MaxLength);
            FrameWriter.Write(bytes, opcode, payload.Span, NextKey(), fin, rsv1);
            Frames.Sent(AgeMs, opcode, fin, rsv1, payload.Span);
            await _stream.WriteAsync(bytes.WrittenMemory, both.Token);
            await _stream.FlushAsync(both.Token);
            if (opcode != Opcode.Close)
                LastActivityMs = AgeMs;
            return true;
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            // How it ended is seen, and told better, by the reading side.
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Sends a close frame, unless the socket has ended, and waits for the answer.</summary>
    /// <param name="code">The code to send.</param>
    /// <param name="patience">How long to wait for the answer.</param>
    public async Task<SessionEnd> CloseAsync(CloseCode code, TimeSpan patience)
    {
        if (!Ended.IsCompleted)
        {
            using var deadline = new LinkedDeadline(_time, patience, CancellationToken.None);
            await SendAsync(Opcode.Close, new ClosePayload((ushort)code, "").ToBytes(), deadline: deadline.Token);
            await Task.WhenAny(Ended, Task.Delay(patience, _time, deadline.Token));
            End(EndKind.ClosedByUsUnanswered, detail: "the close frame was not answered");
        }

        return await Ended;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await _stream.DisposeAsync();
        await _reading;
        _inflater?.Dispose();
        _owner?.Dispose();
        _disposed.Dispose();
        _writing.Dispose();
    }

    private async Task<bool> MoreAsync(CancellationToken until)
    {
        try
        {
            return await _messages.Reader.WaitToReadAsync(until);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private uint NextKey()
    {
        lock (_keys)
            return (uint)_keys.NextInt64(1, uint.MaxValue);
    }

    private async Task ReadAsync(ReadOnlyMemory<byte> leftover)
    {
        // The constructor must not run the far end's first frames.
        await Task.Yield();
        var buffer = new byte[ReadBytes];
        try
        {
            await TakeAsync(leftover);
            while (!Ended.IsCompleted)
            {
                var read = await _stream.ReadAsync(buffer, _disposed.Token);
                if (read == 0)
                {
                    End(_closeSent ? EndKind.ClosedByUsUnanswered : EndKind.Eof, detail: _closeSent ? "it hung up without a close frame" : "");
                    break;
                }

                await TakeAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            var reset = Failures.Of(exception, FailureStage.Body);
            End(_closeSent ? EndKind.ClosedByUsUnanswered : exception is SocketException || reset.Kind == FailureKind.Reset ? EndKind.Reset : EndKind.Eof, detail: reset.Text);
        }

        _messages.Writer.TryComplete();
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        while (_reader.Read(bytes.Span, out var consumed) is { } happened)
        {
            bytes = bytes[consumed..];
            await HandleAsync(happened);
        }
    }

    private async Task HandleAsync(MessageEvent happened)
    {
        if (happened is not (MessageEvent.Close or MessageEvent.Failed or MessageEvent.FrameSeen { Header.Opcode: Opcode.Close }))
            LastActivityMs = AgeMs;
        switch (happened)
        {
            case MessageEvent.FrameSeen frame:
                Frames.Begun(AgeMs, frame.Header);
                break;
            case MessageEvent.TextMessage text:
                Frames.Completed(Opcode.Text, text.Utf8.Span);
                Tell("text", text.Utf8);
                _messages.Writer.TryWrite(new Received(AgeMs, true, text.Utf8));
                break;
            case MessageEvent.BinaryMessage binary:
                Frames.Completed(Opcode.Binary, binary.Payload.Span);
                Tell("binary", binary.Payload);
                _messages.Writer.TryWrite(new Received(AgeMs, false, binary.Payload));
                break;
            case MessageEvent.Ping ping:
                Frames.Completed(Opcode.Ping, ping.Payload.Span);
                Tell("ping", ping.Payload);
                await SendAsync(Opcode.Pong, ping.Payload);
                break;
            case MessageEvent.Pong pong:
                Frames.Completed(Opcode.Pong, pong.Payload.Span);
                Tell("pong", pong.Payload);
                _pong.TrySetResult(AgeMs);
                break;
            case MessageEvent.Close close:
                var payload = new ClosePayload(close.Code, close.Reason).ToBytes();
                Frames.Completed(Opcode.Close, payload);
                Tell("close", payload);
                var first = !_closeSent;
                End(first ? EndKind.CloseFrame : EndKind.ClosedByUs, close.Code, close.Reason);
                // RFC 6455 §5.5.1: the answer to a close frame is a close frame, with the same code.
                if (first)
                    await SendAsync(Opcode.Close, payload);
                break;
            case MessageEvent.Failed failed:
                // Longer than we read is our limit, and no fault of the far end's.
                var ours = failed.Violation.CloseCode() == CloseCode.MessageTooBig;
                End(ours ? EndKind.ClosedByUs : EndKind.ProtocolViolation, detail: failed.Violation.Describe());
                await SendAsync(Opcode.Close, new ClosePayload((ushort)failed.Violation.CloseCode(), "").ToBytes());
                break;
        }
    }

    private void Tell(string kind, ReadOnlyMemory<byte> payload) => _heard?.Invoke(new Heard(AgeMs, kind, payload));

    private void End(EndKind kind, int? code = null, string reason = "", string detail = "") =>
        _ended.TrySetResult(new SessionEnd { Kind = kind, AtMs = AgeMs, Code = code, Reason = reason, Detail = detail });
}
