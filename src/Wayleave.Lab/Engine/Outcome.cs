using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Engine;

/// <summary>What a hop does with a request instead of passing it on: one of the records here.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The hop answers by itself.</summary>
    /// <param name="Head">The head; the hop adds the body's length and what belongs to the connection.</param>
    /// <param name="Body">The body.</param>
    public sealed record Answer(ResponseHead Head, ReadOnlyMemory<byte> Body) : Outcome;

    /// <summary>The hop says nothing until the client gives up.</summary>
    public sealed record Silence : Outcome;

    /// <summary>The hop ends the connection without an answer.</summary>
    /// <param name="Ending">How.</param>
    public sealed record End(Ending Ending) : Outcome;
}
