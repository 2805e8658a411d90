namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>What a scripted app does after its answer.</summary>
internal enum AppThen
{
    /// <summary>It waits for the next request.</summary>
    NextRequest,

    /// <summary>It writes down what comes until its peer's stream ends, and closes then.</summary>
    Listen,

    /// <summary>It closes.</summary>
    Close,

    /// <summary>It resets the connection.</summary>
    Reset,
}
