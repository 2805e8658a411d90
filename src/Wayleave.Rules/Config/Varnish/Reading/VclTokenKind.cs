namespace Wayleave.Rules.Config.Varnish.Reading;

/// <summary>What a piece of a VCL file is.</summary>
public enum VclTokenKind
{
    /// <summary>A name, a keyword, or a number with its unit.</summary>
    Word,

    /// <summary>A text in quotes of any kind.</summary>
    Text,

    /// <summary>An operator, a bracket, <c>;</c> or <c>,</c>.</summary>
    Symbol,

    /// <summary>A comment of any kind.</summary>
    Comment,

    /// <summary>Blanks and line ends.</summary>
    Space,

    /// <summary>C, between <c>C{</c> and <c>}C</c>.</summary>
    InlineC,
}
