namespace Wayleave.Server.Logs;

/// <summary>A log line before it is written.</summary>
/// <param name="At">When.</param>
/// <param name="Event">Its kind.</param>
/// <param name="Message">What happened, in a few words of our own.</param>
/// <param name="Fields">The facts, in order.</param>
internal sealed record LogEntry(DateTimeOffset At, LogEvent Event, string Message, params LogField[] Fields)
{
    /// <summary>Whether the message says all that the fields do: then a person gets it alone.</summary>
    public bool MessageIsAll { get; init; }
}
