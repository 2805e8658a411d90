using System.Buffers;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Carry;

/// <summary>Carries one session over a WebSocket.</summary>
internal sealed class WebSocketCarrier : ICarrier
{
    private const int MostBytes = 64 * 1024;

    private readonly ITunnelEnd _end;
    private readonly CarrySession _session;
    private readonly CarrierReader _reader = new();
    private readonly CarrierOutput _output;
    private readonly string _node;
    private readonly TimeProvider _time;
    private HeaderLines _headers;
    private bool _isAttached;
    private long _position;
    private long _heard;

    /// <summary>Makes one.</summary>
    /// <param name="end">The connection, on which the handshake is done.</param>
    /// <param name="session">The session.</param>
    /// <param name="headers">The handshake's headers.</param>
    /// <param name="node">This gateway's name.</param>
    /// <param name="time">The clock.</param>
    public WebSocketCarrier(ITunnelEnd end, CarrySession session, HeaderLines headers, string node, TimeProvider time)
    {
        (_end, _session, _headers, _node, _time) = (end, session, headers, node, time);
        _output = new CarrierOutput(end, session, this, time);
        _heard = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public string Name => "websocket";

    /// <summary>Carries until the connection ends, or another carrier takes over.</summary>
    /// <param name="isNew">Whether the session has just been opened by this very handshake: then the page has nothing yet, and is told so before it speaks.</param>
    /// <param name="early">What the page sent behind its request.</param>
    public async Task RunAsync(bool isNew, ReadOnlyMemory<byte> early)
    {
        var pace = _session.Settings.Heartbeat / 2;
        await using var timer = _time.CreateTimer(static carrier => ((WebSocketCarrier)carrier!).Tick(), this, pace, pace).ConfigureAwait(false);
        try
        {
            if (isNew)
                Begin(0, isEarly: true);
            if (await TakeAsync(early).ConfigureAwait(false))
                await ReceiveAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
        {
            // It is gone, as carriers are.
        }
        finally
        {
            _session.Detach(this, isDrop: true);
            _end.Close();
        }
    }

    /// <inheritdoc/>
    public void Wake() => _output.Wake();

    /// <inheritdoc/>
    public void Release()
    {
        _output.SayGoodbye();
        Wake();
    }

    private async Task ReceiveAsync()
    {
        var size = new BufferSize(MostBytes);
        while (await _end.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false) >= 0)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(size.Bytes);
            try
            {
                var count = await _end.ReceiveAsync(buffer.AsMemory(0, size.Bytes)).ConfigureAwait(false);
                if (count <= 0 || !await TakeAsync(buffer.AsMemory(0, count)).ConfigureAwait(false))
                    return;
                size.Saw(count);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <returns>Whether there is more to come.</returns>
    private async ValueTask<bool> TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        // Who has not said whose it is, or has been told goodbye, is not kept by what else it says: it counts towards no limit but that of all connections.
        if (_isAttached && !_output.HasClosed)
            _heard = _time.GetTimestamp();
        while (true)
        {
            var happened = _reader.Next(bytes.Span, out var consumed, out var length);
            var piece = new MaskedPiece(bytes[(consumed - length)..consumed], _reader.PieceMask);
            bytes = bytes[consumed..];
            switch (happened)
            {
                case CarrierEvent.None:
                    return true;
                case CarrierEvent.Piece when _isAttached:
                    await _session.Input.BringAsync(_position, piece, 2 * _session.Settings.BufferBytes).ConfigureAwait(false);
                    _position += piece.Length;
                    if (_output.IsAckDue)
                        Wake();
                    break;
                case CarrierEvent.Words when CarrierWords.Read(_reader.Gathered.Span) is { } words:
                    if (!Hear(words))
                        return false;
                    break;
                case CarrierEvent.Ping:
                    _output.Pong(_reader.Gathered.ToArray());
                    Wake();
                    break;
                case CarrierEvent.Close:
                    // A browser that shuts a tab says so by itself.
                    if (_isAttached && ClosePayload.Read(_reader.Gathered.Span, out var close) == Violation.None && close.Code == (ushort)CloseCode.GoingAway)
                        _session.Leave();
                    _output.SayGoodbye();
                    Wake();
                    await _output.FinishAsync().ConfigureAwait(false);
                    return false;
                default:
                    _end.Abort();
                    return false;
            }
        }
    }

    private bool Hear(CarrierWords words)
    {
        switch (words)
        {
            case CarrierWords.Hello hello when _isAttached && _session.Bond.AdmitsOpener(hello.Secret):
                return true;
            case CarrierWords.Hello hello when !_isAttached && _session.Bond.Admits(hello.Secret, new PageSigns(_headers)):
                Begin(hello.Received, isEarly: false);
                return true;
            case CarrierWords.Ack ack when _isAttached:
                return _session.Acknowledge(ack.Received);
            case CarrierWords.At at when _isAttached:
                _position = at.Position;
                return true;
            case CarrierWords.Alive when _isAttached:
                return true;
            case CarrierWords.Leave when _isAttached:
                _session.Leave();
                return true;
        }

        _output.SayGone();
        Wake();
        return true;
    }

    private void Begin(long received, bool isEarly)
    {
        _position = _session.Input.Arrived;
        // Before the page has spoken it may have something by another way.
        _output.Begin(_position, isEarly ? null : received);
        // The hello is said before anything is taken from the session to be sent behind it.
        _output.Say(CarrierWords.HelloOf(_node, _position, _session.Settings.Heartbeat, _session.Settings.BufferBytes, _session.Settings.Grace));
        _isAttached = _session.Attach(this, received);
        // They have said whose it is; a silent socket should not hold them.
        _headers = HeaderLines.Empty;
        if (!_isAttached)
            _output.SayGone();
        Wake();
    }

    private void Tick()
    {
        if (_time.GetElapsedTime(_heard) >= _session.Settings.Heartbeat * 2)
        {
            // What receives may be waiting for the app to take what came last.
            _session.Detach(this, isDrop: true);
            _end.Abort();
            return;
        }

        if (_isAttached)
            _output.Beat();
    }
}
