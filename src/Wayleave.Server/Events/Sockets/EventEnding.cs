namespace Wayleave.Server.Events.Sockets;

/// <summary>How a socket that gives channels ended.</summary>
/// <param name="By">Who ended it: <c>client</c>, <c>drain</c>, <c>gateway</c>.</param>
/// <param name="Code">The close code; null if there was none.</param>
/// <param name="Why">The close's reason, or what happened, in words.</param>
/// <param name="ComeBackAfter">How long behind the end the client is to come back; null: it is not told.</param>
internal sealed record EventEnding(string By, ushort? Code, string Why, TimeSpan? ComeBackAfter = null);
