namespace Wayleave.Server.Logs;

/// <summary>A kind of log line. Its number and its name are public: they never change, and are never used again for something else.</summary>
/// <param name="Id">The number.</param>
/// <param name="Name">The name, in words joined by hyphens.</param>
/// <param name="Level">How much it matters.</param>
internal sealed record LogEvent(int Id, string Name, LogLevel Level);
