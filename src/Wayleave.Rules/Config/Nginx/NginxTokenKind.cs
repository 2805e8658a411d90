namespace Wayleave.Rules.Config.Nginx;

/// <summary>What a piece of an nginx file is.</summary>
public enum NginxTokenKind
{
    /// <summary>A word, with its quotes.</summary>
    Word,

    /// <summary><c>;</c></summary>
    Semicolon,

    /// <summary><c>{</c></summary>
    Open,

    /// <summary><c>}</c></summary>
    Close,

    /// <summary>From <c>#</c> to the end of the line.</summary>
    Comment,

    /// <summary>Blanks and line ends.</summary>
    Space,

    /// <summary>What stands in the braces of a <c>*_by_lua_block</c>, which is another language.</summary>
    Code,
}
