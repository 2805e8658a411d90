namespace Wayleave.Probing;

/// <summary>A probe that has begun.</summary>
/// <param name="Number">Its number within the run.</param>
/// <param name="AtMs">When, in milliseconds since the run began.</param>
internal readonly record struct ProbeStart(int Number, double AtMs)
{
    /// <summary>The id by which findings name it.</summary>
    public string Id => $"p{Number}";
}
