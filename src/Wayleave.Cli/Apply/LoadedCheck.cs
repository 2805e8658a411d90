namespace Wayleave.Cli.Apply;

/// <summary>Whether a program sees what was installed: its own dump of its configuration must hold the text.</summary>
internal static class LoadedCheck
{
    /// <summary>The command that dumps: nginx's test with <c>-T</c> in place of <c>-t</c>; null if the test is none of nginx's.</summary>
    /// <param name="test">The command that tests; null if there is none.</param>
    public static string? DumpCommand(string? test)
    {
        string[] words = test?.Split(' ') ?? [];
        int nginx = Array.FindIndex(words, word => word == "nginx" || word.EndsWith("/nginx", StringComparison.Ordinal));
        int flag = nginx < 0 ? -1 : Array.IndexOf(words, "-t", nginx);
        if (flag < 0) return null;
        words[flag] = "-T";
        return string.Join(' ', words);
    }

    /// <summary>Whether a dump holds a text, whatever stands before and behind it.</summary>
    /// <param name="dump">What the command printed.</param>
    /// <param name="text">What was installed.</param>
    public static bool Holds(string dump, string text) => Plain(dump).Contains(Plain(text), StringComparison.Ordinal);

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();
}
