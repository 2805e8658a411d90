namespace Wayleave.Cli.Secrets;

/// <summary>A stretch of a text that is secret.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">How long it is, in characters.</param>
internal readonly record struct Spot(int Start, int Length)
{
    /// <summary>The first position after it.</summary>
    public int End => Start + Length;
}
