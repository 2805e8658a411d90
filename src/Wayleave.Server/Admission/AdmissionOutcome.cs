namespace Wayleave.Server.Admission;

/// <summary>Whether a client may open one more socket.</summary>
internal enum AdmissionOutcome
{
    /// <summary>It may.</summary>
    Admitted,

    /// <summary>It has as many open as it may have.</summary>
    TooManySockets,

    /// <summary>It opens too many in a short time.</summary>
    TooFast,
}
