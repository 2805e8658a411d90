using System.Collections.Immutable;
using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Events.Stores;

/// <summary>One channel in memory. Everything happens under one lock: numbering, appending and telling, so that nobody sees them apart.</summary>
/// <param name="epoch">The epoch of its first life.</param>
internal sealed class MemoryChannel(string epoch)
{
    private readonly Lock _lock = new();
    private readonly Queue<StoredEvent> _retained = new();
    private readonly List<IChannelListener> _listeners = [];
    private EventPosition _head = EventPosition.Start(epoch);
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
            _head = stored.Position;
            _retained.Enqueue(stored);
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
            return new StorePage(_head, [.. _retained.SkipWhile(stored => stored.Position.Offset <= after).Take(count)]);
        }
    }

    /// <summary>Begins anew.</summary>
    /// <param name="next">The epoch from now on.</param>
    public void Restart(string next)
    {
        lock (_lock)
        {
            _retained.Clear();
            _head = EventPosition.Start(next);
            foreach (var listener in _listeners)
                listener.Moved(_head, isDiverged: false);
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
        while (_retained.Count > 0 && (_retained.Count > history.Size || now - _retained.Peek().At >= history.Age))
            _retained.Dequeue();
    }
}
