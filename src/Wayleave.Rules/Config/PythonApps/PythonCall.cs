using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Python;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.PythonApps;

/// <summary>A call: its name, and the pieces between its brackets.</summary>
/// <param name="At">Where its name stands.</param>
/// <param name="On">The name before the dot; null if there is none.</param>
/// <param name="Name">The name that is called.</param>
/// <param name="Arguments">Its arguments' pieces, each one's by itself, without the keyword's.</param>
internal sealed record PythonCall(Span At, string? On, string Name, ImmutableArray<(string? Keyword, ImmutableArray<PythonToken> Pieces)> Arguments)
{
    /// <summary>All calls of a text, outer ones before those in their arguments.</summary>
    /// <param name="source">The text.</param>
    public static IEnumerable<PythonCall> Of(SourceText source)
    {
        ImmutableArray<PythonToken> tokens = [.. PythonLexer.Read(source).Where(token => token.Kind is not (PythonTokenKind.Blank or PythonTokenKind.LineEnd or PythonTokenKind.Comment))];
        for (int i = 0; i + 1 < tokens.Length; i++)
        {
            if (tokens[i].Kind is not PythonTokenKind.Name || !tokens[i + 1].Is("(")) continue;
            string? on = i >= 2 && tokens[i - 1].Is(".") && tokens[i - 2].Kind is PythonTokenKind.Name ? tokens[i - 2].At.Text : null;
            yield return new PythonCall(tokens[i].At, on, tokens[i].At.Text, Split(tokens, i + 2));
        }
    }

    /// <summary>An argument as a value; null if it is not there.</summary>
    /// <param name="position">Its place among those without a keyword.</param>
    /// <param name="keyword">Its keyword.</param>
    public DataNode? Argument(int? position, string? keyword)
    {
        var found = Arguments.Where(argument => argument.Keyword == keyword && keyword is not null).Concat(Arguments.Where(argument => argument.Keyword is null).Skip(position ?? int.MaxValue)).FirstOrDefault();
        return found.Pieces.IsDefaultOrEmpty ? null : new PythonValues(found.Pieces, _ => null).Read();
    }

    /// <summary>Whether a name stands anywhere in its arguments.</summary>
    public bool Mentions(string name) => Arguments.Any(argument => argument.Pieces.Any(piece => piece.Kind is PythonTokenKind.Name && piece.Is(name)));

    // The pieces up to the closing bracket, cut at the commas that stand in no other brackets.
    private static ImmutableArray<(string? Keyword, ImmutableArray<PythonToken> Pieces)> Split(ImmutableArray<PythonToken> tokens, int from)
    {
        ImmutableArray<(string? Keyword, ImmutableArray<PythonToken> Pieces)>.Builder arguments = ImmutableArray.CreateBuilder<(string?, ImmutableArray<PythonToken>)>();
        int open = 0, start = from, i = from;
        for (; i < tokens.Length; i++)
        {
            if (tokens[i].Is("(") || tokens[i].Is("[") || tokens[i].Is("{")) open++;
            else if (tokens[i].Is(")") || tokens[i].Is("]") || tokens[i].Is("}")) open--;
            if (open < 0) break;
            if (open > 0 || !tokens[i].Is(",")) continue;
            arguments.Add(Named(tokens[start..i]));
            start = i + 1;
        }

        if (start < i) arguments.Add(Named(tokens[start..i]));
        return arguments.ToImmutable();
    }

    private static (string? Keyword, ImmutableArray<PythonToken> Pieces) Named(ImmutableArray<PythonToken> pieces) =>
        pieces.Length > 2 && pieces[0].Kind is PythonTokenKind.Name && pieces[1].Is("=") ? (pieces[0].At.Text, pieces[2..]) : (null, pieces);
}
