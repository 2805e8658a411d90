using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Pound;

/// <summary>Pound's own file: a directive a line, blocks that end with <c>End</c>.</summary>
internal sealed partial class PoundKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^[ \t]*(ListenHTTPS?|BackEnd)([ \t]+""[^""]*"")?[ \t]*(#.*)?\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex SignsPattern { get; }

    [GeneratedRegex(@"^[ \t]*End[ \t]*(#.*)?\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex EndPattern { get; }

    [GeneratedRegex(@"""(?<text>([^""\\\n]|\\.)*)""?|#.*|(?<text>[^\s""#]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex WordPattern { get; }

    /// <inheritdoc/>
    public string Name => "pound";

    /// <inheritdoc/>
    public string Summary => "Pound's pound.cfg";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) =>
        !SignsPattern.IsMatch(source.Text) || !EndPattern.IsMatch(source.Text) ? Fit.No : source.Name.Contains("pound", StringComparison.OrdinalIgnoreCase) ? Fit.Name : Fit.Content;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        ImmutableArray<PoundLine>.Builder lines = ImmutableArray.CreateBuilder<PoundLine>();
        for (int number = 1; number <= source.LineCount; number++)
        {
            int start = source.Offset(number, 1);
            Match[] words = [.. WordPattern.Matches(source.Line(number)).Where(word => word.Groups["text"].Success)];
            if (words.Length > 0)
                lines.Add(new PoundLine([.. words.Select(word => word.Groups["text"].Value)], new Span(source, start + words[0].Index, start + words[^1].Index + words[^1].Length)));
        }

        return new PoundFile(source, lines.ToImmutable());
    }
}
