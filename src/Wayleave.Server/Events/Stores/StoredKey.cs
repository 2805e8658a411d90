using System.Collections.Immutable;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Stores;

/// <summary>What was published under a publisher's key, as it is kept over a restart.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Key">The key.</param>
/// <param name="Hash">What tells the payload from others.</param>
/// <param name="Position">The event's id.</param>
/// <param name="Age">How long ago it was.</param>
internal sealed record StoredKey(string Channel, string Key, ImmutableArray<byte> Hash, EventPosition Position, TimeSpan Age);
