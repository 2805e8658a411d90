using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish.Reading;

/// <summary>A piece of a VCL file. All pieces of a file, one behind the other, are its text to the byte.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it stands.</param>
public readonly record struct VclToken(VclTokenKind Kind, Span At)
{
    /// <summary>What stands there; of a text, what is in its quotes.</summary>
    public string Text => Kind is not VclTokenKind.Text ? At.Text : At.Text switch
    {
        ['{', '"', .. var inner, '"', '}'] => inner,
        ['"', '"', '"', .. var inner, '"', '"', '"'] => inner,
        ['"', .. var inner, '"'] => inner,
        var open => open.TrimStart('{', '"'),
    };

    /// <summary>Whether it is that symbol.</summary>
    public bool Is(string symbol) => Kind is VclTokenKind.Symbol && At.Text == symbol;

    /// <summary>Whether it is that word.</summary>
    public bool IsWord(string word) => Kind is VclTokenKind.Word && At.Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
