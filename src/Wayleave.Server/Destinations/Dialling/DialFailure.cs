namespace Wayleave.Server.Destinations.Dialling;

/// <summary>Why there is no connection.</summary>
/// <param name="Stage">The step that failed.</param>
/// <param name="Kind">How.</param>
/// <param name="Words">The same for a log: what was tried, and what the system says.</param>
internal sealed record DialFailure(DialStage Stage, DialFailureKind Kind, string Words)
{
    /// <summary>Whether the fault is this machine's, so that it says nothing about the app and must not be held against it.</summary>
    public bool IsOurs => Kind == DialFailureKind.Exhausted;

    /// <summary>The words.</summary>
    public override string ToString() => Words;
}
