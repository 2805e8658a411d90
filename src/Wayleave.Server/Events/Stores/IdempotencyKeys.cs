using System.Security.Cryptography;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Stores;

/// <summary>What was published under which key in the last ten minutes, so that a publisher may try again without doing so twice. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="capacity">The most keys; beyond it the oldest are forgotten sooner.</param>
internal sealed class IdempotencyKeys(TimeProvider time, int capacity = 100_000)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Channel, string Key), (byte[] Hash, EventPosition Position)> _known = [];
    private readonly Queue<((string Channel, string Key) Of, long At)> _oldest = new();

    /// <summary>Those that still hold, the oldest first.</summary>
    public IEnumerable<StoredKey> Snapshot()
    {
        lock (_lock)
            return [.. _oldest.Where(each => _known.ContainsKey(each.Of)).Select(each => new StoredKey(each.Of.Channel, each.Of.Key, [.. _known[each.Of].Hash], _known[each.Of].Position, time.GetElapsedTime(each.At)))];
    }

    /// <summary>Knows them again.</summary>
    /// <param name="keys">Those that held, the oldest first.</param>
    /// <param name="since">How long ago that was.</param>
    public void Restore(IEnumerable<StoredKey> keys, TimeSpan since)
    {
        lock (_lock)
        {
            foreach (var key in keys.Where(key => key.Age + since < s_kept))
            {
                _known[(key.Channel, key.Key)] = ([.. key.Hash], key.Position);
                _oldest.Enqueue(((key.Channel, key.Key), time.GetTimestamp() - (long)((key.Age + since).TotalSeconds * time.TimestampFrequency)));
            }
        }
    }

    /// <summary>Publishes, unless the same key has been used before.</summary>
    /// <param name="publication">What is to be published, with a key.</param>
    /// <param name="publish">Publishes it.</param>
    public PublishOutcome Once(Publication publication, Func<EventPosition> publish)
    {
        var of = (publication.Channel, publication.Key!);
        var hash = SHA256.HashData(publication.Payload.Bytes.Span);
        // All under the lock: of two that come at once, one publishes.
        lock (_lock)
        {
            while (_oldest.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) >= s_kept)
                _known.Remove(_oldest.Dequeue().Of);
            if (_known.TryGetValue(of, out var before))
                return before.Hash.AsSpan().SequenceEqual(hash) ? new PublishOutcome(before.Position, IsRepeated: true) : new PublishOutcome(null, IsConflict: true);
            if (_oldest.Count >= capacity)
                _known.Remove(_oldest.Dequeue().Of);
            var position = publish();
            _known[of] = (hash, position);
            _oldest.Enqueue((of, time.GetTimestamp()));
            return new PublishOutcome(position);
        }
    }
}
