namespace Wayleave.Rules.Config.HAProxy.Reading;

/// <summary>What a piece of a HAProxy file is.</summary>
public enum HAProxyTokenKind
{
    /// <summary>A word, with its quotes and backslashes.</summary>
    Word,

    /// <summary>Blanks within a line.</summary>
    Space,

    /// <summary>From <c>#</c> to the end of the line.</summary>
    Comment,

    /// <summary>The end of a line.</summary>
    LineEnd,
}
