using System.Collections.Immutable;
using System.Net;
using System.Text;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Xml;

/// <summary>Reads XML with its places. Names are not checked and nothing outside is fetched; what is not closed is told and read as far as it goes.</summary>
internal static class XmlParser
{
    // Files of people have some ten levels; rules go over them by recursion.
    private const int MaxDepth = 200;

    /// <summary>Reads a text. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="errors">What could not be read.</param>
    /// <returns>The outermost elements: one, in a right file.</returns>
    public static ImmutableArray<XmlElement> Read(SourceText source, out ImmutableArray<ReadError> errors)
    {
        ImmutableArray<ReadError>.Builder wrong = ImmutableArray.CreateBuilder<ReadError>();
        var open = new Stack<Building>();
        open.Push(new Building("", source.All.Before, []));
        foreach (XmlToken token in XmlLexer.Read(source))
        {
            switch (token.Kind)
            {
                case XmlTokenKind.Text:
                    open.Peek().Text.Append(WebUtility.HtmlDecode(token.At.Text));
                    break;
                case XmlTokenKind.CData:
                    string text = token.At.Text["<![CDATA[".Length..];
                    open.Peek().Text.Append(text.EndsWith("]]>", StringComparison.Ordinal) ? text[..^3] : text);
                    break;
                case XmlTokenKind.Start:
                    Start(token.At, open);
                    break;
                case XmlTokenKind.End:
                    End(token.At, open, wrong);
                    break;
            }
        }

        while (open.Count > 1)
        {
            wrong.Add(new ReadError(open.Peek().At, $"<{open.Peek().Name}> is not closed before the end of the file"));
            Close(open);
        }

        errors = wrong.ToImmutable();
        return open.Pop().Children.ToImmutable();
    }

    private static void Start(Span at, Stack<Building> open)
    {
        string tag = at.Text.TrimEnd('>');
        bool closed = tag.EndsWith('/');
        int end = 1;
        while (end < tag.Length && !char.IsWhiteSpace(tag[end]) && tag[end] is not ('/' or '=')) end++;
        open.Push(new Building(tag[1..end], at, Attributes(at, end)));
        if (closed || open.Count > MaxDepth) Close(open);
    }

    private static void End(Span at, Stack<Building> open, ImmutableArray<ReadError>.Builder wrong)
    {
        string name = at.Text.TrimStart('<', '/').TrimEnd('>').Trim();
        if (!open.SkipLast(1).Any(building => building.Name == name))
        {
            wrong.Add(new ReadError(at, $"</{name}> closes nothing"));
            return;
        }

        while (open.Peek().Name != name)
        {
            wrong.Add(new ReadError(open.Peek().At, $"<{open.Peek().Name}> is not closed before </{name}>"));
            Close(open);
        }

        Close(open);
    }

    private static void Close(Stack<Building> open)
    {
        Building done = open.Pop();
        open.Peek().Children.Add(new XmlElement(done.Name, done.At, done.Attributes, done.Children.ToImmutable(), done.Text.ToString().Trim()));
    }

    private static ImmutableArray<XmlAttribute> Attributes(Span tag, int from)
    {
        string text = tag.Text;
        ImmutableArray<XmlAttribute>.Builder found = ImmutableArray.CreateBuilder<XmlAttribute>();
        int at = from;
        while (at < text.Length)
        {
            while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '/' or '>')) at++;
            int start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('=' or '/' or '>')) at++;
            int nameEnd = at;
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at >= text.Length || text[at] != '=')
            {
                // A name without a value is no XML; what comes next may be.
                if (at == start) at++;
                continue;
            }

            at++;
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at >= text.Length || text[at] is not ('"' or '\'')) continue;
            int close = text.IndexOf(text[at], at + 1);
            int end = close < 0 ? text.Length : close;
            Span value = tag with { Start = tag.Start + at + 1, End = tag.Start + end };
            at = Math.Min(end + 1, text.Length);
            found.Add(new XmlAttribute(text[start..nameEnd], WebUtility.HtmlDecode(value.Text), tag with { Start = tag.Start + start, End = tag.Start + at }, value));
        }

        return found.ToImmutable();
    }

    private sealed record Building(string Name, Span At, ImmutableArray<XmlAttribute> Attributes)
    {
        public ImmutableArray<XmlElement>.Builder Children { get; } = ImmutableArray.CreateBuilder<XmlElement>();

        public StringBuilder Text { get; } = new();
    }
}
