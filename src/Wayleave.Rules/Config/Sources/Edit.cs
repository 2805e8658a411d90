namespace Wayleave.Rules.Config.Sources;

/// <summary>A change to a file: a stretch, which may be empty, gets another text.</summary>
/// <param name="At">The stretch that goes.</param>
/// <param name="Text">What comes in its place.</param>
public sealed record Edit(Span At, string Text)
{
    /// <summary>Adds a line of its own behind the line on which a stretch ends, as deep as the line on which it begins.</summary>
    /// <param name="after">The stretch.</param>
    /// <param name="line">The new line, without its indentation and its end.</param>
    public static Edit NewLine(Span after, string line) => new(after.After, LineEnd(after.Source) + after.Indent + line);

    /// <summary>Takes a stretch out, and its line too where nothing else stands there.</summary>
    /// <param name="at">The stretch.</param>
    public static Edit Remove(Span at)
    {
        string text = at.Source.Text;
        int start = at.Start;
        while (start > 0 && text[start - 1] is ' ' or '\t') start--;
        int end = at.End;
        while (end < text.Length && text[end] is ' ' or '\t' or '\r') end++;
        bool alone = (start == 0 || text[start - 1] == '\n') && (end == text.Length || text[end] == '\n');
        return alone ? new Edit(new Span(at.Source, start, Math.Min(end + 1, text.Length)), "") : new Edit(at, "");
    }

    /// <summary>How lines end in a file: as its first one does.</summary>
    public static string LineEnd(SourceText source)
    {
        int first = source.Text.IndexOf('\n', StringComparison.Ordinal);
        return first > 0 && source.Text[first - 1] == '\r' ? "\r\n" : "\n";
    }
}
