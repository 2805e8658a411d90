namespace Wayleave.Rules.Config.Code;

/// <summary>What a piece of code is.</summary>
internal enum CodeTokenKind
{
    /// <summary>Blanks.</summary>
    Blank,

    /// <summary>A line's end.</summary>
    LineEnd,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string with its quotes.</summary>
    Text,

    /// <summary>A list of words: Ruby's <c>%w[a b]</c>, Elixir's <c>~w(a b)</c>.</summary>
    Words,

    /// <summary>A regular expression with its marks.</summary>
    Pattern,

    /// <summary>Any other character.</summary>
    Sign,
}
