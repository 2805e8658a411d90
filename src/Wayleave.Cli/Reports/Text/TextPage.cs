using System.Text;
using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Reports.Text;

/// <summary>A report being written, line by line. What comes from peers goes through <see cref="Printable"/> here, so that no part can forget it.</summary>
/// <param name="look">Colours and width.</param>
internal sealed class TextPage(Look look)
{
    private readonly StringBuilder _text = new();

    /// <summary>The colours.</summary>
    public Ink Ink { get; } = new(look.Colours);

    /// <summary>The width in columns.</summary>
    public int Width => look.Width;

    /// <summary>Whether every detail is wanted.</summary>
    public bool Verbose => look.Verbose;

    /// <summary>An empty line, unless one is there already.</summary>
    public void Gap()
    {
        if (_text.Length > 1 && !(_text[^1] == '\n' && _text[^2] == '\n')) _text.Append('\n');
    }

    /// <summary>A finished line: its texts are clean and may be coloured.</summary>
    /// <param name="line">The line.</param>
    public void Raw(string line) => _text.Append(line.TrimEnd()).Append('\n');

    /// <summary>A paragraph, wrapped and indented.</summary>
    /// <param name="indent">The columns to leave free on the left.</param>
    /// <param name="text">The paragraph.</param>
    /// <param name="paint">Its colour; null: none.</param>
    public void Paragraph(int indent, string text, Func<string, string>? paint = null)
    {
        string margin = new(' ', indent);
        foreach (string line in Wrapping.Lines(Printable.Line(text), Width - indent)) Raw(margin + (paint is null ? line : paint(line)));
    }

    /// <summary>A paragraph behind a label, its further lines hanging under its first.</summary>
    /// <param name="indent">The columns to leave free on the left.</param>
    /// <param name="label">The label, coloured or not.</param>
    /// <param name="labelWidth">The label's width with the space after it.</param>
    /// <param name="text">The paragraph.</param>
    public void Labelled(int indent, string label, int labelWidth, string text)
    {
        string margin = new(' ', indent);
        string lead = label;
        foreach (string line in Wrapping.Lines(Printable.Line(text), Width - indent - labelWidth))
        {
            Raw(margin + lead + line);
            lead = new string(' ', labelWidth);
        }
    }

    /// <summary>Lines kept as they are, each cut to the width.</summary>
    /// <param name="indent">The columns to leave free on the left.</param>
    /// <param name="text">The lines.</param>
    /// <param name="paint">Their colour; null: none.</param>
    public void Block(int indent, string text, Func<string, string>? paint = null)
    {
        string margin = new(' ', indent);
        foreach (string line in Printable.Block(text).TrimEnd('\n').Split('\n')) Raw(margin + (paint is null ? line : paint(line)));
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
