namespace Wayleave.Rules.Causes;

/// <summary>The groups of the vocabulary.</summary>
public enum CauseGroup
{
    /// <summary>Who the app thinks is calling.</summary>
    Identity,

    /// <summary>The upgrade does not reach the app whole.</summary>
    Delivery,

    /// <summary>TLS and HTTP versions.</summary>
    Tls,

    /// <summary>Time.</summary>
    Time,

    /// <summary>Payload.</summary>
    Payload,

    /// <summary>Platform.</summary>
    Platform,

    /// <summary>Admission and balance.</summary>
    Admission,

    /// <summary>Names.</summary>
    Names,
}
