namespace Wayleave.Conformance.Autobahn;

/// <summary>How well a server did in a case, as the Autobahn suite tells it.</summary>
public enum Verdict
{
    /// <summary>As the RFC says, and as early as it can be told.</summary>
    Ok,

    /// <summary>As the RFC says, but later, or in another order, than a strict server.</summary>
    NonStrict,

    /// <summary>The RFC leaves it open; what was seen is written down.</summary>
    Informational,

    /// <summary>Against the RFC.</summary>
    Failed,
}
