using Wayleave.Client.Retrying;

namespace Wayleave.Client.Lines;

/// <summary>What a connection yields: one of the records nested here, and no other.</summary>
internal abstract record LineInput
{
    private LineInput()
    {
    }

    /// <summary>A message. It is good until the next is asked for.</summary>
    /// <param name="Message">The message; empty where only a time to wait came.</param>
    /// <param name="Retry">How long a reader is to wait before it comes back; null if that was not said.</param>
    public sealed record Arrived(ReadOnlyMemory<byte> Message, TimeSpan? Retry = null) : LineInput;

    /// <summary>A poll was answered; its frames have been given.</summary>
    /// <param name="Next">From where to ask next.</param>
    /// <param name="IsEmpty">Whether it had no frames.</param>
    public sealed record Polled(string Next, bool IsEmpty) : LineInput;

    /// <summary>It is over.</summary>
    /// <param name="Ending">How it ended.</param>
    public sealed record Over(LineEnding Ending) : LineInput;
}
