using Wayleave.Protocol.Text;
using YamlDotNet.Core;

namespace Wayleave.Server.Configuration.Reading.Yaml;

/// <summary>What is wrong with a text that is not YAML, with a guess at the usual slips.</summary>
internal static class YamlTrouble
{
    private static readonly string[] s_starBegins = [": *", "- *", "[*", ", *"];

    /// <summary>The trouble in a sentence, where it is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="trouble">What the parser says.</param>
    public static SettingsError Of(string text, string file, YamlException trouble)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        // The parser points at the beginning of what the tab broke, which may be far above it.
        int tab = Array.FindIndex(lines, line => line.TrimStart(' ').StartsWith('\t'));
        if (tab >= 0 && trouble.Message.Contains("tab", StringComparison.OrdinalIgnoreCase))
            return new SettingsError(file, tab + 1, lines[tab].IndexOf('\t', StringComparison.Ordinal) + 1, "a tab stands in the indentation; YAML is indented with spaces");

        int line = Math.Max(1, (int)trouble.Start.Line);
        string written = line <= lines.Length ? lines[line - 1] : "";
        string hint = s_starBegins.Any(begin => written.Contains(begin, StringComparison.Ordinal)) ? "; a value that begins with * needs quotes: \"*.example.com\"" : "";
        string said = Printable.Short(trouble.Message.TrimEnd('.'), 200);
        return new SettingsError(file, line, Math.Max(1, (int)trouble.Start.Column), $"this is not YAML: {said}{hint}");
    }
}
