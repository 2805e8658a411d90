using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>The pieces of a file that the parser sees, with a template's values filled in.</summary>
internal static class NginxPieces
{
    /// <summary>The pieces of a stretch.</summary>
    /// <param name="stretch">The stretch.</param>
    /// <param name="template">Whether the file is a template by its name.</param>
    /// <param name="values">The values of its variables; null: none are known.</param>
    public static ImmutableArray<NginxPiece> Of(Span stretch, bool template, ImmutableDictionary<string, string>? values)
    {
        ImmutableArray<NginxPiece>.Builder pieces = ImmutableArray.CreateBuilder<NginxPiece>();
        foreach (NginxToken token in NginxLexer.Read(stretch, template).Where(Counts))
        {
            string raw = token.At.Text;
            string filled = token.Kind is NginxTokenKind.Word ? NginxTemplate.Fill(raw, values, template) : raw;
            if (ReferenceEquals(filled, raw) || filled == raw) pieces.Add(new NginxPiece(token.Kind, token.At, raw));
            // A value may be several words, or several lines: nginx reads what the filling leaves.
            else pieces.AddRange(NginxLexer.Read(new SourceText(stretch.Source.Name, filled).All).Where(Counts).Select(one => new NginxPiece(one.Kind, token.At, one.At.Text)));
        }

        return pieces.ToImmutable();
    }

    private static bool Counts(NginxToken token) => token.Kind is not (NginxTokenKind.Space or NginxTokenKind.Comment or NginxTokenKind.Code);
}
