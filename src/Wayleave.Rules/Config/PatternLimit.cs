namespace Wayleave.Rules.Config;

/// <summary>How long a pattern of ours may take with a stranger's text.</summary>
internal static class PatternLimit
{
    /// <summary>
    /// The limit in milliseconds, which no file that is one comes near: what a pattern may go over again ends with a line or a word. They are generated, since building
    /// patterns that never go back took longer than all the rest.
    /// </summary>
    public const int Milliseconds = 10_000;
}
