namespace Wayleave.Rules.Config;

/// <summary>How long a pattern of ours may take with a stranger's text.</summary>
internal static class PatternLimit
{
    /// <summary>
    /// The limit in milliseconds. None comes near it: no pattern matches a run of characters in two ways. They are generated, since building patterns that never go back
    /// took longer than all the rest.
    /// </summary>
    public const int Milliseconds = 10_000;
}
