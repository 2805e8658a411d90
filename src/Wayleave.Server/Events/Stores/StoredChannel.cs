using System.Collections.Immutable;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Stores;

/// <summary>A channel as it is kept over a restart.</summary>
/// <param name="Name">The channel.</param>
/// <param name="Head">Where it is.</param>
/// <param name="Events">Its history, in order.</param>
internal sealed record StoredChannel(string Name, EventPosition Head, ImmutableArray<StoredEvent> Events);
