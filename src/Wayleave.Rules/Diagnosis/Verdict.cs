namespace Wayleave.Rules.Diagnosis;

/// <summary>The outcome of a whole run.</summary>
public enum Verdict
{
    /// <summary>A browser's handshake opens a usable socket, and nothing above info was found.</summary>
    Works,

    /// <summary>It opens, and then fails for some or later.</summary>
    Degraded,

    /// <summary>A browser's handshake does not lead to a usable socket.</summary>
    Broken,

    /// <summary>The probes could not tell.</summary>
    Inconclusive,
}
