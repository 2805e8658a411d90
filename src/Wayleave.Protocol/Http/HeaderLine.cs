namespace Wayleave.Protocol.Http;

/// <summary>One header line: the name as spelled on the wire and the value without the white space around it.</summary>
/// <param name="Name">The name; its case is kept, since some apps mind it.</param>
/// <param name="Value">The value, its bytes read as Latin-1.</param>
public readonly record struct HeaderLine(string Name, string Value)
{
    /// <summary>True if this line has that name, whatever the case.</summary>
    /// <param name="name">The name to compare with.</param>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
