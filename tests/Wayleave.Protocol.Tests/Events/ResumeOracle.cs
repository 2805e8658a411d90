using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

/// <summary>A channel that remembers all it ever was, and so knows without any rule what a position has missed.</summary>
/// <remarks>Each event that was ever published has an identity of its own; tags do not repeat here, as 32 bits of chance are taken not to.</remarks>
internal sealed class ResumeOracle(Random random)
{
    private readonly List<(EventPosition At, RetainedEntry Entry)> _stream = [];
    private int _retainedFrom;
    private int _epochs;
    private uint _tags;

    public EventPosition Head { get; private set; } = EventPosition.Start("e0");

    /// <summary>Every position that some client may hold, each with the events that lead to it.</summary>
    public List<(EventPosition At, EventPosition[] Before)> Held { get; } = [(EventPosition.Start("e0"), [])];

    public void Step()
    {
        switch (random.Next(12))
        {
            case < 8: Publish(); break;
            case 8: _retainedFrom = random.Next(_retainedFrom, _stream.Count + 1); break;
            case 9: _retainedFrom = _stream.Count; break;
            case 10: FailOver(); break;
            default: NewEpoch(); break;
        }
    }

    /// <summary>The first entry retained behind an offset, as a store would look it up.</summary>
    public RetainedEntry? Next(long offset)
    {
        foreach (var (_, entry) in _stream.Skip(_retainedFrom))
            if (entry.Offset > offset)
                return entry;
        return null;
    }

    /// <summary>Whether what a client has, followed by what is retained after it, is the stream from its first event to its last.</summary>
    public bool IsComplete(EventPosition at, EventPosition[] before, out long missed)
    {
        var retained = _stream.Skip(_retainedFrom).Select(event_ => event_.At).Where(event_ => event_.Offset > at.Offset).ToArray();
        missed = retained.Length;
        return at.Epoch == Head.Epoch && before.Concat(retained).SequenceEqual(_stream.Select(event_ => event_.At));
    }

    private void Publish()
    {
        var previous = Head;
        Head = new(Head.Epoch, Head.Offset + 1, ++_tags);
        _stream.Add((Head, new(Head.Offset, previous.Tag)));
        Held.Add((Head, [.. _stream.Select(event_ => event_.At)]));
    }

    /// <summary>The store forgets the last few events, as a replica does that had not heard them; clients have them.</summary>
    private void FailOver()
    {
        var kept = random.Next(_stream.Count + 1);
        _stream.RemoveRange(kept, _stream.Count - kept);
        _retainedFrom = Math.Min(_retainedFrom, kept);
        Head = kept == 0 ? EventPosition.Start(Head.Epoch) : _stream[^1].At;
    }

    private void NewEpoch()
    {
        _stream.Clear();
        _retainedFrom = 0;
        Head = EventPosition.Start($"e{++_epochs}");
        Held.Add((Head, []));
    }
}
