namespace Wayleave.Probing.Handshakes;

/// <summary>What a handshake takes up from earlier answers of the same far end, as a browser would.</summary>
/// <param name="Cookie">The Cookie header's value, the caller's own cookies included; null: the caller's alone.</param>
/// <param name="SessionId">The Engine.IO session that a poll has begun; null: a session of its own.</param>
internal sealed record EarlierAnswers(string? Cookie, string? SessionId = null);
