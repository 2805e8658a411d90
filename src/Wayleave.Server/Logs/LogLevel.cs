namespace Wayleave.Server.Logs;

/// <summary>How much a log line matters.</summary>
internal enum LogLevel
{
    /// <summary>What goes on.</summary>
    Info,

    /// <summary>Somebody may have to do something.</summary>
    Warning,

    /// <summary>Requests are lost.</summary>
    Error,
}
