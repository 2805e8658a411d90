namespace Wayleave.Server.Tickets;

/// <summary>What a new ticket or token makes of a session.</summary>
/// <param name="SessionEnd">When it ends now; null: not because of it.</param>
internal sealed record Renewal(DateTimeOffset? SessionEnd);
