using Wayleave.Client.Lines;
using Wayleave.Client.Resuming;
using Wayleave.Client.Retrying;
using Wayleave.Protocol.Events;

namespace Wayleave.Client.Deciding;

/// <summary>Decides everything that a client does, and does nothing itself: what has come, and times, go in; items, waits and the end come out.</summary>
/// <remarks>
/// For each connection: <see cref="Begin"/> says over what and since what to ask; each thing that comes goes to <see cref="Take"/>; how it ended goes to
/// <see cref="End"/>, which says how long to wait until the next, or that there is none.
/// </remarks>
/// <param name="settings">What it rests on.</param>
/// <param name="positions">Where the client is already.</param>
/// <param name="chance">Draws a number from 0 up to, but not, 1.</param>
internal sealed partial class EventsMachine(MachineSettings settings, ChannelPositions positions, Func<double> chance)
{
    // Servers are a quarter of their interval late at worst, so twice the interval is silence.
    private const int SilentHeartbeats = 2;
    private static readonly TimeSpan s_leastPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(1);

    private readonly ChannelPlaces _places = new(settings.Channels, settings.Start, positions);
    private readonly Backoff _backoff = new(settings.MinRetryDelay, settings.MaxRetryDelay);
    private readonly TransportChoice _transports = new(settings.Transports);
    private int _losses;

    // Of the connection that there is, or was last.
    private bool _asksForPast;
    private bool _isOpen;
    private bool _isServing;
    private bool _hasMoved;
    private bool _isDegraded;
    private bool _isPollDrained;
    private TimeSpan _heartbeat;
    private TimeSpan? _after;
    private TimeSpan? _retry;

    /// <summary>Over what the connection is made.</summary>
    public EventsTransport Transport => _transports.Current;

    /// <summary>After how much silence the connection counts as dead.</summary>
    public TimeSpan Patience
    {
        get
        {
            if (Transport == EventsTransport.LongPoll)
                // The server may take its whole time, and then as much as to answer anything.
                return (_isPollDrained ? PollLine.Wait : TimeSpan.Zero) + settings.ConnectTimeout;
            var silence = _heartbeat * SilentHeartbeats;
            return !_isOpen ? settings.ConnectTimeout : silence > s_leastPatience ? silence : s_leastPatience;
        }
    }

    /// <summary>When a new ticket is due on the connection, for one that can be told anything; null: never.</summary>
    public DateTimeOffset? RenewAt { get; private set; }

    /// <summary>A connection is to be made, over <see cref="Transport"/>.</summary>
    /// <param name="now">The time.</param>
    /// <returns>Since what to ask; null: nothing.</returns>
    public string? Begin(DateTimeOffset now)
    {
        _transports.Begin(now);
        (_isOpen, _isServing, _hasMoved, _isDegraded, _isPollDrained) = (false, false, false, false, false);
        (_after, _retry, RenewAt) = (null, null, null);
        var since = _places.Ask();
        _asksForPast = since is not null;
        return since;
    }

    /// <summary>Takes what has come.</summary>
    /// <param name="input">What.</param>
    /// <param name="now">The time.</param>
    /// <param name="output">Where the items go that come of it.</param>
    /// <returns>Why the connection is to be left; null: it stays.</returns>
    public LineEnding? Take(LineInput input, DateTimeOffset now, ICollection<StreamItem> output)
    {
        switch (input)
        {
            case LineInput.Over over:
                return over.Ending;
            case LineInput.Polled polled:
                return TakePoll(polled, now, output);
            case LineInput.Arrived arrived:
                _retry = arrived.Retry ?? _retry;
                if (arrived.Message.IsEmpty)
                    return null;
                return ServerMessage.TryRead(arrived.Message, out var message, out var violation) ? TakeMessage(message, now, output)
                    : new LineEnding.NotSpoken($"what came is no frame: {violation.Describe()}");
            default:
                throw new ArgumentException($"There is no such input as {input.GetType().Name}", nameof(input));
        }
    }

    /// <summary>The connection has ended, or could not be made.</summary>
    /// <param name="ending">How.</param>
    /// <param name="now">The time.</param>
    /// <returns>What to do.</returns>
    public Verdict End(LineEnding ending, DateTimeOffset now)
    {
        _losses = !_isOpen && ending is LineEnding.Closed or LineEnding.Lost ? _losses + 1 : 0;
        var course = CourseRule.Of(ending, _isOpen, _isServing, _hasMoved, _losses);
        if (course == Course.Stop)
            return new Verdict(default, CourseRule.Failure(ending));
        if (course is Course.NextTransport or Course.NextTransportOrStop)
        {
            _losses = 0;
            if (_transports.TryNext(now))
                return new Verdict(default);
            if (course == Course.NextTransportOrStop)
                return new Verdict(default, CourseRule.Failure(ending));
        }

        // The server has spread these over its time already.
        if (_isServing && _after is { } after)
            return new Verdict(after);
        if (course == Course.AtOnce)
            return new Verdict(s_atOnce * chance());
        if (_backoff.Failures >= settings.MaxRetries)
            return new Verdict(default, new EventsRetriesException(_backoff.Failures, ending.Words, ending.Cause));
        return new Verdict(CourseRule.LeastWait(ending) + _backoff.Next(chance()));
    }

    private LineEnding.Aged? TakePoll(LineInput.Polled polled, DateTimeOffset now, ICollection<StreamItem> output)
    {
        Open(output);
        Serve();
        // Behind a point stands a signature, which is for the server alone.
        var place = polled.Next.Split('.', 2)[0];
        if (Since.TryParse(place, out var next))
            foreach (var change in _places.Poll(next))
                output.Add(new PlaceNote { Change = change });
        if (polled.IsEmpty && !_isPollDrained && _asksForPast)
            foreach (var (channel, position) in _places.Reached)
                output.Add(new ChannelCaughtUp { Channel = channel, At = position.ToString() });
        _isPollDrained |= polled.IsEmpty;
        return _transports.IsReturnDue(now) ? new LineEnding.Aged() : null;
    }

    private void Open(ICollection<StreamItem> output)
    {
        if (_isOpen)
            return;
        _isOpen = true;
        _transports.Opened();
        output.Add(Change(EventsClientState.Connected));
    }

    // A server that says hello and closes at once has not helped anybody: only what comes after it ends a series of failures.
    private void Serve()
    {
        _isServing = true;
        _backoff.Reset();
    }

    private ConnectionChange Change(EventsClientState state) => new() { State = state, Transport = Transport };
}
