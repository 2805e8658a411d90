using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Python;

/// <summary>A value that a file gives to a name of its own.</summary>
/// <param name="NameAt">Where the name stands.</param>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="Adds">Whether it is added to what the name had: <c>+=</c>, <c>append</c>, <c>extend</c>.</param>
/// <param name="IsConditional">Whether it stands in an <c>if</c>, a <c>try</c> or a loop, and so may not happen.</param>
public sealed record PythonAssignment(Span NameAt, string Name, DataNode Value, bool Adds, bool IsConditional)
{
    /// <summary>Where both stand.</summary>
    public Span At => Value.At.End > NameAt.End ? NameAt.To(Value.At) : NameAt;
}
