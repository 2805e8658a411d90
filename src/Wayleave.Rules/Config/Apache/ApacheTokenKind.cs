namespace Wayleave.Rules.Config.Apache;

/// <summary>What a piece of an Apache file is.</summary>
public enum ApacheTokenKind
{
    /// <summary>Blanks, and line ends that a backslash takes away.</summary>
    Space,

    /// <summary>The end of a directive's line.</summary>
    LineEnd,

    /// <summary>A line that begins with <c>#</c>, with the lines that a backslash adds to it.</summary>
    Comment,

    /// <summary>A word, with its quotes.</summary>
    Word,

    /// <summary><c>&lt;</c> at the beginning of a line.</summary>
    Open,

    /// <summary><c>&lt;/</c> at the beginning of a line.</summary>
    OpenEnd,

    /// <summary><c>&gt;</c> at the end of a line that begins a section.</summary>
    Close,
}
