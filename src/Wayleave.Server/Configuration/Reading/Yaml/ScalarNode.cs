namespace Wayleave.Server.Configuration.Reading.Yaml;

/// <summary>A single value. It is text, whatever it looks like: the key says what it must be.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Value">The text, without its quotes.</param>
internal sealed record ScalarNode(Position At, string Value) : ConfigNode(At)
{
    /// <summary>A value that is to be written.</summary>
    /// <param name="value">The text.</param>
    public ScalarNode(string value) : this(default, value)
    {
    }

    /// <summary>Whether quotes stood, or must stand, around it.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Whether its dollars are dollars: it comes from the command line.</summary>
    public bool IsLiteral { get; init; }

    /// <summary>Whether it says that there is no value.</summary>
    public bool IsNull => !IsQuoted && !IsLiteral && Value is ("" or "~" or "null" or "Null" or "NULL");

    /// <inheritdoc/>
    public override string Kind => "a single value";
}
