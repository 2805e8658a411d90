namespace Wayleave.Rules.Causes;

/// <summary>Says by which evidence a cause can be found.</summary>
public static class SeenText
{
    /// <summary>The kind of evidence, in a sentence.</summary>
    /// <param name="seen">The kind.</param>
    public static string Sentence(Seen seen) => seen switch
    {
        Seen.Both => "It shows in live evidence and in configuration files.",
        Seen.Live => "It shows in live evidence only.",
        Seen.File => "Only a configuration file shows it for certain.",
        _ => throw new ArgumentOutOfRangeException(nameof(seen)),
    };
}
