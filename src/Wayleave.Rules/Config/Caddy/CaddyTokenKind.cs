namespace Wayleave.Rules.Config.Caddy;

/// <summary>What a piece of a Caddyfile is.</summary>
public enum CaddyTokenKind
{
    /// <summary>Blanks, and line ends that a backslash takes away.</summary>
    Space,

    /// <summary>The end of a line.</summary>
    LineEnd,

    /// <summary>From <c>#</c> to the line's end.</summary>
    Comment,

    /// <summary>A word, with its quotes; <c>{</c> and <c>}</c> are words too.</summary>
    Word,
}
