using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Pound;

/// <summary>Pound's own file: a directive a line, blocks that end with <c>End</c>.</summary>
internal sealed class PoundKind : IConfigKind
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_signs = new(@"^[ \t]*(ListenHTTPS?|BackEnd)([ \t]+""[^""]*"")?[ \t]*(#.*)?\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
    private static readonly Regex s_end = new(@"^[ \t]*End[ \t]*(#.*)?\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
    private static readonly Regex s_word = new(@"""(?<text>([^""\\\n]|\\.)*)""?|#.*|(?<text>[^\s""#]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public string Name => "pound";

    /// <inheritdoc/>
    public string Summary => "Pound's pound.cfg";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) =>
        !s_signs.IsMatch(source.Text) || !s_end.IsMatch(source.Text) ? Fit.No : source.Name.Contains("pound", StringComparison.OrdinalIgnoreCase) ? Fit.Name : Fit.Content;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        ImmutableArray<PoundLine>.Builder lines = ImmutableArray.CreateBuilder<PoundLine>();
        for (int number = 1; number <= source.LineCount; number++)
        {
            int start = source.Offset(number, 1);
            Match[] words = [.. s_word.Matches(source.Line(number)).Where(word => word.Groups["text"].Success)];
            if (words.Length > 0)
                lines.Add(new PoundLine([.. words.Select(word => word.Groups["text"].Value)], new Span(source, start + words[0].Index, start + words[^1].Index + words[^1].Length)));
        }

        return new PoundFile(source, lines.ToImmutable());
    }
}
