namespace Wayleave.Cli.Reports.Text;

/// <summary>Colours for a terminal; without colours, the plain text. A colour never says what the words do not.</summary>
/// <param name="colours">Whether to use them.</param>
internal sealed class Ink(bool colours)
{
    public string Bold(string text) => Paint("1", text);

    public string Dim(string text) => Paint("2", text);

    public string Red(string text) => Paint("31", text);

    public string Green(string text) => Paint("32", text);

    public string Yellow(string text) => Paint("33", text);

    public string Blue(string text) => Paint("36", text);

    private string Paint(string code, string text) => colours && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
