namespace Wayleave.Rules.Config.Python;

/// <summary>What a piece of a Python file is.</summary>
internal enum PythonTokenKind
{
    /// <summary>Blanks, and a line's end behind a backslash.</summary>
    Blank,

    /// <summary>A line's end.</summary>
    LineEnd,

    /// <summary>A comment up to its line's end.</summary>
    Comment,

    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string with its prefix and quotes.</summary>
    Text,

    /// <summary>Any other character.</summary>
    Sign,
}
