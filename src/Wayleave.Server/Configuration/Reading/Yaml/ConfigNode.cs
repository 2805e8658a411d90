namespace Wayleave.Server.Configuration.Reading.Yaml;

/// <summary>A piece of a YAML document: a scalar, a list or a mapping.</summary>
/// <param name="At">Where it begins.</param>
internal abstract record ConfigNode(Position At)
{
    /// <summary>What it is, in words that complete "here stands …".</summary>
    public abstract string Kind { get; }
}
