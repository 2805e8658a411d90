using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Code;

/// <summary>A piece of code; all of them one behind the other are the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it stands.</param>
internal readonly record struct CodeToken(CodeTokenKind Kind, Span At)
{
    /// <summary>Whether it is that sign or name.</summary>
    public bool Is(string text) => Kind is CodeTokenKind.Sign or CodeTokenKind.Name && At.Source.Text.AsSpan(At.Start, At.End - At.Start).SequenceEqual(text);

    /// <summary>Whether nothing stands between it and the next one.</summary>
    public bool Touches(CodeToken next) => At.End == next.At.Start;
}
