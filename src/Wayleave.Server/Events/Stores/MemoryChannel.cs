using System.Collections.Immutable;
using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Events.Stores;

/// <summary>One channel in memory. Everything happens under one lock: numbering, appending and telling, so that nobody sees them apart.</summary>
/// <param name="name">The channel.</param>
/// <param name="epoch">The epoch of its first life.</param>
internal sealed class MemoryChannel(string name, string epoch)
{
    private readonly Lock _lock = new();
    private readonly EventLog _retained = new();
    private readonly List<IChannelListener> _listeners = [];
    private EventPosition _head = EventPosition.Start(epoch);
    private DateTimeOffset _lastAt;
    private bool _isRetired;

    /// <summary>
    /// Whether nothing hangs on it any more, so that it may be forgotten: whoever finds it afterwards must look for another, which begins as
    /// this one did. One that began anew is kept: its epoch is known to clients, and another would be a gap for them.
    /// </summary>
    public bool TryRetire()
    {
        lock (_lock)
            return _isRetired |= _listeners.Count == 0 && _head == EventPosition.Start(epoch);
    }

    /// <summary>Whether everything of it has been gone for so long that nobody comes back to it any more: then it may be forgotten. Drops what is too old.</summary>
    /// <param name="history">How much is kept.</param>
    /// <param name="now">The time.</param>
    /// <param name="kept">How long a channel's place is kept behind its last event.</param>
    public bool TrySweep(HistorySettings history, DateTimeOffset now, TimeSpan kept)
    {
        lock (_lock)
        {
            Trim(history, now);
            return _isRetired |= _listeners.Count == 0 && _retained.Count == 0 && now - _lastAt >= kept;
        }
    }

    /// <summary>What is kept of it over a restart; null where it never began.</summary>
    public StoredChannel? Snapshot()
    {
        lock (_lock)
            return _head == EventPosition.Start(epoch) ? null : new StoredChannel(name, _head, [.. _retained.All]);
    }

    /// <summary>Goes on where it was before a restart.</summary>
    /// <param name="stored">Where it was.</param>
    /// <param name="now">The time.</param>
    public void Restore(StoredChannel stored, DateTimeOffset now)
    {
        lock (_lock)
        {
            (_head, _lastAt) = (stored.Head, now);
            foreach (var each in stored.Events)
                _retained.Append(each);
        }
    }

    /// <summary>Appends an event.</summary>
    /// <param name="payload">What is published.</param>
    /// <param name="tag">A number by chance.</param>
    /// <param name="history">How much is kept.</param>
    /// <param name="now">The time.</param>
    /// <returns>The event's place; null where the channel is retired.</returns>
    public EventPosition? Append(EventPayload payload, uint tag, HistorySettings history, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_isRetired)
                return null;
            var stored = new StoredEvent(new EventPosition(_head.Epoch, _head.Offset + 1, tag), _head.Tag, payload, now);
            (_head, _lastAt) = (stored.Position, now);
            _retained.Append(stored);
            Trim(history, now);
            foreach (var listener in _listeners)
                listener.Published(stored);
            return stored.Position;
        }
    }

    /// <summary>Looks at it.</summary>
    /// <param name="after">The offset behind which events are wanted.</param>
    /// <param name="count">The most events.</param>
    /// <param name="history">How much is kept.</param>
    /// <param name="now">The time.</param>
    public StorePage Read(long after, int count, HistorySettings history, DateTimeOffset now)
    {
        lock (_lock)
        {
            Trim(history, now);
            return new StorePage(_head, _retained.Page(after, count));
        }
    }

    /// <summary>Begins anew.</summary>
    /// <param name="next">The epoch from now on.</param>
    /// <param name="now">The time.</param>
    public void Restart(string next, DateTimeOffset now)
    {
        lock (_lock)
        {
            _retained.Clear();
            (_head, _lastAt) = (EventPosition.Start(next), now);
            foreach (var listener in _listeners)
                listener.Moved(_head);
        }
    }

    /// <summary>Tells somebody of everything that is appended from now on.</summary>
    /// <param name="listener">Whom.</param>
    /// <returns>Whether it does; not where it is retired.</returns>
    public bool TryAdd(IChannelListener listener)
    {
        lock (_lock)
        {
            if (!_isRetired)
                _listeners.Add(listener);
            return !_isRetired;
        }
    }

    /// <summary>Tells somebody no more.</summary>
    /// <param name="listener">Whom.</param>
    public void Remove(IChannelListener listener)
    {
        lock (_lock)
            _listeners.Remove(listener);
    }

    private void Trim(HistorySettings history, DateTimeOffset now)
    {
        while (_retained.Oldest is { } oldest && (_retained.Count > history.Size || now - oldest.At >= history.Age))
            _retained.Drop();
    }
}
