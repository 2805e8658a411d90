using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Xml;

/// <summary>Cuts an XML text into tags and what stands between them.</summary>
internal static class XmlLexer
{
    private static readonly (string Start, string End, XmlTokenKind Kind)[] s_marks =
        [("<!--", "-->", XmlTokenKind.Other), ("<![CDATA[", "]]>", XmlTokenKind.CData), ("<?", "?>", XmlTokenKind.Other), ("<!", ">", XmlTokenKind.Other), ("</", ">", XmlTokenKind.End)];

    /// <summary>The pieces of a text, all of it. Never throws.</summary>
    public static IEnumerable<XmlToken> Read(SourceText source)
    {
        string text = source.Text;
        int at = 0;
        while (at < text.Length)
        {
            int start = at;
            XmlTokenKind kind = XmlTokenKind.Text;
            if (text[at] != '<') at = End(text, "<", at, with: false);
            else (kind, at) = Tag(text, at);
            yield return new XmlToken(kind, new Span(source, start, at));
        }
    }

    private static (XmlTokenKind Kind, int End) Tag(string text, int at)
    {
        foreach ((string start, string end, XmlTokenKind kind) in s_marks)
        {
            if (string.CompareOrdinal(text, at, start, 0, start.Length) == 0) return (kind, End(text, end, at + start.Length, with: true));
        }

        // A > in an attribute's value ends no tag.
        char? quote = null;
        for (at++; at < text.Length; at++)
        {
            if (quote is not null) quote = text[at] == quote ? null : quote;
            else if (text[at] is '"' or '\'') quote = text[at];
            else if (text[at] == '>') return (XmlTokenKind.Start, at + 1);
        }

        return (XmlTokenKind.Start, at);
    }

    private static int End(string text, string end, int from, bool with)
    {
        int found = from <= text.Length ? text.IndexOf(end, from, StringComparison.Ordinal) : -1;
        return found < 0 ? text.Length : found + (with ? end.Length : 0);
    }
}
