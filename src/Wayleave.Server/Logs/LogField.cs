namespace Wayleave.Server.Logs;

/// <summary>One fact of a log line.</summary>
/// <param name="Key">Its name, as in JSON.</param>
/// <param name="Value">A string, a number, a bool, or a list of strings; null leaves it out.</param>
internal readonly record struct LogField(string Key, object? Value);
