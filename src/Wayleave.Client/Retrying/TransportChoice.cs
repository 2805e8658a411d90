using System.Collections.Immutable;

namespace Wayleave.Client.Retrying;

/// <summary>Over what to connect: the first choice as long as it can be opened, else the next one that can.</summary>
/// <remarks>
/// Whoever had to take another is not left there for ever: after some minutes the first choice is tried again when a connection is made anew.
/// It is not tried at each, since a hop that swallows a transport costs the whole time-out each time.
/// </remarks>
/// <param name="transports">The choices, at least one, each once.</param>
internal sealed class TransportChoice(ImmutableArray<EventsTransport> transports)
{
    /// <summary>After how long the first choice is tried again.</summary>
    public static readonly TimeSpan Return = TimeSpan.FromMinutes(10);

    private int _at;
    private int _roundBegan;
    private DateTimeOffset _fell;

    /// <summary>The choice.</summary>
    public EventsTransport Current => transports[_at];

    /// <summary>Whether the time has come to try the first choice again.</summary>
    /// <param name="now">The time.</param>
    public bool IsReturnDue(DateTimeOffset now) => _at > 0 && now - _fell >= Return;

    /// <summary>A connection is to be made.</summary>
    /// <param name="now">The time.</param>
    public void Begin(DateTimeOffset now)
    {
        if (IsReturnDue(now))
            _at = _roundBegan = 0;
    }

    /// <summary>The choice was opened: it stays, and if it fails later, all others are tried once.</summary>
    public void Opened() => _roundBegan = _at;

    /// <summary>The choice cannot be opened: takes the next.</summary>
    /// <param name="now">The time.</param>
    /// <returns>False if all have been tried: it is the one again with which that began.</returns>
    public bool TryNext(DateTimeOffset now)
    {
        _at = (_at + 1) % transports.Length;
        _fell = now;
        return _at != _roundBegan;
    }
}
