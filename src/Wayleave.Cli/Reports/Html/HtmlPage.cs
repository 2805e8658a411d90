using System.Net;
using System.Text;
using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Reports.Html;

/// <summary>A page being written. Markup is ours alone; every text is escaped here, so that no part can forget it.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _markup = new();

    /// <summary>Markup of our own; nothing from outside may be in it.</summary>
    /// <param name="ours">The markup.</param>
    public HtmlPage Markup(string ours)
    {
        _markup.Append(ours);
        return this;
    }

    /// <summary>Text from anywhere, escaped.</summary>
    /// <param name="text">The text.</param>
    public HtmlPage Text(string text)
    {
        _markup.Append(Escaped(text));
        return this;
    }

    /// <summary>An element that holds a text.</summary>
    /// <param name="name">The element's name.</param>
    /// <param name="text">The text, from anywhere.</param>
    /// <param name="style">Its class; empty: none.</param>
    public HtmlPage Element(string name, string text, string style = "")
    {
        _markup.Append('<').Append(name);
        if (style.Length > 0) _markup.Append(" class=\"").Append(style).Append('"');
        _markup.Append('>').Append(Escaped(text)).Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>An id as an anchor's name: letters, digits and dashes alone.</summary>
    /// <param name="id">The id, from a file perhaps.</param>
    public static string Anchor(string id) => string.Concat(id.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    /// <summary>A text escaped for an element or an attribute; control characters and direction marks are shown, not obeyed.</summary>
    /// <param name="text">The text.</param>
    public static string Escaped(string text) => WebUtility.HtmlEncode(Printable.Block(text));

    /// <inheritdoc/>
    public override string ToString() => _markup.ToString();
}
