using Wayleave.Protocol.Events;

namespace Wayleave.Conformance.Events.Model;

/// <summary>What really happened in one channel: whatever a client is told must agree with it.</summary>
/// <param name="size">How many events are kept.</param>
/// <param name="age">How long they are.</param>
/// <param name="isLatest">Whether those that later ones of the same key have made old may be passed over.</param>
/// <param name="replay">The most that whoever comes back gets of what it missed; null: all.</param>
internal sealed class ChannelTruth(int size, TimeSpan age, bool isLatest, int? replay)
{
    private readonly Dictionary<EventPosition, ModelEvent> _all = [];
    private readonly List<ModelEvent> _line = [];
    private readonly HashSet<string> _disturbed = [];
    private readonly HashSet<EventPosition> _wasGone = [];
    private readonly HashSet<string> _over = [];

    /// <summary>How many events were published.</summary>
    public int Count => _all.Count;

    /// <summary>An event was published.</summary>
    /// <param name="position">Its place.</param>
    /// <param name="before">The place before it.</param>
    /// <param name="number">What it says.</param>
    /// <param name="key">What it is about; null: nothing.</param>
    /// <param name="at">When.</param>
    public void Published(EventPosition position, EventPosition before, int number, string? key, DateTimeOffset at)
    {
        var published = new ModelEvent(position, before, number, key, at);
        _over.Contains(position.Epoch).ShouldBeFalse($"the epoch of {position} was over: whoever is at its beginning would not hear of what is lost");
        _all.TryAdd(position, published).ShouldBeTrue($"{position} is the place of two events");
        if (_line is [.., var last] && last.Position.Epoch != position.Epoch)
            _line.Clear();
        _line.Add(published);
    }

    /// <summary>Its events are forgotten, by us or by whoever kept them: nobody can know what an earlier epoch's client missed.</summary>
    /// <param name="epoch">The epoch that is over.</param>
    public void Ended(string epoch)
    {
        _over.Add(epoch);
        _disturbed.Add(epoch);
        _line.Clear();
    }

    /// <summary>The store has lost its last events, without a word.</summary>
    /// <param name="to">The event that is the last one now.</param>
    public void RolledBack(EventPosition to)
    {
        _over.Remove(to.Epoch);
        _disturbed.Add(to.Epoch);
        // It may have again what had been dropped already, and what was told then was true.
        _wasGone.UnionWith(_line.SkipLast(size).Select(each => each.Position));
        _line.RemoveAll(each => each.Position.Offset > to.Offset);
    }

    /// <summary>The number of the event at a place, which must be the next behind another, but for those that may be passed over.</summary>
    /// <param name="last">The other.</param>
    /// <param name="position">The place.</param>
    /// <param name="skip">How many are said to be passed over.</param>
    /// <param name="number">What the event said.</param>
    /// <returns>What is wrong; null if nothing.</returns>
    public string? Follows(EventPosition last, EventPosition position, long skip, int number)
    {
        if (Find(position) is not { } got)
            return $"{position} was never published";
        if (got.Number != number)
            return $"{position} said {got.Number}, and came as {number}";
        var before = In(position.Epoch, got.Before);
        for (; skip > 0; skip--)
        {
            if (!isLatest || Find(before) is not { } passed)
                return $"{before} was passed over";
            if (passed.Key is null || !_all.Values.Any(each => each.Key == passed.Key && each.Position.Offset > before.Offset))
                return $"{before} was passed over, and nothing later has made it old";
            before = In(position.Epoch, passed.Before);
        }

        return before == last ? null : $"{position} comes behind {last}: what lies between is lost in silence";
    }

    /// <summary>Whether a gap has a cause, and covers no more than is lost.</summary>
    /// <param name="reason">The reason given.</param>
    /// <param name="from">Where the client was.</param>
    /// <param name="to">Where it goes on.</param>
    /// <param name="lost">How many events are said to be missing; null: nobody knows.</param>
    /// <param name="now">The time.</param>
    /// <returns>What is wrong; null if nothing.</returns>
    public string? Explains(string reason, EventPosition from, EventPosition to, long? lost, DateTimeOffset now) => reason switch
    {
        "epoch" or "diverged" or "ahead" => IsDisturbed(from.Epoch) ? null : $"there was no cause for a gap {reason} at {from}",
        "limit" => from.Epoch == to.Epoch && lost == to.Offset - from.Offset && lost > replay ? null : $"there was no cause for a gap limit from {from} to {to} with {lost} lost",
        "trimmed" or "expired" or "slow" when from.Epoch != to.Epoch || to.Offset <= from.Offset || lost != to.Offset - from.Offset => $"the gap {reason} from {from} to {to} with {lost} lost makes no sense",
        "trimmed" or "expired" or "slow" => IsGone(to, now) ? null : $"the gap {reason} from {from} covers {to}, which is kept",
        _ => $"a gap {reason}",
    };

    /// <summary>Whether an event is kept no more.</summary>
    /// <param name="position">Its place.</param>
    /// <param name="now">The time.</param>
    public bool IsGone(EventPosition position, DateTimeOffset now) =>
        _wasGone.Contains(position) || !_all.TryGetValue(position, out var each) || now - each.At >= age || !_line.Contains(each) || _line.Count - _line.IndexOf(each) > size;

    // A node that sees a loss begins an epoch of its own accord, which may be over before anything is published in it.
    private bool IsDisturbed(string epoch) => _disturbed.Contains(epoch) || (_disturbed.Count > 0 && _all.Keys.All(each => each.Epoch != epoch));

    // What is left of a channel that has lost its last events goes on in another epoch, and has ids of that one then.
    private ModelEvent? Find(EventPosition position) =>
        _all.TryGetValue(position, out var same) ? same
        : _all.Values.FirstOrDefault(each => each.Position.Offset == position.Offset && each.Position.Tag == position.Tag && _disturbed.Contains(each.Position.Epoch));

    private static EventPosition In(string epoch, EventPosition position) => new(epoch, position.Offset, position.Tag);
}
