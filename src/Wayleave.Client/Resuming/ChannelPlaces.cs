using System.Collections.Immutable;
using Wayleave.Protocol.Events;

namespace Wayleave.Client.Resuming;

/// <summary>Where the client is in each channel, what of that which comes is new, and from where to ask after a drop.</summary>
/// <remarks>
/// The rule for each channel: an event of the same epoch at or before the last is known; one that follows it, with what was skipped on purpose
/// counted in, is taken; anything else is out of step. A gap moves the last one. A head that is told must be the last one: everything before it was sent.
/// </remarks>
/// <param name="channels">The channels that are asked for by name; none where the URL's path gives them.</param>
/// <param name="start">From where channels are wanted in which there is no place yet: live only, all, or the last ones.</param>
/// <param name="positions">Where the client is already.</param>
internal sealed class ChannelPlaces(ImmutableArray<string> channels, Since start, ChannelPositions positions)
{
    private readonly Dictionary<string, EventPosition> _last = new(positions.Named, StringComparer.Ordinal);

    // Channels that are followed, and have no place as long as nothing of them has come.
    private readonly HashSet<string> _open = new(channels.Where(channel => !positions.Named.ContainsKey(channel)), StringComparer.Ordinal);

    // Channels that the server began anew although it was told a place: what is not kept cannot be gone on with, and their heads mean nothing.
    private readonly HashSet<string> _unkept = new(StringComparer.Ordinal);
    private Since? _unnamed = positions.UnnamedPlace;
    private bool _hasAskedStart;

    /// <summary>Whether there is room for one more channel, or it is known. A server that names ever more must not fill the memory.</summary>
    /// <param name="channel">The channel.</param>
    public bool HasRoomFor(string channel) =>
        _last.Count + _open.Count < ChannelPositions.MaxChannels || _last.ContainsKey(channel) || _open.Contains(channel);

    /// <summary>What to ask since; null: nothing, live only.</summary>
    /// <returns>An id, a vector of them, <c>0</c> or <c>-20</c>.</returns>
    public string? Ask()
    {
        _hasAskedStart = _unnamed is null && start is not Since.LiveOnly && _last.Count == 0;
        if (_hasAskedStart)
            return start.Text;
        if (_last.Count == 0)
            return _unnamed?.Text;
        // An id alone would hold for all channels of a path: so only where there is no other.
        if (_last.Count == 1 && (channels.Length == 1 || _unnamed is Since.After))
            return _last.Values.First().ToString();
        var vector = (_unnamed as Since.AfterEach)?.Positions ?? PositionVector.Empty;
        foreach (var (channel, position) in _last)
            if (vector.Count < PositionVector.MaxChannels || vector.Find(channel) is not null)
                vector = vector.With(channel, position);
        // A channel without a place may not have begun when the line broke: of that, what was wanted at first is asked for.
        return new Since.AfterEach(vector, _unnamed is null ? start : Since.Live).Text;
    }

    /// <summary>Looks how an event fits, and takes it if it follows.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="id">The event's place; null if it has none.</param>
    /// <param name="skip">How many before it were left out on purpose.</param>
    public Match Take(string channel, EventPosition? id, long skip)
    {
        if (id is not { } position)
            return Match.Follows;
        if (_last.TryGetValue(channel, out var last))
        {
            if (position.Epoch != last.Epoch)
                return Match.OutOfStep;
            if (position.Offset <= last.Offset)
                return Match.Known;
            if (position.Offset != last.Offset + 1 + skip)
                return Match.OutOfStep;
        }

        MoveTo(channel, position);
        return Match.Follows;
    }

    /// <summary>The channel is at another place.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="position">The place.</param>
    public void MoveTo(string channel, EventPosition position)
    {
        _open.Remove(channel);
        _last[channel] = position;
    }

    /// <summary>The channel is followed from now on.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="head">Where it is.</param>
    /// <param name="state">What became of the place that was asked from.</param>
    /// <returns>Whether the head is the client's place now: a drop before the first event loses nothing then.</returns>
    public bool Subscribe(string channel, EventPosition head, ResumeState state)
    {
        if (state == ResumeState.New && !_hasAskedStart && _last.ContainsKey(channel))
            _unkept.Add(channel);
        else
            _unkept.Remove(channel);
        if (_last.ContainsKey(channel))
            return false;
        if (state == ResumeState.New && start is Since.LiveOnly)
        {
            MoveTo(channel, head);
            return true;
        }

        _open.Add(channel);
        return false;
    }

    /// <summary>Everything up to a head was sent: looks whether the client has it.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="head">The head.</param>
    /// <returns>Known if it has; follows if it had no place, which is the head now: there was nothing before it.</returns>
    public Match Reach(string channel, EventPosition head)
    {
        if (_last.TryGetValue(channel, out var last))
            return last == head || _unkept.Contains(channel) ? Match.Known : Match.OutOfStep;
        MoveTo(channel, head);
        return Match.Follows;
    }

    /// <summary>A poll was answered: from where it goes on, for all channels.</summary>
    /// <param name="next">Its place, without a signature.</param>
    /// <returns>The changes.</returns>
    public IEnumerable<PlaceChange> Poll(Since next)
    {
        // Which of them are named by events is not known before: the place holds for those that are not.
        if (next is Since.After or Since.AfterEach)
            yield return new PlaceChange(null, default, _unnamed = next);
        foreach (var channel in _open.ToArray())
        {
            if (next.For(channel) is not Since.After(var position))
                continue;
            MoveTo(channel, position);
            yield return new PlaceChange(channel, position);
        }
    }

    /// <summary>The channels with a place.</summary>
    public IEnumerable<KeyValuePair<string, EventPosition>> Reached => _last;
}
