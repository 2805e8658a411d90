using Wayleave.Protocol.Events;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Events.Hub;

/// <summary>What comes next in a channel: an event, or the word that some are missing before the next.</summary>
/// <param name="Event">The event; null if it is a gap.</param>
/// <param name="Gap">The gap; null if it is an event.</param>
/// <param name="Skip">How many right before the event were left out on purpose, since later ones of the same key have made them old.</param>
internal readonly record struct CursorStep(StoredEvent? Event, ResumeOutcome.Gap? Gap, long Skip = 0);
