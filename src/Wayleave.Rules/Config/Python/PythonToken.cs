using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Python;

/// <summary>A piece of a Python file; all of them one behind the other are the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it stands.</param>
internal readonly record struct PythonToken(PythonTokenKind Kind, Span At)
{
    /// <summary>Whether it is that sign or name.</summary>
    public bool Is(string text) => Kind is PythonTokenKind.Sign or PythonTokenKind.Name && At.Source.Text.AsSpan(At.Start, At.End - At.Start).SequenceEqual(text);
}
