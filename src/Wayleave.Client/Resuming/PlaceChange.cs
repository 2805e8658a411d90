using Wayleave.Protocol.Events;

namespace Wayleave.Client.Resuming;

/// <summary>A client is at another place.</summary>
/// <param name="Channel">The channel; null: those whose names are not known.</param>
/// <param name="Position">Where in it; of no meaning without a channel.</param>
/// <param name="Unnamed">Where in those whose names are not known; of no meaning with a channel.</param>
internal sealed record PlaceChange(string? Channel, EventPosition Position, Since? Unnamed = null)
{
    /// <summary>The positions after it.</summary>
    /// <param name="before">Those before it.</param>
    public ChannelPositions ApplyTo(ChannelPositions before) => Channel is null ? before.WithUnnamed(Unnamed) : before.With(Channel, Position);
}
