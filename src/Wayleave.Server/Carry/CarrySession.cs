using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Carry;

/// <summary>A carried socket: the streams between its page and its app, whichever carrier holds it at the moment.</summary>
/// <remarks>
/// <code>
///   page ──► carrier ──► Input ──► Tunnel ──► app
///   page ◄── carrier ◄── kept  ◄── Tunnel ◄── app
///            (comes and goes)
/// </code>
/// What the app sends is kept until the page has acknowledged it. The latest carrier that attaches sends, from what the page says it has. Where none does
/// for the grace the session ends; once the app is gone, the grace is all the time there is for what it has left, whoever carries it. Thread-safe.
/// </remarks>
internal sealed class CarrySession : IDisposable
{
    private readonly KeptStream _kept = new();
    private readonly AppFrames _frames;
    private readonly Lock _lock = new();
    private readonly Grace _grace;
    private readonly TimeProvider _time;
    private readonly Action<CarrySession> _over;
    private ICarrier? _carrier;
    private TaskCompletionSource? _room;
    private long _sent;
    private long _mostSent;
    private long _prolongedFrom;
    private string? _transport;
    private int _resumes;
    private long _replayed;
    private bool _isAway;
    private bool _isComplete;
    private bool _isOver;

    /// <summary>Begins one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="settings">How its route carries.</param>
    /// <param name="bond">What binds it to its page.</param>
    /// <param name="maskingKey">Gives a key for each frame to the app.</param>
    /// <param name="time">The clock.</param>
    /// <param name="over">Told once, when nobody can want anything of it any more.</param>
    public CarrySession(string id, CarrySettings settings, SessionBond bond, Func<uint> maskingKey, TimeProvider time, Action<CarrySession> over)
    {
        (Id, Settings, Bond, _time, _over) = (id, settings, bond, time, over);
        Input = new PageInput(maskingKey, WakeCarrier);
        _frames = new AppFrames(_kept);
        _grace = new Grace(time, () => Leave(onlyIfOverdue: true));
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>How it is carried.</summary>
    public CarrySettings Settings { get; }

    /// <summary>What binds it to its page.</summary>
    public SessionBond Bond { get; }

    /// <summary>The page's stream.</summary>
    public PageInput Input { get; }

    /// <summary>When the page was last heard, on the clock's time stamps.</summary>
    public long LastHeard { get; private set; }

    /// <summary>What is known of it now.</summary>
    public CarryCounts Count()
    {
        lock (_lock)
            return new CarryCounts(_transport, _isAway, _resumes, _replayed, _kept.Count);
    }

    /// <summary>Sends what the app has sent; waits where too much is not acknowledged.</summary>
    /// <param name="bytes">Frames of the app's, cut anywhere.</param>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            AppEvent happened;
            byte[] payload;
            ICarrier? carrier;
            Task? room = null;
            lock (_lock)
            {
                // Who waited for the page to take more has nobody to send for any more.
                if (_isOver || _isComplete)
                    return;
                var free = Math.Min(bytes.Length, Settings.BufferBytes - _kept.Count);
                if (free <= 0)
                    room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                happened = _frames.Next(bytes.Span[..Math.Max(0, free)], out var consumed);
                payload = happened is AppEvent.Ping or AppEvent.Close ? _frames.Payload.ToArray() : [];
                bytes = bytes[consumed..];
                carrier = _carrier;
            }

            if (room is not null)
                await room.ConfigureAwait(false);
            if (happened == AppEvent.Violation)
                throw new IOException("the app sent what no WebSocket server sends");
            // The page may be away: it is the gateway that answers the app.
            if (happened is AppEvent.Ping or AppEvent.Close)
                Input.Say(happened == AppEvent.Ping ? Opcode.Pong : Opcode.Close, payload);
            // A page that takes nothing is not waited for: as long as there is room the app is read on, its pings too.
            carrier?.Wake();
        }
    }

    /// <summary>The app's stream has ended: what is kept is all that the page still gets, and for that it has the grace.</summary>
    public void Complete()
    {
        ICarrier? carrier;
        lock (_lock)
        {
            if (_isComplete)
                return;
            _isComplete = true;
            carrier = _carrier;
            if (!_isOver)
                _grace.Begin(ForTheRest);
        }

        Free(TakeRoom());
        carrier?.Wake();
        EndIfDone();
    }

    /// <summary>A carrier takes it, from whichever has it.</summary>
    /// <param name="carrier">The carrier.</param>
    /// <param name="received">Up to where the page has the app's stream.</param>
    /// <returns>False: the page is mistaken about where it is, or the session has ended.</returns>
    public bool Attach(ICarrier carrier, long received)
    {
        ICarrier? before;
        lock (_lock)
        {
            // A request that was long on its way may say less than the page has acknowledged since.
            if (_isOver || !_kept.Acknowledge(received))
                return false;
            // Polls follow each other as a matter of course, as renewed streams do: what counts is that something had to be made good, or another way was taken.
            var lacked = _kept.MessagesTo(_mostSent);
            if (_transport is not null && (_isAway || lacked > 0 || _transport != carrier.Name))
                _resumes++;
            _replayed += lacked;
            (before, _carrier, _transport, _isAway) = (_carrier, carrier, carrier.Name, false);
            _sent = _kept.Start;
            LastHeard = _time.GetTimestamp();
            if (_isComplete)
                Prolong();
            else
                _grace.Stop();
        }

        if (before is not null && before != carrier)
            before.Release();
        Free(TakeRoom());
        EndIfDone();
        return true;
    }

    /// <summary>A carrier has died, or has let go: unless another one has it, the grace begins.</summary>
    /// <param name="carrier">The carrier.</param>
    /// <param name="isDrop">Whether it has died; else it has ended in good order, and the next one is on its way.</param>
    public void Detach(ICarrier carrier, bool isDrop)
    {
        lock (_lock)
        {
            if (_carrier != carrier)
                return;
            (_carrier, _isAway) = (null, isDrop);
        }

        Await();
    }

    /// <summary>Where no carrier has it, one must come within the grace.</summary>
    public void Await()
    {
        lock (_lock)
            if (_carrier is null && !_isOver && !_isComplete)
                _grace.Begin(Settings.Grace);
    }

    /// <summary>The page has heard from the carrier that has it.</summary>
    public void Confirm()
    {
        ICarrier? carrier;
        lock (_lock)
            carrier = _carrier;
        carrier?.Confirm();
    }

    /// <summary>The page was heard.</summary>
    public void Heard() => LastHeard = _time.GetTimestamp();

    /// <summary>The page has the app's stream up to here.</summary>
    /// <param name="received">The position.</param>
    /// <returns>False: it cannot have.</returns>
    public bool Acknowledge(long received)
    {
        lock (_lock)
        {
            if (_isOver || !_kept.Acknowledge(received))
                return _isOver;
            if (_isComplete)
                Prolong();
        }

        Free(TakeRoom());
        EndIfDone();
        return true;
    }

    /// <summary>Takes what is to be sent next by a carrier.</summary>
    /// <param name="carrier">The carrier.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="position">Where in the stream it lies.</param>
    /// <param name="ended">Whether the app's stream has ended without a close frame, and all of it has been taken.</param>
    /// <returns>How many bytes; 0: there is nothing, or another carrier has the session.</returns>
    public int Take(ICarrier carrier, Span<byte> buffer, out long position, out bool ended)
    {
        lock (_lock)
        {
            (position, ended) = (_sent, false);
            if (_carrier != carrier)
                return 0;
            // The page may acknowledge what an earlier carrier brought it.
            position = _sent = Math.Max(_sent, _kept.Start);
            var count = _kept.Copy(_sent, buffer);
            _sent += count;
            _mostSent = Math.Max(_mostSent, _sent);
            ended = _isComplete && _sent == _kept.End;
            return count;
        }
    }

    /// <summary>Whether a carrier has it.</summary>
    /// <param name="carrier">The carrier.</param>
    public bool IsCarriedBy(ICarrier carrier)
    {
        lock (_lock)
            return _carrier == carrier;
    }

    /// <summary>Whether the app has said goodbye in its stream.</summary>
    public bool HasClose => _frames.Ended;

    /// <summary>The page is left, or has been away too long: the app is told so behind what the page has said, and nothing is kept any more.</summary>
    public void Leave() => Leave(onlyIfOverdue: false);

    /// <inheritdoc/>
    public void Dispose() => _grace.Dispose();

    // A page that is there gets what an app has left also where the grace is none.
    private TimeSpan ForTheRest => Settings.Grace > 2 * Settings.Heartbeat ? Settings.Grace : 2 * Settings.Heartbeat;

    // An app that is gone counts towards no limit any more: what it has left is kept for a page that takes it, and not for one that only asks. So many steps, and there is an end to it.
    private void Prolong()
    {
        if (_kept.Start < _prolongedFrom)
            return;
        _prolongedFrom = _kept.Start + Math.Min(64 * 1024, Settings.BufferBytes / 16);
        _grace.Begin(ForTheRest);
    }

    // The page has everything, and the app is gone: nobody comes back for anything.
    private void EndIfDone()
    {
        lock (_lock)
            if (!_isComplete || _kept.Count > 0 || !HasClose)
                return;
        End(onlyIfOverdue: false);
    }

    private void Leave(bool onlyIfOverdue)
    {
        if (End(onlyIfOverdue))
            Input.Leave(new ClosePayload((ushort)CloseCode.GoingAway, "").ToBytes());
    }

    /// <returns>Whether it ends now.</returns>
    private bool End(bool onlyIfOverdue)
    {
        ICarrier? carrier;
        lock (_lock)
        {
            // A carrier may have come at the last moment, and may even have left again.
            if (_isOver || (onlyIfOverdue && !_grace.IsOver()))
                return false;
            _isOver = true;
            (carrier, _carrier) = (_carrier, null);
            _kept.Release();
        }

        Free(TakeRoom());
        carrier?.Release();
        Dispose();
        _over(this);
        return true;
    }

    // The page may be waiting to hear that it may go on.
    private void WakeCarrier()
    {
        ICarrier? carrier;
        lock (_lock)
            carrier = _carrier;
        carrier?.Wake();
    }

    private TaskCompletionSource? TakeRoom()
    {
        lock (_lock)
        {
            var room = _room;
            _room = null;
            return room;
        }
    }

    private static void Free(TaskCompletionSource? room) => room?.TrySetResult();
}
