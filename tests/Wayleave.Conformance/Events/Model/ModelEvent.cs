using Wayleave.Protocol.Events;

namespace Wayleave.Conformance.Events.Model;

/// <summary>An event as it was published.</summary>
/// <param name="Position">Its place.</param>
/// <param name="Before">The place before it.</param>
/// <param name="Number">What it says.</param>
/// <param name="Key">What it is about; null: nothing.</param>
/// <param name="At">When it was published.</param>
internal sealed record ModelEvent(EventPosition Position, EventPosition Before, int Number, string? Key, DateTimeOffset At);
