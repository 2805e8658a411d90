namespace Wayleave.Rules.Diagnosis;

/// <summary>How much a finding matters to somebody with a browser.</summary>
public enum Severity
{
    /// <summary>Worth knowing; browsers do not meet it.</summary>
    Info,

    /// <summary>The socket opens and then fails for some, or later.</summary>
    Warning,

    /// <summary>A browser's handshake does not lead to a usable socket.</summary>
    Error,
}
