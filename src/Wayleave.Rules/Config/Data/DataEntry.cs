using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>A key and its value.</summary>
/// <param name="KeyAt">Where the key stands.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value.</param>
public sealed record DataEntry(Span KeyAt, string Key, DataNode Value)
{
    /// <summary>Where both stand.</summary>
    public Span At => Value.At.Source == KeyAt.Source && Value.At.End > KeyAt.End ? KeyAt.To(Value.At) : KeyAt;
}
