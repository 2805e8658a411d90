using System.Collections.Immutable;

namespace Wayleave.Server.Events.Stores;

/// <summary>Events whose offsets follow one another: any is found without looking at the others.</summary>
internal sealed class EventLog
{
    private StoredEvent?[] _ring = new StoredEvent?[4];
    private int _start;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The oldest; null if there is none.</summary>
    public StoredEvent? Oldest => Count == 0 ? null : _ring[_start];

    /// <summary>All of them, in order.</summary>
    public IEnumerable<StoredEvent> All => Enumerable.Range(0, Count).Select(At);

    /// <summary>Appends one.</summary>
    /// <param name="stored">The one behind the last.</param>
    public void Append(StoredEvent stored)
    {
        if (Count == _ring.Length)
        {
            var wider = new StoredEvent?[_ring.Length * 2];
            for (var i = 0; i < Count; i++)
                wider[i] = At(i);
            (_ring, _start) = (wider, 0);
        }

        _ring[(_start + Count++) % _ring.Length] = stored;
    }

    /// <summary>Drops the oldest.</summary>
    public void Drop()
    {
        _ring[_start] = null;
        _start = (_start + 1) % _ring.Length;
        Count--;
        // A burst must not cost its room for ever.
        if (Count == 0 && _ring.Length > 4)
            (_ring, _start) = (new StoredEvent?[4], 0);
    }

    /// <summary>Drops all.</summary>
    public void Clear() => (_ring, _start, Count) = (new StoredEvent?[4], 0, 0);

    /// <summary>The first events behind an offset.</summary>
    /// <param name="after">The offset.</param>
    /// <param name="count">The most.</param>
    public ImmutableArray<StoredEvent> Page(long after, int count)
    {
        var from = Oldest is { } oldest ? (int)Math.Clamp(after + 1 - oldest.Position.Offset, 0, Count) : 0;
        return [.. Enumerable.Range(from, Math.Min(count, Count - from)).Select(At)];
    }

    private StoredEvent At(int index) => _ring[(_start + index) % _ring.Length]!;
}
