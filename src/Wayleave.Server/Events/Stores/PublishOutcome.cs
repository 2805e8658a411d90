using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Stores;

/// <summary>What became of a publication.</summary>
/// <param name="Position">The event's id, once it is safe in the store; null if it is not.</param>
/// <param name="IsRepeated">Whether the same had been published before under the same key: the id is that one's, and nothing was added.</param>
/// <param name="IsConflict">Whether something else had been published under the same key.</param>
internal readonly record struct PublishOutcome(EventPosition? Position, bool IsRepeated = false, bool IsConflict = false);
