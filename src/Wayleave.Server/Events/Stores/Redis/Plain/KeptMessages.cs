namespace Wayleave.Server.Events.Stores.Redis.Plain;

/// <summary>The plain messages of the last seconds: what a node that takes over may have to append.</summary>
/// <param name="time">The clock.</param>
internal sealed class KeptMessages(TimeProvider time)
{
    // Longer than a lease holds, and than a node that is about to lose it takes to append what it has.
    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(10);
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly Queue<PlainMessage> _messages = new();
    private long _bytes;

    /// <summary>Since when nothing that was heard has been dropped before its time, as a timestamp.</summary>
    public long CompleteSince { get; private set; } = time.GetTimestamp();

    /// <summary>All of them, in order, by their channels.</summary>
    public IEnumerable<IGrouping<string, PlainMessage>> ByChannel => _messages.GroupBy(message => message.Channel);

    /// <summary>Keeps one.</summary>
    /// <param name="message">The message.</param>
    public void Add(PlainMessage message)
    {
        _messages.Enqueue(message);
        _bytes += message.Payload.Length;
        Trim();
        while (_bytes > MostBytes)
        {
            CompleteSince = _messages.Peek().At + 1;
            Drop();
        }
    }

    /// <summary>Drops what is old.</summary>
    public void Trim()
    {
        while (_messages.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > s_kept)
            Drop();
    }

    /// <summary>Something was not heard: what was before does not lead up to what comes.</summary>
    public void Break()
    {
        _messages.Clear();
        (_bytes, CompleteSince) = (0, time.GetTimestamp());
    }

    private void Drop() => _bytes -= _messages.Dequeue().Payload.Length;
}
