using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>The pieces of a file, taken one after the other.</summary>
/// <param name="pieces">The pieces.</param>
internal sealed class NginxCursor(ImmutableArray<NginxPiece> pieces)
{
    private int _at;

    /// <summary>
    /// The first block whose <c>}</c> stands further left than its own line: there one is missing, though the file runs out only at its end. Null if
    /// none does.
    /// </summary>
    public NginxDirective? Suspect { get; private set; }

    /// <summary>Whether the file ended too early, and that has been told.</summary>
    public bool HasRunOut { get; set; }

    /// <summary>The next piece; null at the end.</summary>
    public NginxPiece? Next() => _at < pieces.Length ? pieces[_at++] : null;

    /// <summary>Whether a piece has its line to itself.</summary>
    public static bool StandsAlone(NginxPiece piece)
    {
        Span at = piece.At;
        string line = at.Source.Line(at.Line);
        return line.AsSpan().Trim().Length == at.End - at.Start;
    }

    /// <summary>Passes over the rest of a block, which has been opened.</summary>
    /// <returns>Nothing.</returns>
    public ImmutableArray<NginxDirective> Skip()
    {
        for (int depth = 1; depth > 0 && Next() is { } piece;) depth += piece.Kind switch { NginxTokenKind.Open => 1, NginxTokenKind.Close => -1, _ => 0 };
        return [];
    }

    /// <summary>Hears that a block has been closed.</summary>
    /// <param name="block">The block.</param>
    /// <param name="close">Its <c>}</c>.</param>
    public void Closed(NginxDirective block, Span close)
    {
        if (Suspect is null && close.Source == block.At.Source && close.Indent.Length < block.At.Indent.Length && close.Line > block.At.Line) Suspect = block;
    }
}
